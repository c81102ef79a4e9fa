package org.clade.sweep.job;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.clade.api.part.RefusedException;
import org.clade.api.sweep.JobFileRequest;

/**
 * An array job for Slurm's {@code sbatch}: each task is a worker. Two minutes before the end of its time a worker is told to end, so that
 * its training writes a checkpoint and another task goes on with it.
 *
 * @param setting what it starts
 */
public record SlurmScript(JobSetting setting) {

    private static final int SECONDS_BEFORE = 120;

    /** Before the letter of a field in a file name: A is the job, a the task. */
    private static final String FIELD = "%";

    /** {@return the script} */
    public String text() {
        JobFileRequest request = setting.request();
        String folder = request.folder().toString();
        if (folder.contains("\"") || folder.contains("\n") || folder.contains("\\")) {
            throw new RefusedException(
                    "Slurm cannot name %s in a job file; take a folder without quotation marks, backslashes and line breaks."
                            .formatted(folder));
        }
        List<String> lines = new ArrayList<>(List.of(
                "#!/bin/bash",
                "# Workers of a sweep of Clade. Submit with sbatch; submit again to go on with what is left.",
                "#SBATCH --job-name=" + setting.name(),
                "#SBATCH --array=1-" + request.workers(),
                "#SBATCH --ntasks=1",
                "#SBATCH --cpus-per-task=" + setting.threads(),
                "#SBATCH --output=\"" + folder.replace(FIELD, FIELD + FIELD) + "/jobs/" + FIELD + "A-" + FIELD
                        + "a.txt\"",
                "#SBATCH --signal=B:TERM@" + SECONDS_BEFORE));
        request.minutes().ifPresent(minutes -> lines.add("#SBATCH --time=" + minutes));
        request.gigabytes().ifPresent(gigabytes -> lines.add("#SBATCH --mem=" + gigabytes + "G"));
        if (request.gpus() > 0) {
            lines.add("#SBATCH --gres=gpu:" + request.gpus());
        }
        request.partition().ifPresent(partition -> lines.add("#SBATCH --partition=" + word(partition)));
        lines.add("set -eu");
        setting.environment().forEach((name, value) -> lines.add("export " + name + "=" + quoted(value)));
        lines.add("exec " + container(request)
                + setting.command().stream().map(SlurmScript::quoted).collect(Collectors.joining(" ")));
        return String.join("\n", lines) + "\n";
    }

    private static String container(JobFileRequest request) {
        return request.image()
                .map(image -> "apptainer exec " + (request.gpus() > 0 ? "--nv " : "") + "--bind "
                        + quoted(request.folder().toString()) + " " + quoted(image) + " ")
                .orElse("");
    }

    private static String word(String partition) {
        if (!partition.matches("[\\w,.-]+")) {
            throw new RefusedException(
                    "--partition “%s” is no name of a partition; write letters, digits, “-”, “_” and “.”, and commas between several."
                            .formatted(partition));
        }
        return partition;
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
