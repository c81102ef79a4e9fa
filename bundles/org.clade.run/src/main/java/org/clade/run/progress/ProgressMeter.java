package org.clade.run.progress;

import java.util.Map;
import java.util.function.LongSupplier;
import org.clade.api.run.RunProgress;
import org.clade.api.run.RunProgress.Count;

/**
 * Keeps the progress of a run: its stage, how much of the stage is done, and when the run will end. One thread reports; any
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
     * A meter of a run that prepares itself.
     *
     * @param nanos the time, in nanoseconds
     */
    public ProgressMeter(LongSupplier nanos) {
        this.nanos = nanos;
        this.start = nanos.getAsLong();
    }

    /** {@return how far the run is} */
    public RunProgress progress() {
        return progress;
    }

    /** {@return seconds since the meter was made} */
    public double elapsed() {
        return (nanos.getAsLong() - start) / NANOS;
    }

    /**
     * Training and its evaluations begin.
     *
     * @param work all of it
     * @param seconds how long it may take; 0 for no limit
     * @param used seconds that earlier processes have used
     */
    public void plan(WorkPlan work, int seconds, double used) {
        plan = work;
        limit = seconds;
        usedBefore = used;
        trainingStart = elapsed();
    }

    /**
     * Something begins whose size is not known.
     *
     * @param name what
     */
    public void stage(String name) {
        begin(name, Count.NONE, 0);
    }

    /**
     * Something begins that is counted.
     *
     * @param name what
     * @param unit what is counted, such as {@code images}
     * @param total how many there are
     * @param each units of work that each of them counts in the plan
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

    /** A large batch begins. */
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
     * Images of the counted stage are done.
     *
     * @param more how many
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
     * Goes to where the run is between two large batches.
     *
     * @param done large batches done
     * @param evaluated whether the evaluation that is due now, if one is, was made
     */
    public void moveTo(int done, boolean evaluated) {
        rounds = done;
        boolean due = done % plan.evaluateEvery() == 0;
        base = plan.done(done) - (due && !evaluated ? plan.evaluation() : 0);
        extra = 0;
        measure();
    }

    /** Training is over; what is left is the last evaluation. */
    public void over() {
        over = true;
    }

    /**
     * There are new scores.
     *
     * @param scores by column name
     * @param of what they were made of where that is not all images after training, such as {@code before training}
     */
    public void scores(Map<String, Double> scores, String of) {
        latest = Map.copyOf(scores);
        basis = of;
        show();
    }

    /**
     * Estimates how long the large batch in training takes from its first to its last step.
     *
     * @return seconds; negative while unknown
     */
    public double batchSeconds() {
        return steps > 1 ? eta.seconds(plan.batch(rounds)) : -1;
    }

    /** {@return seconds that are left of the limit; infinite where there is none} */
    public double secondsLeft() {
        return limit == 0 ? Double.POSITIVE_INFINITY : Math.max(0, limit - used());
    }

    private double used() {
        return usedBefore + elapsed() - trainingStart;
    }

    /** {@return units of the large batch in training that are done} */
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

    /** {@return units of the evaluation that follows training, or of its rest} */
    private double evaluationLeft() {
        return over ? weight * (count.total() - count.done()) : plan.evaluation();
    }

    /** {@return how many large batches the limit of time leaves room for, as far as is known; 0 while unknown} */
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
