package org.clade.shell.command.sweep;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.clade.api.part.RefusedException;
import org.clade.api.sweep.JobFileRequest;
import org.clade.api.sweep.JobScheduler;
import org.clade.shell.command.WholeNumber;
import picocli.CommandLine.Option;

/** The options for a scheduler of a cluster. */
final class SubmitOptions {

    @Option(
            names = "--submit",
            paramLabel = "slurm|kubernetes",
            description =
                    "Train nothing here: write the sweep and a job file with which this scheduler starts workers.")
    private JobScheduler scheduler;

    @Option(
            names = "--workers",
            paramLabel = "<n>",
            defaultValue = "0",
            description = "With --submit: workers, each with one trial at a time. Default: one for each trial.")
    private int workers;

    @Option(
            names = "--minutes",
            paramLabel = "<t>",
            defaultValue = "0",
            description = "With --submit: the longest time of a worker. Default: the scheduler's.")
    private int minutes;

    @Option(
            names = "--memory",
            paramLabel = "<GB>",
            defaultValue = "0",
            description = "With --submit: memory of a worker in GB. Default: the scheduler's.")
    private int memory;

    @Option(
            names = "--gpus",
            paramLabel = "<n>",
            defaultValue = "0",
            description = "With --submit: GPUs of a worker. Default: ${DEFAULT-VALUE}.")
    private int gpus;

    @Option(
            names = "--partition",
            paramLabel = "<name>",
            description = "With --submit slurm: the partition. Default: the cluster's.")
    private String partition;

    @Option(
            names = "--image",
            paramLabel = "<image>",
            description =
                    "With --submit: a container image that has this build of Clade in /opt/clade. Kubernetes needs"
                            + " one; Slurm runs it with apptainer.")
    private String image;

    @Option(
            names = "--claim",
            paramLabel = "<name>",
            description = "With --submit kubernetes: the persistent volume claim that holds the sweep's folder.")
    private String claim;

    /** {@return whether a job file is wanted} */
    boolean given() {
        boolean others = workers != 0
                || minutes != 0
                || memory != 0
                || gpus != 0
                || Stream.of(partition, image, claim).anyMatch(value -> value != null);
        if (scheduler == null && others) {
            throw new RefusedException(
                    "--workers, --minutes, --memory, --gpus, --partition, --image and --claim need --submit slurm or --submit kubernetes.");
        }
        return scheduler != null;
    }

    /** {@return what to write for a sweep of so many trials} */
    JobFileRequest request(Path folder, int trials) {
        return new JobFileRequest(
                folder,
                scheduler,
                WholeNumber.given("--workers", workers).orElse(trials),
                WholeNumber.given("--minutes", minutes),
                WholeNumber.given("--memory", memory),
                WholeNumber.notNegative("--gpus", gpus),
                Optional.ofNullable(partition),
                Optional.ofNullable(image),
                Optional.ofNullable(claim));
    }

    /** {@return the command that submits a job file} */
    String command(Path file) {
        return (scheduler == JobScheduler.SLURM ? "sbatch " : "kubectl create -f ") + file;
    }
}
