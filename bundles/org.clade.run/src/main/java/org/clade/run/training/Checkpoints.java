package org.clade.run.training;

import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.Map;
import org.clade.api.run.RunEvent;
import org.clade.run.folder.RunFolder;
import org.clade.run.folder.RunJournal;
import org.clade.run.progress.SwapHistory;
import org.clade.run.progress.TrainingPosition;

/**
 * Writes a run's checkpoints: those of epochs that it keeps, at the end of other epochs, and between large batches if the last one is minutes old. They take less than a tenth of the
 * measured time.
 */
public final class Checkpoints {

    private static final double LEAST_SHARE = 10;
    private static final double LONG_AGO_SECONDS = 300;

    /**
     * A summary of a checkpoint's content. The second of two equal checkpoints is not written: a resumed run does not overwrite its
     * checkpoint before it has done some work.
     */
    private record Content(TrainingPosition position, SwapHistory.State swaps) {

        static Content of(TrainingState state) {
            return new Content(state.position().withSeconds(0), state.swaps().state());
        }
    }

    private final RunFolder folder;
    private final TrainingState state;
    private final NDManager host;
    private final RunJournal journal;
    private final int keepEvery;
    private long last = System.nanoTime();
    private double cost;
    private CheckpointFile newest;
    private Content content;

    /**
     * The checkpoints of a run.
     *
     * @param folder the run's folder
     * @param state the run's state
     * @param host scope in main memory
     * @param journal receives the checkpoints
     * @param keepEvery the checkpoint at the end of every n-th epoch is kept; 0 for none
     */
    public Checkpoints(RunFolder folder, TrainingState state, NDManager host, RunJournal journal, int keepEvery) {
        this.folder = folder;
        this.state = state;
        this.host = host;
        this.journal = journal;
        this.keepEvery = keepEvery;
    }

    /**
     * Writes a checkpoint between two large batches, if one is due.
     *
     * @param epochEnd whether an epoch ended
     */
    public void offer(boolean epochEnd) {
        double since = seconds(last);
        if (since >= LEAST_SHARE * cost && (epochEnd || since >= LONG_AGO_SECONDS)) {
            write();
        }
    }

    /** Writes and keeps a checkpoint at the end of an epoch, if this run was to keep it. */
    public void epochEnded() {
        int epoch = state.position().epochsEnded();
        if (keepEvery > 0 && epoch % keepEvery == 0) {
            write().keepEpoch(epoch);
        }
    }

    /**
     * Starts from a checkpoint.
     *
     * @param checkpoint the checkpoint
     */
    public void resumed(CheckpointFile checkpoint) {
        newest = checkpoint;
        content = Content.of(state);
    }

    /**
     * Writes a checkpoint between two steps, unless it equals the newest one.
     *
     * @return the newest checkpoint
     */
    public CheckpointFile write() {
        return Content.of(state).equals(content) ? newest : write(CheckpointFile.Keep.TWO);
    }

    /**
     * Writes a checkpoint between two steps.
     *
     * @param keep the checkpoints that remain
     * @return the checkpoint
     */
    public CheckpointFile write(CheckpointFile.Keep keep) {
        long start = System.nanoTime();
        folder.restoreOriginals();
        try (NDManager scope = host.newSubManager()) {
            newest = CheckpointFile.write(
                    folder.path(), folder.originals(), state.snapshot(folder.assignmentsChecksum(), scope), keep);
        }
        content = Content.of(state);
        cost = seconds(start);
        last = System.nanoTime();
        journal.event(
                RunEvent.Type.CHECKPOINTED,
                Map.of(
                        "file",
                        newest.name(),
                        "round",
                        state.position().rounds(),
                        "step",
                        state.position().steps(),
                        "seconds",
                        cost));
        return newest;
    }

    /** {@return the folder of the run} */
    public Path folder() {
        return folder.path();
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }
}
