package org.clade.run.background;

import java.util.Map;
import org.clade.api.run.RunProgress;

/** The progress of work with a network that does not change, counted in images. */
public final class InferenceProgress {

    private final long start = System.nanoTime();
    private volatile RunProgress progress = RunProgress.of("preparing");
    private double expected = 1;
    private double done;
    private double seconds;
    private long mark = start;
    private long images;
    private long stageStart = start;

    /** {@return the progress} */
    public RunProgress progress() {
        return progress;
    }

    /**
     * Sets the amount of work.
     *
     * @param images the number of predictions
     */
    public void expect(double images) {
        expected = images;
    }

    /**
     * Starts the next stage.
     *
     * @param stage its name
     */
    public void stage(String stage) {
        mark = System.nanoTime();
        stageStart = mark;
        images = 0;
        show(stage, 0, 0, 0, progress.latest());
    }

    /**
     * Counts finished images.
     *
     * @param count the number of images
     * @param cost the cost of each, in units of one prediction
     */
    public void looked(int count, double cost) {
        long now = System.nanoTime();
        seconds += (now - mark) / 1e9;
        mark = now;
        done += count * cost;
        images += count;
        show(progress.stage(), progress.epoch(), progress.epochs(), rate(now), progress.latest());
    }

    /**
     * Starts an epoch of the linear classifier.
     *
     * @param epoch the epoch, from 0
     * @param epochs the number of epochs
     * @param latest the result of the last one
     */
    public void epoch(int epoch, int epochs, Map<String, Double> latest) {
        show(progress.stage(), epoch + 1, epochs, progress.imagesPerSecond(), latest);
    }

    private double rate(long now) {
        return now == stageStart ? 0 : images / ((now - stageStart) / 1e9);
    }

    private void show(String stage, int epoch, int epochs, double rate, Map<String, Double> latest) {
        double share = Math.min(1, done / expected);
        double remaining = done == 0 ? -1 : seconds / share * (1 - share);
        double elapsed = (System.nanoTime() - start) / 1e9;
        progress = RunProgress.of(stage)
                .withEpoch(epoch, epochs)
                .withTime(share, elapsed, remaining)
                .withSpeed(rate)
                .withScores(latest, "");
    }
}
