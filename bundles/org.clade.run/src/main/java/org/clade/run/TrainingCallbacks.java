package org.clade.run;

import java.util.Map;
import java.util.function.IntConsumer;
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
import org.clade.run.progress.TrainingState;
import org.clade.run.swap.HotSwap;
import org.clade.run.training.Checkpoints;
import org.clade.run.training.TrainingLoop;

/** Does what is due while the loop goes: progress, evaluations, checkpoints. */
final class TrainingCallbacks implements TrainingLoop.Observer {

    /** A user who stops a run does not want to wait for an evaluation that takes longer than this. */
    private static final double PATIENCE_SECONDS = 4;

    /** Images that are scored between two evaluations, to show how training goes. */
    private static final int SAMPLE = 1000;

    private final TrainingBudget length;
    private final StageTimer clock;
    private final RunJournal journal;
    private final Evaluator evaluator;
    private final Checkpoints checkpoints;
    private final HotSwap editor;
    private final Runnable leaks;
    private final Runnable collapsed;
    private final ProgressMeter meter;
    private boolean warned;
    private boolean evaluated;
    private final SampleSchedule samples = new SampleSchedule(System::nanoTime);

    /**
     * A conductor of a run.
     *
     * @param length how long the run is
     * @param clock adds up time
     * @param journal receives the progress
     * @param evaluator scores the network
     * @param checkpoints writes checkpoints
     * @param editor gives the run other parts
     * @param leaks looks for what large batches have left behind
     * @param collapsed called between two large batches where the clusters have collapsed
     */
    TrainingCallbacks(
            TrainingBudget length,
            StageTimer clock,
            RunJournal journal,
            Evaluator evaluator,
            Checkpoints checkpoints,
            HotSwap editor,
            Runnable leaks,
            Runnable collapsed) {
        this.length = length;
        this.clock = clock;
        this.journal = journal;
        this.evaluator = evaluator;
        this.checkpoints = checkpoints;
        this.editor = editor;
        this.leaks = leaks;
        this.collapsed = collapsed;
        this.meter = journal.meter();
    }

    @Override
    public void round(BatchIndex slot, TrainingState position) {
        meter.moveTo(position.rounds, false);
    }

    @Override
    public IntConsumer looking(String stage, int images, boolean planned) {
        meter.batch();
        meter.stage(stage, "images", images, planned ? 1 : 0);
        return meter::looked;
    }

    @Override
    public void steps(BatchIndex slot, TrainingState position, int done, int total) {
        meter.steps(slot.epoch(), position.rounds, done, total);
    }

    @Override
    public void step(TrainingLoop loop, int done) {
        meter.step(done, clock.imagesPerSecond());
        warnOfLongBatch();
        if (samples.due()) {
            samples.sample(() -> evaluator.sample(SAMPLE, loop.sessions()));
        }
    }

    /** Says beforehand that not even one large batch will fit into the time. */
    private void warnOfLongBatch() {
        double batch = meter.batchSeconds();
        if (warned || length.seconds() == 0 || batch < 0) {
            return;
        }
        warned = true;
        if (batch > length.seconds()) {
            journal.warn(
                    "limited",
                    "One large batch takes about %s and the limit is %s, so training ends before its first large batch is whole; allow more time with --seconds, or make the batch smaller, for instance with --set batch=<images>."
                            .formatted(Notices.duration(batch), Notices.duration(length.seconds())));
        }
    }

    @Override
    public boolean evaluate(TrainingState position, Map<String, TargetSession> sessions, boolean over) {
        if (over) {
            meter.over();
        }
        meter.moveTo(position.rounds, false);
        double before = clock.seconds(Stage.EVALUATE);
        boolean made = evaluator.evaluate(position, sessions, over);
        evaluated = made;
        double seconds = made ? clock.seconds(Stage.EVALUATE) - before : Evaluator.MOST_OF_LIMIT * length.seconds();
        samples.evaluated(seconds * Math.min(SAMPLE, evaluator.images()) / evaluator.images());
        meter.moveTo(position.rounds, true);
        return made;
    }

    @Override
    public void boundary(TrainingLoop loop, boolean epochEnd, boolean over) {
        if (over) {
            editor.over(loop);
            checkpoints.write(loop);
            warnOfNoTraining(loop.position().steps);
        } else {
            editor.boundary(loop);
            checkpoints.offer(loop, epochEnd);
            leaks.run();
            if (evaluated && journal.collapse().isPresent()) {
                collapsed.run();
            }
            evaluated = false;
        }
    }

    private void warnOfNoTraining(long steps) {
        if (steps == 0) {
            journal.warn(
                    "limited",
                    "Nothing was trained: the limit of %s ended before the first step, so the clusters are those of an untrained network; allow more time with --seconds."
                            .formatted(Notices.duration(length.seconds())));
        }
    }

    @Override
    public boolean rescued(TrainingLoop loop, Throwable failure) {
        return editor.rescued(loop, failure);
    }

    /**
     * Keeps what there is after a stop: a checkpoint first, then, where that is quick, a last evaluation that a resumed
     * run forgets.
     *
     * @param loop stopped between two steps
     * @param last evaluates and cannot be stopped
     */
    void stopped(TrainingLoop loop, Evaluator last) {
        checkpoints.write(loop);
        double each = clock.seconds(Stage.EVALUATE) / Math.max(1, journal.rows().size());
        if (each < PATIENCE_SECONDS) {
            last.evaluate(loop.position(), loop.sessions(), true);
        }
    }
}
