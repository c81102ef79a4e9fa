package org.clade.run.benchmark.suite;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.clade.api.metric.Partition;
import org.clade.api.run.BenchmarkSuite.Figure;
import org.clade.run.inference.Scores;

/** Every score of 70,000 images in 1,000 clusters, of which three quarters are right. */
final class ScoringCase implements SuiteCase {

    private static final int IMAGES = 70_000;
    private static final int CLUSTERS = 1000;

    private final Scores scores;

    /**
     * The case.
     *
     * @param scores the scores
     */
    ScoringCase(Scores scores) {
        this.scores = scores;
    }

    @Override
    public String piece() {
        return "evaluation";
    }

    @Override
    public List<Figure> measure(Path folder, Duration time) throws Exception {
        SplittableRandom random = new SplittableRandom(1);
        int[] truth = random.ints(IMAGES, 0, CLUSTERS).toArray();
        int[] found = truth.clone();
        for (int i = 0; i < IMAGES; i += 4) {
            found[i] = random.nextInt(CLUSTERS);
        }
        float[] confidence = new float[IMAGES];
        Arrays.fill(confidence, 0.9f);
        Partition partition = new Partition(found, confidence, CLUSTERS);
        return List.of(Trials.median(
                piece(),
                "all scores of 70,000 images, K = 1,000",
                Trials.within(time, () -> ProcessorTime.secondsEach(() -> scores.of(Optional.of(truth), partition))),
                "CPU s"));
    }
}
