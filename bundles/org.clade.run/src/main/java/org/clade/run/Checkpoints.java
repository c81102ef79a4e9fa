package org.clade.run;

import java.nio.file.Path;
import java.util.Map;

/**
 * Writes a run's checkpoints: at the end of an epoch, and between large batches where the last one is minutes old. What it
 * costs is measured, and only so many are written that they take less than a tenth of the time.
 */
final class Checkpoints {

    private static final double LEAST_SHARE = 10;
    private static final double LONG_AGO_SECONDS = 300;

    private final Path folder;
    private final RunScope run;
    private final RunJournal journal;
    private long last = System.nanoTime();
    private double cost;

    /**
     * The checkpoints of a run.
     *
     * @param folder the run's folder
     * @param run the run
     * @param journal has the evaluations, and is told of checkpoints
     */
    Checkpoints(Path folder, RunScope run, RunJournal journal) {
        this.folder = folder;
        this.run = run;
        this.journal = journal;
    }

    /**
     * Writes a checkpoint if it is time to.
     *
     * @param loop between two large batches
     * @param epochEnd whether an epoch ended
     */
    void offer(TrainingLoop loop, boolean epochEnd) {
        double since = seconds(last);
        if (since >= LEAST_SHARE * cost && (epochEnd || since >= LONG_AGO_SECONDS)) {
            write(loop);
        }
    }

    /**
     * Writes a checkpoint.
     *
     * @param loop between two steps
     * @return the checkpoint
     */
    CheckpointFile write(TrainingLoop loop) {
        long start = System.nanoTime();
        CheckpointFile checkpoint = CheckpointFile.write(folder, run, loop, journal.rows(), journal.edits());
        cost = seconds(start);
        last = System.nanoTime();
        journal.event(
                "checkpointed",
                Map.of(
                        "file",
                        folder.relativize(checkpoint.file()).toString().replace('\\', '/'),
                        "round",
                        loop.position().rounds,
                        "step",
                        loop.position().steps,
                        "seconds",
                        cost));
        return checkpoint;
    }

    /** {@return the folder of the run} */
    Path folder() {
        return folder;
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }
}
