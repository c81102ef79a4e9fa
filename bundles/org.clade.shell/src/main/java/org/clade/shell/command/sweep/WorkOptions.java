package org.clade.shell.command.sweep;

import org.clade.api.part.RefusedException;
import org.clade.api.sweep.WorkerOptions;
import org.clade.shell.command.WholeNumber;
import picocli.CommandLine.Option;

/** How a process works on a sweep. */
final class WorkOptions {

    @Option(
            names = "--jobs",
            paramLabel = "<n>",
            defaultValue = "1",
            description = "Trials at once, each a process of its own. Default: ${DEFAULT-VALUE}.")
    private int jobs;

    @Option(
            names = "--threads",
            paramLabel = "<n>",
            defaultValue = "0",
            description = "Threads of each trial. Default: the processors divided by --jobs.")
    private int threads;

    /** {@return the values of the options} */
    WorkerOptions options() {
        if (jobs < 1) {
            throw new RefusedException("--jobs is %s but must be at least 1.".formatted(jobs));
        }
        return new WorkerOptions(jobs, WholeNumber.notNegative("--threads", threads));
    }
}
