package org.clade.shell.command.sweep;

import org.clade.api.part.RefusedException;
import picocli.CommandLine.Option;

/** The option for trials at once. */
final class JobsOption {

    @Option(
            names = "--jobs",
            paramLabel = "<n>",
            defaultValue = "1",
            description = "Trials at once, each a process of its own. Default: ${DEFAULT-VALUE}.")
    private int jobs;

    /** {@return its value} */
    int jobs() {
        if (jobs < 1) {
            throw new RefusedException("--jobs is %s but must be at least 1.".formatted(jobs));
        }
        return jobs;
    }
}
