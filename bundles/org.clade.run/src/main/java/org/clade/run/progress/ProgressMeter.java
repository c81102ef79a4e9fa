package org.clade.run.progress;

import java.util.Map;
import java.util.function.LongSupplier;
import org.clade.api.run.RunProgress;
import org.clade.api.run.RunProgress.Count;

/**
 * Measures the progress of a run: its stage, the finished share of the stage, and the expected end of the run. One thread reports; any
 * thread may read.
 */
public final class ProgressMeter {

    private static final double NANOS = 1e9;

    private final LongSupplier nanos;
    private final long start;
    private final EtaEstimator eta = new EtaEstimator();
    private WorkPlan plan;
    private int limit;
    private double usedBefore;
    private double trainingStart;
    private int steps;
    private boolean over;
    private int rounds;
    private int epoch;
    private double base;
    private double extra;
    private double targets;
    private double weight;
    private double stageStart;
    private String stage = "preparing";
    private Count count = Count.NONE;
    private double imagesPerSecond;
    private double trainingSpeed;
    private Map<String, Double> latest = Map.of();
    private String basis = "";
    private volatile RunProgress progress = RunProgress.of("preparing");

    /**
     * A meter of a run that is still preparing.
     *
     * @param nanos the time, in nanoseconds
     */
    public ProgressMeter(LongSupplier nanos) {
        this.nanos = nanos;
        this.start = nanos.getAsLong();
    }

    /** {@return the progress of the run} */
    public RunProgress progress() {
        return progress;
    }

    /** {@return seconds since the meter was created} */
    public double elapsed() {
        return (nanos.getAsLong() - start) / NANOS;
    }

    /**
     * Starts training and its evaluations.
     *
     * @param work the plan of all work
     * @param seconds the time limit; 0 for none
     * @param used seconds used by earlier processes
     */
    public void plan(WorkPlan work, int seconds, double used) {
        plan = work;
        limit = seconds;
        usedBefore = used;
        trainingStart = elapsed();
    }

    /**
     * Starts a stage of unknown size.
     *
     * @param name the name of the stage
     */
    public void stage(String name) {
        begin(name, Count.NONE, 0);
    }

    /**
     * Starts a stage with a count.
     *
     * @param name the name of the stage
     * @param unit the unit of the count, such as {@code images}
     * @param total the total count
     * @param each units of work per item in the plan
     */
    public void stage(String name, String unit, long total, double each) {
        begin(name, new Count(unit, 0, total), each);
    }

    private void begin(String name, Count of, double each) {
        stage = name;
        count = of;
        weight = each;
        imagesPerSecond = 0;
        stageStart = elapsed();
        if (plan != null && !eta.anchored()) {
            eta.anchor(done(), elapsed());
        }
        show();
    }

    /** Starts a large batch. */
    public void batch() {
        epoch = rounds / plan.roundsPerEpoch() + 1;
    }

    /**
     * The steps of a large batch begin.
     *
     * @param ofEpoch its epoch, from 0
     * @param before large batches done before it
     * @param done steps done
     * @param total steps in all
     */
    public void steps(int ofEpoch, int before, int done, int total) {
        stage = "training";
        over = false;
        count = new Count("steps", done, total);
        epoch = ofEpoch + 1;
        imagesPerSecond = trainingSpeed;
        rounds = before;
        targets = done == 0 && base == plan.done(before) ? extra : 0;
        base = plan.done(before);
        extra = inBatch();
        show();
    }

    /**
     * Counts finished images of the stage.
     *
     * @param more the number of further images
     */
    public void looked(long more) {
        count = new Count(count.unit(), count.done() + more, count.total());
        extra += more * weight;
        double seconds = elapsed() - stageStart;
        imagesPerSecond = seconds > 0 ? count.done() / seconds : 0;
        measure();
    }

    /**
     * A training step is done.
     *
     * @param done steps of the large batch that are done
     * @param speed trained images per second so far
     */
    public void step(int done, double speed) {
        count = new Count(count.unit(), done, count.total());
        extra = inBatch();
        trainingSpeed = speed;
        imagesPerSecond = speed;
        steps++;
        if (steps > 1) {
            measure();
        } else { // the first step warms up
            eta.anchor(done(), elapsed());
            show();
        }
    }

    /**
     * Sets the progress between two large batches.
     *
     * @param done large batches done
     * @param evaluated whether a due evaluation has been done
     */
    public void moveTo(int done, boolean evaluated) {
        rounds = done;
        boolean due = done % plan.evaluateEvery() == 0;
        base = plan.done(done) - (due && !evaluated ? plan.evaluation() : 0);
        extra = 0;
        measure();
    }

    /** Ends training; only the last evaluation remains. */
    public void over() {
        over = true;
    }

    /**
     * Sets new scores.
     *
     * @param scores by column name
     * @param of their source, if that is not all images after training, such as {@code before training}
     */
    public void scores(Map<String, Double> scores, String of) {
        latest = Map.copyOf(scores);
        basis = of;
        show();
    }

    /**
     * Estimates the time of the current large batch from its first to its last step.
     *
     * @return seconds; negative while unknown
     */
    public double batchSeconds() {
        return steps > 1 ? eta.seconds(plan.batch(rounds)) : -1;
    }

    /** {@return the remaining seconds of the limit; infinite without a limit} */
    public double secondsLeft() {
        return limit == 0 ? Double.POSITIVE_INFINITY : Math.max(0, limit - used());
    }

    private double used() {
        return usedBefore + elapsed() - trainingStart;
    }

    /** {@return finished units of the current large batch} */
    private double inBatch() {
        return targets + Math.max(0, plan.batch(rounds) - targets) * count.done() / Math.max(1, count.total());
    }

    private double done() {
        return base + extra;
    }

    private void measure() {
        eta.measure(done(), elapsed());
        show();
    }

    private void show() {
        if (plan == null) {
            publish(0, -1, 0);
            return;
        }
        double total = plan.total();
        double byWork = eta.seconds(total - done());
        double share = Math.min(1, done() / total);
        double remaining = byWork;
        int all = plan.rounds();
        if (over) {
            remaining = Math.max(0, eta.seconds(evaluationLeft()));
            all = rounds;
            share = used() + remaining > 0 ? used() / (used() + remaining) : 1;
        } else if (limit > 0) {
            double byTime = secondsLeft() + Math.max(0, eta.seconds(evaluationLeft()));
            if (byWork < 0 || byWork > byTime) {
                remaining = byTime;
                all = affordable();
                share = used() + byTime > 0 ? used() / (used() + byTime) : 0;
            }
        }
        publish(share, remaining, all);
    }

    /** {@return units of the evaluation after training, or of its rest} */
    private double evaluationLeft() {
        return over ? weight * (count.total() - count.done()) : plan.evaluation();
    }

    /** {@return the number of large batches that fit into the time limit; 0 while unknown} */
    private int affordable() {
        double batch = batchSeconds();
        if (batch <= 0) {
            return 0;
        }
        double rest = extra > 0 ? 1 - extra / plan.batch(rounds) : 1;
        double more = secondsLeft() / batch - rest;
        long fit = more < 0 ? rounds : rounds + 1 + (long) more;
        return (int) Math.max(1, Math.min(plan.rounds(), fit));
    }

    private void publish(double share, double remaining, int all) {
        int epochs = plan == null ? 0 : (all + plan.roundsPerEpoch() - 1) / plan.roundsPerEpoch();
        progress = RunProgress.of(stage)
                .withEpoch(epoch, Math.max(epochs, all == 0 ? 0 : epoch))
                .withRound(rounds, all)
                .withTime(share, elapsed(), remaining)
                .withSpeed(imagesPerSecond)
                .withScores(latest, basis)
                .withCount(count);
    }
}
