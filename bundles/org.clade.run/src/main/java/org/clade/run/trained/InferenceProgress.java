package org.clade.run.trained;

import java.util.Map;
import org.clade.api.run.RunProgress;

/** How far work with a trained network is, counted in images that it looks at. */
final class InferenceProgress {

    private final long start = System.nanoTime();
    private volatile RunProgress progress = RunProgress.of("preparing");
    private double expected = 1;
    private double done;
    private double seconds;
    private long mark = start;
    private long images;
    private long stageStart = start;

    /** {@return how far it is} */
    RunProgress progress() {
        return progress;
    }

    /**
     * Says how much work there is.
     *
     * @param images to be looked at, each as often as it is
     */
    void expect(double images) {
        expected = images;
    }

    /**
     * Something else begins.
     *
     * @param stage what
     */
    void stage(String stage) {
        mark = System.nanoTime();
        stageStart = mark;
        images = 0;
        show(stage, 0, 0, 0, progress.latest());
    }

    /**
     * Images were worked on.
     *
     * @param count how many
     * @param cost what each of them counts, where one that the network looks at counts 1
     */
    void looked(int count, double cost) {
        long now = System.nanoTime();
        seconds += (now - mark) / 1e9;
        mark = now;
        done += count * cost;
        images += count;
        show(progress.stage(), progress.epoch(), progress.epochs(), rate(now), progress.latest());
    }

    /**
     * An epoch of the linear classifier begins.
     *
     * @param epoch which, from 0
     * @param epochs how many there are
     * @param latest what the last one brought
     */
    void epoch(int epoch, int epochs, Map<String, Double> latest) {
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
