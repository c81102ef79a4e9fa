package org.clade.shell.command.sweep;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.clade.api.sweep.WorkerRequest;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of a worker. */
final class WorkerOptions {

    @Mixin
    private JobsOption jobs;

    @Option(
            names = "--devices",
            paramLabel = "<device>",
            split = ",",
            description = "GPUs that the trials at once share out, each one for itself: gpu:0,gpu:1, or auto for all of"
                    + " this machine. Default: every trial takes the first GPU, if there is one.")
    private List<String> devices = new ArrayList<>();

    /** {@return trials at once} */
    int jobs() {
        return jobs.jobs();
    }

    /** {@return the GPUs that the trials at once share out} */
    List<String> devices() {
        return devices.stream().map(String::strip).toList();
    }

    /** {@return how to join a sweep} */
    WorkerRequest request(Path folder, boolean leave) {
        return new WorkerRequest(folder, jobs(), devices(), leave);
    }
}
