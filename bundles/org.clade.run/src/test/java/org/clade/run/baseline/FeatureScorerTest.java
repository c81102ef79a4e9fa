package org.clade.run.baseline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.clade.api.baseline.ClusterScore;
import org.clade.api.baseline.ClusterScoreRequest;
import org.clade.api.metric.FeatureMetric;
import org.clade.api.part.Part;
import org.clade.api.part.PartSpec;
import org.clade.api.part.RefusedException;
import org.clade.api.run.RunService;
import org.junit.jupiter.api.Test;

class FeatureScorerTest {

    private final BlackAndWhiteRun run = new BlackAndWhiteRun(false);

    /** The share of images of cluster 0 whose first feature is above one half, and of others whose is not. */
    private final FeatureMetric metric = (features, clusters, settings, random) -> {
        int right = 0;
        for (int i = 0; i < clusters.length; i++) {
            right += (features[i][0] > 0.5) == (clusters[i] == 0) ? 1 : 0;
        }
        return right / (double) clusters.length;
    };

    private ClusterScore score(String spec) {
        RunService runs = (RunService) Proxy.newProxyInstance(
                RunService.class.getClassLoader(), new Class<?>[] {RunService.class}, (service, method, given) -> run);
        return new FeatureScorer(runs, List.of(Map.entry(Map.of(Part.ID, "even"), metric)))
                .score(new ClusterScoreRequest(PartSpec.parse(spec), Path.of("runs/x"), 7));
    }

    @Test
    void clustersAreScoredByFeaturesWithoutLabels() {
        ClusterScore score = score("even");
        assertEquals("even", score.metric());
        assertEquals(8, score.images());
        assertEquals(2, score.features());
        assertEquals(2, score.k());
        assertEquals(2, score.found());
        assertEquals(0.625, score.largestShare());
        assertEquals(1, score.score());
        assertEquals(7, score.seed());
        assertTrue(run.closed);
    }

    @Test
    void anUnknownMetricIsRefusedWithTheNearestName() {
        RefusedException refused = assertThrows(RefusedException.class, () -> score("evn"));
        assertTrue(refused.getMessage().contains("even"), refused.getMessage());
    }
}
