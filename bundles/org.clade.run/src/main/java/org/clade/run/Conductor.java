package org.clade.run;

import java.util.Map;
import org.clade.api.target.TargetSession;

/** Does what is due while the loop goes: progress, evaluations, checkpoints. */
final class Conductor implements TrainingLoop.Observer {

    /** A user who stops a run does not want to wait for an evaluation that takes longer than this. */
    private static final double PATIENCE_SECONDS = 15;

    private final Length length;
    private final StageClock clock;
    private final RunJournal journal;
    private final Evaluator evaluator;
    private final Checkpoints checkpoints;
    private final PartEditor editor;
    private final Runnable leaks;

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
     */
    Conductor(
            Length length,
            StageClock clock,
            RunJournal journal,
            Evaluator evaluator,
            Checkpoints checkpoints,
            PartEditor editor,
            Runnable leaks) {
        this.length = length;
        this.clock = clock;
        this.journal = journal;
        this.evaluator = evaluator;
        this.checkpoints = checkpoints;
        this.editor = editor;
        this.leaks = leaks;
    }

    @Override
    public void round(Slot slot, Position position) {
        journal.round(slot.epoch(), position.rounds, length, position.seconds, clock.imagesPerSecond());
    }

    @Override
    public void evaluate(Position position, Map<String, TargetSession> sessions) {
        evaluator.evaluate(position, sessions);
    }

    @Override
    public void boundary(TrainingLoop loop, boolean epochEnd, boolean over) {
        if (over) {
            editor.over(loop);
            checkpoints.write(loop);
        } else {
            editor.boundary(loop);
            checkpoints.offer(loop, epochEnd);
            leaks.run();
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
            last.evaluate(loop.position(), loop.sessions());
        }
    }
}
