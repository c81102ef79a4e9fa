package org.clade.api.run;

import org.osgi.annotation.versioning.ProviderType;

/** A run of this process. */
@ProviderType
public interface RunHandle extends Job<RunReport> {}
