package org.clade.run.baseline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.clade.api.baseline.Baseline;
import org.clade.api.baseline.FeatureClustering;
import org.clade.api.baseline.FeatureClusteringRequest;
import org.clade.api.baseline.PixelClustering;
import org.clade.api.baseline.PixelClusteringRequest;
import org.clade.api.data.ImageShape;
import org.clade.api.data.Split;
import org.clade.api.metric.ClusterMetric;
import org.clade.api.metric.ClusterScores;
import org.clade.api.part.Part;
import org.clade.api.part.PartSpec;
import org.clade.api.part.RefusedException;
import org.clade.api.run.RunService;
import org.junit.jupiter.api.Test;

class BaselineRunnerTest {

    private static final PartSpec KMEANS = PartSpec.parse("kmeans");
    private static final String DATA = "fashion-mnist-10k";

    private double[][] rows;
    private int clusters;

    /** By brightness, all in one cluster below one half. */
    private final Baseline byBrightness = (vectors, k, settings, random) -> {
        rows = vectors;
        clusters = k;
        return Arrays.stream(vectors).mapToInt(row -> row[0] < 0.5 ? 0 : 1).toArray();
    };

    private final ClusterMetric agreement = (truth, found) -> {
        int right = 0;
        for (int i = 0; i < truth.length; i++) {
            right += truth[i] == found[i] ? 1 : 0;
        }
        return right / (double) truth.length;
    };

    private BaselineRunner runner(boolean labeled, BlackAndWhiteRun run) {
        return runner(new BlackAndWhite(labeled), run);
    }

    private BaselineRunner runner(BlackAndWhite data, BlackAndWhiteRun run) {
        RunService runs = (RunService) Proxy.newProxyInstance(
                RunService.class.getClassLoader(), new Class<?>[] {RunService.class}, (service, method, given) -> run);
        return new BaselineRunner(
                data,
                runs,
                List.of(Map.entry(Map.of(Part.ID, "kmeans"), byBrightness)),
                ClusterScores.OF_LABELS.stream()
                        .map(id -> Map.<Map<String, Object>, ClusterMetric>entry(Map.of(Part.ID, id), agreement))
                        .toList());
    }

    private static FeatureClusteringRequest features(OptionalInt clusters) {
        return new FeatureClusteringRequest(KMEANS, Path.of("runs/x"), clusters, 1);
    }

    @Test
    void clustersPixelsBetweenZeroAndOneAndScores() {
        PixelClustering result = runner(true, null).clusterPixels(PixelClusteringRequest.of(KMEANS, DATA, 1));
        assertEquals(8, rows.length);
        assertEquals(4, rows[0].length);
        assertEquals(0, rows[0][0]);
        assertEquals(1, rows[7][3]);
        assertEquals(2, clusters, "as many as there are classes");
        assertEquals(OptionalDouble.of(1), result.scores().get("acc"));
        assertEquals(8, result.images());
        assertEquals("kmeans", result.method());
    }

    @Test
    void takesOnlySoManyImagesAndAsManyClustersAsAsked() {
        PixelClustering result = runner(true, null)
                .clusterPixels(new PixelClusteringRequest(KMEANS, DATA, Split.ALL, OptionalInt.of(5), 3, 0, 1));
        assertEquals(3, rows.length);
        assertEquals(5, clusters);
        assertEquals(OptionalDouble.of(1), result.scores().get("acc"));
    }

    @Test
    void withoutLabelsThereAreNoScoresAndKMustBeGiven() {
        refused("give --k", PixelClusteringRequest.of(KMEANS, DATA, 1), runner(false, null));
        PixelClustering result = runner(false, null)
                .clusterPixels(new PixelClusteringRequest(KMEANS, DATA, Split.ALL, OptionalInt.of(2), 0, 0, 1));
        assertEquals(ClusterScores.NONE, result.scores());
    }

    @Test
    void imagesOfVariousSizesNeedASize() {
        BaselineRunner runner = runner(new BlackAndWhite(false, new ImageShape(1, 0, 0)), null);
        OptionalInt two = OptionalInt.of(2);
        PixelClusteringRequest request = new PixelClusteringRequest(KMEANS, DATA, Split.ALL, two, 0, 0, 1);
        refused("differ in size", request, runner);
        refused("--size 32", request, runner);
        runner.clusterPixels(new PixelClusteringRequest(KMEANS, DATA, Split.ALL, two, 0, 2, 1));
        assertEquals(4, rows[0].length);
    }

    @Test
    void unknownMethodsGetTheNearest() {
        refused(
                "Did you mean kmeans?",
                PixelClusteringRequest.of(PartSpec.parse("kmean"), DATA, 1),
                runner(true, null));
    }

    private static void refused(String words, PixelClusteringRequest request, BaselineRunner runner) {
        String sentence = assertThrows(RefusedException.class, () -> runner.clusterPixels(request))
                .getMessage();
        assertTrue(sentence.contains(words), sentence);
    }

    @Test
    void clustersLabelFeaturesNextToTheNetworksOwnClusters() {
        BlackAndWhiteRun run = new BlackAndWhiteRun(true);
        FeatureClustering result = runner(true, run).clusterFeatures(features(OptionalInt.empty()));
        assertEquals(2, rows[0].length);
        assertEquals(0.9, rows[0][0]);
        assertEquals(2, clusters, "as many as the run has");
        assertEquals(OptionalDouble.of(0.125), result.scores().get("acc"), "it names the clusters the other way round");
        assertEquals(OptionalDouble.of(7.0 / 8), result.network().scores().get("acc"));
        assertEquals("probabilities", result.signal());
        assertTrue(run.closed);

        runner(true, run).clusterFeatures(features(OptionalInt.of(5)));
        assertEquals(5, clusters);
    }

    @Test
    void labelFeaturesWithoutLabelsHaveNoScores() {
        FeatureClustering result =
                runner(true, new BlackAndWhiteRun(false)).clusterFeatures(features(OptionalInt.empty()));
        assertEquals(ClusterScores.NONE, result.network().scores());
    }
}
