package org.clade.api.run;

import java.nio.file.Path;
import org.osgi.annotation.versioning.ProviderType;

/** How a job ended. */
@ProviderType
public interface JobReport {

    /** {@return the folder that holds its results} */
    Path folder();

    /** {@return its last state} */
    RunState state();

    /** {@return how it ended} */
    RunOutcome outcome();

    /** {@return what went wrong, in one sentence; otherwise empty} */
    String failure();
}
