package org.clade.run.swap;

import java.util.Optional;
import java.util.Queue;
import org.clade.run.evaluation.Evaluator;
import org.clade.run.folder.RunJournal;
import org.clade.run.inference.RunParts;
import org.clade.run.inference.RunScope;
import org.clade.run.progress.RunHistory;
import org.clade.run.progress.TrainingBudget;
import org.clade.run.training.Boundary;
import org.clade.run.training.BoundaryAction;
import org.clade.run.training.BoundaryState;
import org.clade.run.training.Checkpoints;

/**
 * Decides between two large batches whether a run takes other parts: those requested by a user, and those of an updated bundle.
 * First the run writes a checkpoint. During the next large batches the new parts are on trial; if they cause a failure or a
 * collapse, the run goes back to that checkpoint and to the old parts.
 */
public final class HotSwap implements Boundary, AutoCloseable {

    private final SwapRecorder recorder;
    private final Queue<RequestedSwap> requests;
    private final SwapRollback rollback;
    private final SwapTrial trial;
    private final PartReplacer replacer;
    private final BundleUpdateHandler bundleUpdates;
    private final SwapRequestHandler swapRequests;
    private final StoppedParts stoppedParts;

    /**
     * The swaps of a run.
     *
     * @param parts the run's parts
     * @param run the run
     * @param composer composes variants with other parts
     * @param checkpoints writes checkpoints
     * @param evaluator measures the clusters
     * @param journal receives events
     * @param history receives the replacements
     * @param budget the length of an epoch
     * @param requests the requested swaps, in order
     */
    public HotSwap(
            RunParts parts,
            RunScope run,
            PartComposer composer,
            Checkpoints checkpoints,
            Evaluator evaluator,
            RunJournal journal,
            RunHistory history,
            TrainingBudget budget,
            Queue<RequestedSwap> requests) {
        this.recorder = new SwapRecorder(parts, composer, checkpoints.folder(), journal, history);
        this.requests = requests;
        this.rollback = new SwapRollback(parts, composer, checkpoints.folder());
        this.trial =
                new SwapTrial(parts, run.images().size(), composer.run(), checkpoints, evaluator, recorder, rollback);
        this.replacer = new PartReplacer(parts, run, checkpoints, budget, recorder, trial);
        this.bundleUpdates = new BundleUpdateHandler(parts, composer, recorder, replacer);
        this.swapRequests = new SwapRequestHandler(parts, composer, recorder, replacer, trial);
        this.stoppedParts = new StoppedParts(parts, recorder);
    }

    /** Writes the recipe file that matches the checkpoint of the resumed run. */
    public void resumed() {
        recorder.writeRecipe();
    }

    @Override
    public BoundaryAction decide(BoundaryState state) {
        Optional<BoundaryAction.RollBackTo> back = trial.judge(state);
        if (back.isPresent()) {
            return back.get();
        }
        return state.over() ? new BoundaryAction.Finish() : decideParts(state);
    }

    private BoundaryAction decideParts(BoundaryState state) {
        Optional<BoundaryAction.ReplaceParts> next = trial.on() ? Optional.empty() : bundleUpdates.decide(state);
        if (next.isEmpty()) {
            stoppedParts.note(state);
        }
        while (next.isEmpty() && !trial.on() && !requests.isEmpty()) {
            next = swapRequests.decide(state, requests.remove());
        }
        return next.isPresent() ? next.get() : new BoundaryAction.Continue();
    }

    @Override
    public Optional<BoundaryAction.RollBackTo> rescue(BoundaryState state, Throwable failure) {
        return trial.rescue(state, failure);
    }

    @Override
    public void applied(BoundaryAction action, BoundaryState state) {
        if (action instanceof BoundaryAction.RollBackTo) {
            replacer.drop();
            trial.rolledBack(state);
        } else {
            replacer.replaced();
        }
    }

    /**
     * The message for a run that failed because the bundle of a part was stopped or updated.
     *
     * @param failure the exception
     * @return the message; empty if there is another reason
     */
    public Optional<String> stoppedPartFailed(Throwable failure) {
        return stoppedParts.reason(failure);
    }

    /** Ends the lease of the parts before the current trial. */
    @Override
    public void close() {
        rollback.close();
    }
}
