package org.clade.run.swap;

import java.util.Optional;
import java.util.Queue;
import org.clade.run.evaluation.Evaluator;
import org.clade.run.folder.RunJournal;
import org.clade.run.inference.RunParts;
import org.clade.run.inference.RunScope;
import org.clade.run.progress.TrainingBudget;
import org.clade.run.training.Checkpoints;
import org.clade.run.training.TrainingLoop;

/**
 * Gives a run other parts between two large batches: those that were asked for, and those that came in the place of its own
 * when a bundle was updated. Before that a checkpoint is written; for the next large batches the new parts are on trial, and
 * where they do harm the run goes back to the checkpoint and to the old parts.
 */
public final class HotSwap implements AutoCloseable {

    private final SwapRecorder edits;
    private final Queue<RequestedSwap> requests;
    private final SwapRollback wayBack;
    private final SwapTrial trial;
    private final BundleUpdateHandler newcomers;
    private final SwapRequestHandler answers;
    private final StoppedParts orphans;

    /**
     * An editor of a run.
     *
     * @param parts what it works with
     * @param run the run
     * @param composer makes variants with other parts
     * @param checkpoints writes checkpoints
     * @param evaluator looks at the clusters
     * @param journal is told
     * @param length how long an epoch is
     * @param requests swaps that are asked for, in order
     */
    public HotSwap(
            RunParts parts,
            RunScope run,
            PartComposer composer,
            Checkpoints checkpoints,
            Evaluator evaluator,
            RunJournal journal,
            TrainingBudget length,
            Queue<RequestedSwap> requests) {
        this.edits = new SwapRecorder(parts, composer, checkpoints.folder(), journal);
        this.requests = requests;
        this.wayBack = new SwapRollback(parts, run, composer, checkpoints.folder());
        this.trial = new SwapTrial(parts, run.images().size(), composer.run(), checkpoints, evaluator, edits, wayBack);
        PartReplacer taker = new PartReplacer(parts, run, checkpoints, length, edits, trial);
        this.newcomers = new BundleUpdateHandler(parts, composer, edits, taker);
        this.answers = new SwapRequestHandler(parts, composer, edits, taker, trial);
        this.orphans = new StoppedParts(parts, edits);
    }

    /** Makes what is written of edits fit the checkpoint that the run goes on from. */
    public void resumed() {
        edits.recipe();
    }

    /**
     * Does what is due between two large batches.
     *
     * @param loop the loop, which will go on
     */
    public void boundary(TrainingLoop loop) {
        trial.judgeWhenTried(loop);
        if (!trial.on()) {
            newcomers.meet(loop);
        }
        orphans.note(loop);
        while (!trial.on() && !requests.isEmpty()) {
            answers.answer(loop, requests.remove());
        }
    }

    /**
     * Ends the trial that goes on, as training is over.
     *
     * @param loop the loop; it is brought back where the new parts did harm
     */
    public void over(TrainingLoop loop) {
        trial.judgeNow(loop);
    }

    /**
     * Takes parts on trial back where something failed.
     *
     * @param loop the loop
     * @param failure what failed
     * @return whether the run can go on
     */
    public boolean rescued(TrainingLoop loop, Throwable failure) {
        return trial.rescued(loop, failure);
    }

    /**
     * The sentence for a run that failed because its parts are not what they were.
     *
     * @param failure what failed
     * @return the sentence, nothing where that is not the reason
     */
    public Optional<String> orphaned(Throwable failure) {
        return orphans.reason(failure);
    }

    /** Ends the use of what was before the trial that goes on. */
    @Override
    public void close() {
        wayBack.close();
    }
}
