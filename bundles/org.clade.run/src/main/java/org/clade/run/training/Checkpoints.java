package org.clade.run.training;

import java.nio.file.Path;
import java.util.Map;
import org.clade.run.folder.RunFolder;
import org.clade.run.folder.RunJournal;
import org.clade.run.inference.RunScope;
import org.clade.run.progress.SwapHistory;
import org.clade.run.progress.TrainingState;

/**
 * Writes a run's checkpoints: at the end of an epoch, and between large batches where the last one is minutes old. What it
 * costs is measured, and only so many are written that they take less than a tenth of the time.
 */
public final class Checkpoints {

    private static final double LEAST_SHARE = 10;
    private static final double LONG_AGO_SECONDS = 300;

    /**
     * What a checkpoint says, in brief. Two that are alike need not be written twice: a run that goes on does not write over
     * what it came from before it has done anything.
     */
    private record Content(
            int rounds, long steps, int evaluated, int epochsEnded, int epochsSurveyed, SwapHistory.State edits) {

        static Content of(TrainingState position, SwapHistory edits) {
            return new Content(
                    position.rounds,
                    position.steps,
                    position.evaluated,
                    position.epochsEnded,
                    position.epochsSurveyed,
                    edits.state());
        }
    }

    private final RunFolder folder;
    private final RunScope run;
    private final RunJournal journal;
    private long last = System.nanoTime();
    private double cost;
    private CheckpointFile newest;
    private Content content;

    /**
     * The checkpoints of a run.
     *
     * @param folder the run's folder
     * @param run the run
     * @param journal has the evaluations, and is told of checkpoints
     */
    public Checkpoints(RunFolder folder, RunScope run, RunJournal journal) {
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
    public void offer(TrainingLoop loop, boolean epochEnd) {
        double since = seconds(last);
        if (since >= LEAST_SHARE * cost && (epochEnd || since >= LONG_AGO_SECONDS)) {
            write(loop);
        }
    }

    /**
     * Says what the run goes on from.
     *
     * @param checkpoint the checkpoint
     * @param loop where it is now
     */
    public void resumed(CheckpointFile checkpoint, TrainingLoop loop) {
        newest = checkpoint;
        content = Content.of(loop.position(), journal.edits());
    }

    /**
     * Writes a checkpoint, unless the newest one says the same.
     *
     * @param loop between two steps
     * @return the checkpoint
     */
    public CheckpointFile write(TrainingLoop loop) {
        return Content.of(loop.position(), journal.edits()).equals(content)
                ? newest
                : write(loop, CheckpointFile.Keep.TWO);
    }

    /**
     * Writes a checkpoint.
     *
     * @param loop between two steps
     * @param keep which others are left
     * @return the checkpoint
     */
    public CheckpointFile write(TrainingLoop loop, CheckpointFile.Keep keep) {
        long start = System.nanoTime();
        CheckpointFile checkpoint = CheckpointFile.write(folder, run, loop, journal.rows(), journal.edits(), keep);
        newest = checkpoint;
        content = Content.of(loop.position(), journal.edits());
        cost = seconds(start);
        last = System.nanoTime();
        journal.event(
                "checkpointed",
                Map.of(
                        "file",
                        checkpoint.name(),
                        "round",
                        loop.position().rounds,
                        "step",
                        loop.position().steps,
                        "seconds",
                        cost));
        return checkpoint;
    }

    /** {@return the folder of the run} */
    public Path folder() {
        return folder.path();
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }
}
