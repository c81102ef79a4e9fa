package org.clade.run.progress;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Sums seconds and images by stage. */
public final class StageTimer {

    /**
     * Seconds and images by stage.
     *
     * @param seconds by stage
     * @param images by stage
     */
    public record State(Map<Stage, Double> seconds, Map<Stage, Long> images) {}

    private final Map<Stage, Double> seconds = new EnumMap<>(Stage.class);
    private final Map<Stage, Long> images = new EnumMap<>(Stage.class);

    /** {@return the result of {@code work}; adds its time and images to the stage} */
    public <T> T time(Stage stage, int count, Supplier<T> work) {
        long start = System.nanoTime();
        T result = work.get();
        seconds.merge(stage, (System.nanoTime() - start) / 1e9, Double::sum);
        images.merge(stage, (long) count, Long::sum);
        return result;
    }

    /** Does {@code work}; adds its time and images to the stage. */
    public void time(Stage stage, int count, Runnable work) {
        time(stage, count, () -> {
            work.run();
            return null;
        });
    }

    /** {@return the sums, for a checkpoint} */
    public State state() {
        return new State(new EnumMap<>(seconds), new EnumMap<>(images));
    }

    /** Restores the sums from a checkpoint. */
    public void restore(State state) {
        seconds.putAll(state.seconds());
        images.putAll(state.images());
    }

    /** {@return seconds of a stage} */
    public double seconds(Stage stage) {
        return seconds.getOrDefault(stage, 0.0);
    }

    /** {@return seconds of the whole loop without evaluation} */
    double loopSeconds() {
        return seconds(Stage.TARGETS) + seconds(Stage.ASSIGN) + seconds(Stage.AUGMENT) + seconds(Stage.TRAIN);
    }

    /** {@return trained images per second of the whole loop without evaluation} */
    public double imagesPerSecond() {
        double loop = loopSeconds();
        return loop == 0 ? 0 : images.getOrDefault(Stage.TRAIN, 0L) / loop;
    }

    /** {@return images per second of each stage that ran} */
    public Map<String, Double> imagesPerSecondByStage() {
        Map<String, Double> rates = new LinkedHashMap<>();
        seconds.forEach((stage, time) -> rates.put(stage.key(), time == 0 ? 0 : images.get(stage) / time));
        return rates;
    }
}
