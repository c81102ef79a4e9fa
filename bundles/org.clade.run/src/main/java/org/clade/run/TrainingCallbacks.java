package org.clade.run;

import java.util.Map;
import java.util.function.IntConsumer;
import org.clade.api.run.RunEvent;
import org.clade.api.target.TargetSession;
import org.clade.run.evaluation.Evaluator;
import org.clade.run.folder.RunJournal;
import org.clade.run.progress.BatchIndex;
import org.clade.run.progress.Notices;
import org.clade.run.progress.ProgressMeter;
import org.clade.run.progress.SampleSchedule;
import org.clade.run.progress.Stage;
import org.clade.run.progress.StageTimer;
import org.clade.run.progress.TrainingBudget;
import org.clade.run.progress.TrainingPosition;
import org.clade.run.training.BoundaryState;
import org.clade.run.training.Checkpoints;
import org.clade.run.training.TrainingListener;
import org.clade.run.training.TrainingState;

/** Shows progress, evaluates and writes checkpoints while the loop trains. */
final class TrainingCallbacks implements TrainingListener {

    /** The last evaluation of a stopped run may take this long at most. */
    private static final double PATIENCE_SECONDS = 4;

    /** Images to score between two evaluations, for the progress display. */
    private static final int SAMPLE = 1000;

    private final TrainingBudget budget;
    private final StageTimer clock;
    private final RunJournal journal;
    private final Evaluator evaluator;
    private final Checkpoints checkpoints;
    private final Runnable leaks;
    private final Runnable collapsed;
    private final ProgressMeter meter;
    private final SampleSchedule samples = new SampleSchedule(System::nanoTime);
    private boolean warned;
    private boolean evaluated;

    /**
     * The callbacks of a run.
     *
     * @param budget the length of the run
     * @param clock measures times
     * @param journal receives the progress
     * @param evaluator scores the network
     * @param checkpoints writes checkpoints
     * @param leaks counts arrays that large batches leave in memory
     * @param collapsed called between two large batches if the clusters have collapsed
     */
    TrainingCallbacks(
            TrainingBudget budget,
            StageTimer clock,
            RunJournal journal,
            Evaluator evaluator,
            Checkpoints checkpoints,
            Runnable leaks,
            Runnable collapsed) {
        this.budget = budget;
        this.clock = clock;
        this.journal = journal;
        this.evaluator = evaluator;
        this.checkpoints = checkpoints;
        this.leaks = leaks;
        this.collapsed = collapsed;
        this.meter = journal.meter();
    }

    @Override
    public IntConsumer inferenceStarted(String stage, int images, boolean planned) {
        meter.batch();
        meter.stage(stage, "images", images, planned ? 1 : 0);
        return meter::looked;
    }

    @Override
    public void stepsStarted(BatchIndex index, TrainingPosition position, int done, int total) {
        meter.steps(index.epoch(), position.rounds(), done, total);
    }

    @Override
    public void stepDone(int done, Map<String, TargetSession> sessions) {
        meter.step(done, clock.imagesPerSecond());
        warnOfLongBatch();
        if (samples.due()) {
            samples.sample(() -> evaluator.sample(SAMPLE, sessions));
        }
    }

    @Override
    public void batchDone(TrainingPosition position) {
        meter.moveTo(position.rounds(), false);
    }

    /** Warns in advance if the time limit is too short for one large batch. */
    private void warnOfLongBatch() {
        double batch = meter.batchSeconds();
        if (warned || budget.seconds() == 0 || batch < 0) {
            return;
        }
        warned = true;
        if (batch > budget.seconds()) {
            journal.warn(
                    RunEvent.Type.LIMITED,
                    "One large batch takes about %s and the limit is %s, so training ends before its first large batch is complete; allow more time, or make the batch smaller (run --set batch=<images>)."
                            .formatted(Notices.duration(batch), Notices.duration(budget.seconds())));
        }
    }

    @Override
    public boolean evaluate(BoundaryState state) {
        if (state.over()) {
            meter.over();
        }
        int rounds = state.position().rounds();
        meter.moveTo(rounds, false);
        double before = clock.seconds(Stage.EVALUATE);
        evaluated = evaluator.evaluate(state.position(), state.sessions(), state.over());
        double seconds =
                evaluated ? clock.seconds(Stage.EVALUATE) - before : Evaluator.MOST_OF_LIMIT * budget.seconds();
        samples.evaluated(seconds * Math.min(SAMPLE, evaluator.images()) / evaluator.images());
        meter.moveTo(rounds, true);
        return evaluated;
    }

    @Override
    public void evaluationWasLast(BoundaryState state) {
        meter.over();
        evaluator.repeatAsLast(state.position());
    }

    @Override
    public void boundary(BoundaryState state, boolean epochEnd) {
        if (epochEnd) {
            checkpoints.epochEnded();
        }
        if (state.over()) {
            checkpoints.write();
            warnOfNoTraining(state.position().steps());
            return;
        }
        checkpoints.offer(epochEnd);
        leaks.run();
        if (evaluated && journal.collapse().isPresent()) {
            collapsed.run();
        }
        evaluated = false;
    }

    private void warnOfNoTraining(long steps) {
        if (steps == 0) {
            journal.warn(
                    RunEvent.Type.LIMITED,
                    "Training ended before the first step, so the clusters are those of an untrained network; allow more time.");
        }
    }

    /**
     * Saves a stopped run: first a checkpoint, then, if that is fast, a last evaluation that a resumed run forgets.
     *
     * @param state the run, between two steps
     * @param last the evaluation, which ignores stops
     */
    void stopped(TrainingState state, Evaluator last) {
        checkpoints.write();
        double each = clock.seconds(Stage.EVALUATE) / Math.max(1, journal.evaluations());
        if (each < PATIENCE_SECONDS) {
            last.evaluate(state.position(), state.sessions(), true);
        }
    }
}
