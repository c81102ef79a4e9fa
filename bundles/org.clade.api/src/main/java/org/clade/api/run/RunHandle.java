package org.clade.api.run;

import org.osgi.annotation.versioning.ProviderType;

/** A run that was started in this process. */
@ProviderType
public interface RunHandle extends Job<RunReport> {}
