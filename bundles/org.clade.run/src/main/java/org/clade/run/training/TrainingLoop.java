package org.clade.run.training;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleSupplier;
import org.clade.api.schedule.LearningRateSchedule;
import org.clade.api.target.TargetSession;
import org.clade.api.training.TrainingProgress;
import org.clade.api.variant.Bound;
import org.clade.api.variant.Phase;
import org.clade.api.variant.Recipe;
import org.clade.api.variant.Variant;
import org.clade.run.inference.Inference;
import org.clade.run.inference.RunParts;
import org.clade.run.inference.RunScope;
import org.clade.run.progress.BatchIndex;
import org.clade.run.progress.LargeBatch;
import org.clade.run.progress.Steps;
import org.clade.run.progress.TrainingBudget;
import org.clade.run.progress.TrainingPosition;
import org.clade.run.support.RunStoppedException;

/**
 * Trains epochs of phases of large batches. The variant defines the phases; the loop reads it again for each large batch, since parts may
 * have been replaced.
 *
 * <p>Between two large batches the loop evaluates if that is due, then asks its {@link Boundary} what to do, and does it:
 * continue, replace parts, go back to a checkpoint, or finish. All that it changes is in the {@link TrainingState}. A stop between
 * two steps leaves that state complete, and a loop that resumes it continues as if uninterrupted.
 */
public final class TrainingLoop implements AutoCloseable {

    /** Thrown when the time limit is reached between two steps or inference batches. */
    private static final class TimeUpException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        TimeUpException() {
            super(null, null, false, false);
        }
    }

    private final TrainingState state;
    private final RunParts parts;
    private final Recipe recipe;
    private final ViewPrefetcher views;
    private final PhaseTrainer trainer;
    private final FullPass fullPass;
    private final TrainingBudget budget;
    private final Boundary boundary;
    private final TrainingListener listener;
    private DoubleSupplier elapsed = () -> 0;
    private boolean firstEvaluationLeftOut;
    private long evaluatedSteps = -1;

    /**
     * A loop.
     *
     * @param state the initial state of the run
     * @param inference predicts on clean images
     * @param budget the length of the run
     * @param boundary decides between two large batches
     * @param listener receives the progress
     * @param prefetch draws views ahead, if there is one; closed with this
     */
    public TrainingLoop(
            TrainingState state,
            Inference inference,
            TrainingBudget budget,
            Boundary boundary,
            TrainingListener listener,
            Optional<PrefetchThread> prefetch) {
        this.state = state;
        this.parts = state.parts();
        this.recipe = parts.variant().recipe();
        RunScope run = inference.run();
        RunScope timed = run.with(run.cancellation().and(this::checkTime));
        Inference timedInference = new Inference(timed, inference.mode(), inference.inferenceBatch());
        this.views = new ViewPrefetcher(timed, prefetch);
        this.trainer = new PhaseTrainer(timed, timedInference, views);
        this.fullPass = new FullPass(timedInference, listener);
        this.budget = budget;
        this.boundary = boundary;
        this.listener = listener;
    }

    /** Trains to the end. */
    public void run() {
        double before = position().seconds();
        long start = System.nanoTime();
        elapsed = () -> before + (System.nanoTime() - start) / 1e9;
        boolean over = false;
        while (!over) {
            try {
                over = cycle();
            } catch (RunStoppedException e) {
                throw e;
            } catch (RuntimeException
                    | LinkageError
                    | AssertionError
                    | StackOverflowError e) { // a part may throw any exception
                Optional<BoundaryAction.RollBackTo> back = boundary.rescue(at(false), e);
                if (back.isEmpty()) {
                    throw e;
                }
                apply(back.get());
            } finally {
                countTime();
            }
        }
    }

    /** Does the work that is due between two large batches, then one large batch; returns whether training ended. */
    private boolean cycle() {
        if (state.open().isEmpty()) {
            boolean over = budget.reached(position().rounds(), position().seconds());
            boolean epochEnd = evaluateAndEndEpoch(over);
            BoundaryAction action = decide(epochEnd, over);
            if (!(action instanceof BoundaryAction.Continue)) {
                return action instanceof BoundaryAction.Finish;
            }
        }
        try {
            if (state.open().isEmpty()) {
                surveyEpoch();
            }
            train();
            return false;
        } catch (TimeUpException e) {
            return endInBatch();
        }
    }

    /** Decides on the next action and applies it, except continuing and finishing. */
    private BoundaryAction decide(boolean epochEnd, boolean over) {
        countTime();
        BoundaryAction action = boundary.decide(at(over));
        if (action instanceof BoundaryAction.Continue || action instanceof BoundaryAction.Finish) {
            listener.boundary(at(over), epochEnd);
        } else {
            apply(action);
        }
        return action;
    }

    private void apply(BoundaryAction action) {
        if (action instanceof BoundaryAction.ReplaceParts next) {
            state.replace(next.parts(), next.sessions());
            surveyNow(next.sessions().keySet());
            boundary.applied(action, at(false));
        } else if (action instanceof BoundaryAction.RollBackTo back) {
            try (Checkpoint checkpoint = Checkpoint.of(back.checkpoint())) {
                state.rollBack(checkpoint, back.parts());
            }
            evaluatedSteps = -1;
            boundary.applied(action, at(false));
        }
    }

    private BoundaryState at(boolean over) {
        return new BoundaryState(position(), state.sessions(), over);
    }

    private TrainingPosition position() {
        return state.position();
    }

    private void countTime() {
        state.moveTo(position().withSeconds(elapsed.getAsDouble()));
    }

    private void checkTime() {
        if (budget.timeUp(elapsed.getAsDouble())) {
            throw new TimeUpException();
        }
    }

    /** Ends training within a large batch; returns whether it is over, since parts on trial may be rolled back. */
    private boolean endInBatch() {
        countTime();
        if (position().steps() == evaluatedSteps) {
            listener.evaluationWasLast(at(true));
        } else {
            evaluate(true);
        }
        return decide(false, true) instanceof BoundaryAction.Finish;
    }

    private void evaluate(boolean over) {
        if (listener.evaluate(at(over))) {
            state.moveTo(position().afterEvaluation());
            evaluatedSteps = position().steps();
        } else {
            firstEvaluationLeftOut = true;
        }
    }

    /** Evaluates if that is due and reports the end of an epoch to the sessions, each once; returns whether an epoch ended. */
    private boolean evaluateAndEndEpoch(boolean over) {
        int rounds = position().rounds();
        boolean epochEnd = rounds > 0 && rounds % budget.roundsPerEpoch() == 0;
        boolean due = rounds == 0
                ? !firstEvaluationLeftOut
                : recipe.training().evaluate() == 0
                        ? epochEnd
                        : rounds % recipe.training().evaluate() == 0;
        if (position().evaluated() < rounds && (due || over)) {
            evaluate(over);
        }
        int done = rounds / budget.roundsPerEpoch();
        if (epochEnd && position().epochsEnded() < done) {
            state.sessions().values().forEach(session -> session.epochEnded(done - 1));
            state.moveTo(position().withEpochsEnded(done));
        }
        return epochEnd;
    }

    /** At the start of an epoch, shows all images to the sessions that ask for them. */
    private void surveyEpoch() {
        BatchIndex index = index(position().rounds());
        if (index.first() && position().epochsSurveyed() <= index.epoch()) {
            parts.phases().forEach(phase -> survey(phase, index.epoch()));
            state.moveTo(position().withEpochsSurveyed(index.epoch() + 1));
        }
    }

    /** Shows all images to sessions that were opened within an epoch, if they need them before an epoch. */
    private void surveyNow(Set<String> phases) {
        BatchIndex index = index(position().rounds());
        if (!index.first()) {
            parts.phases().stream()
                    .filter(phase -> phases.contains(phase.recipe().name()))
                    .forEach(phase -> survey(phase, index.epoch()));
        }
    }

    private void survey(Phase phase, int epoch) {
        Map<String, TargetSession> sessions = state.sessions();
        if (sessions.containsKey(phase.recipe().name())) {
            fullPass.run(
                    phase,
                    parts.variant().evalTransform(),
                    sessions.get(phase.recipe().name()),
                    epoch);
        }
    }

    private void train() {
        BatchIndex index = index(position().rounds());
        Variant variant = parts.variant();
        Phase phase = state.phase();
        if (state.open().isEmpty()) {
            state.begin(opened(phase, variant, index));
        }
        ActiveBatch open = state.open().orElseThrow();
        int before = open.steps();
        long start = position().steps() - before;
        int total = new Steps(phase.recipe(), open.batch().indices().length).total();
        listener.stepsStarted(index, position(), before, total);
        try {
            trainer.train(
                    phase,
                    open,
                    step -> place(variant, start + step),
                    this::upcoming,
                    () -> listener.stepDone(open.steps(), state.sessions()));
        } catch (TimeUpException e) {
            if (open.steps() < total) {
                throw e;
            }
        } finally {
            state.moveTo(position().plusSteps(open.steps() - before));
        }
        state.endBatch();
        state.moveTo(position().nextRound());
        countTime();
        listener.batchDone(position());
    }

    private ActiveBatch opened(Phase phase, Variant variant, BatchIndex index) {
        LargeBatch batch = state.batch(index);
        return trainer.open(
                phase,
                variant.evalTransform(),
                Optional.ofNullable(state.sessions().get(phase.recipe().name())),
                batch,
                phase.targets().isPresent()
                        ? listener.inferenceStarted("computing targets", batch.members().length, true)
                        : count -> {});
    }

    private StepPlace place(Variant variant, long step) {
        int given = recipe.training().epochs();
        TrainingProgress progress =
                new TrainingProgress(step, state.batches().stepsPerEpoch(), given == 0 ? budget.epochs() : given);
        Bound<LearningRateSchedule> schedule = variant.lrSchedule();
        return new StepPlace(progress, schedule.part().factor(progress, schedule.settings()));
    }

    /** The large batch after the current one, unless that is the last. */
    private Optional<PhaseTrainer.Upcoming> upcoming() {
        int next = position().rounds() + 1;
        if (budget.reached(next, elapsed.getAsDouble())) {
            return Optional.empty();
        }
        BatchIndex index = index(next);
        return Optional.of(new PhaseTrainer.Upcoming(parts.phases().get(index.phase()), state.batch(index)));
    }

    private BatchIndex index(int round) {
        return state.batches().index(round);
    }

    /** Drops views that were drawn ahead, and ends their thread. */
    @Override
    public void close() {
        views.close();
    }
}
