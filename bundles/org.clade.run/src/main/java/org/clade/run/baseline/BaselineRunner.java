package org.clade.run.baseline;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import org.clade.api.baseline.Baseline;
import org.clade.api.baseline.BaselineService;
import org.clade.api.baseline.FeatureClustering;
import org.clade.api.baseline.FeatureClusteringRequest;
import org.clade.api.baseline.PixelClustering;
import org.clade.api.baseline.PixelClusteringRequest;
import org.clade.api.data.DataService;
import org.clade.api.data.Dataset;
import org.clade.api.data.DatasetNotes;
import org.clade.api.data.ImageShape;
import org.clade.api.data.ImageSubset;
import org.clade.api.data.SelectiveDataset;
import org.clade.api.metric.ClusterMetric;
import org.clade.api.metric.ClusterScores;
import org.clade.api.part.Part;
import org.clade.api.part.PartKind;
import org.clade.api.part.PartSpec;
import org.clade.api.part.RefusedException;
import org.clade.api.part.Settings;
import org.clade.api.random.RandomStream;
import org.clade.api.run.RunService;
import org.clade.api.run.TrainedRun;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Clusters with the available methods and scores with the available metrics. */
@Component
public final class BaselineRunner implements BaselineService {

    private static final double WHITE = 255;

    private final DataService data;
    private final RunService runs;

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    private volatile List<Map.Entry<Map<String, Object>, Baseline>> methods = new CopyOnWriteArrayList<>();

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    private volatile List<Map.Entry<Map<String, Object>, ClusterMetric>> metrics = new CopyOnWriteArrayList<>();

    /** Made by Declarative Services. */
    @Activate
    public BaselineRunner(@Reference DataService data, @Reference RunService runs) {
        this.data = data;
        this.runs = runs;
    }

    /**
     * A service with given parts.
     *
     * @param data opens data sets
     * @param runs opens runs
     * @param methods by their service properties
     * @param metrics by their service properties
     */
    public BaselineRunner(
            DataService data,
            RunService runs,
            List<Map.Entry<Map<String, Object>, Baseline>> methods,
            List<Map.Entry<Map<String, Object>, ClusterMetric>> metrics) {
        this(data, runs);
        this.methods = methods;
        this.metrics = metrics;
    }

    @Override
    public PixelClustering clusterPixels(PixelClusteringRequest request) {
        long start = System.nanoTime();
        Baseline method = part(PartKind.BASELINE, request.method().id(), methods);
        Settings settings = Settings.of(method, request.method());
        Map<String, ClusterMetric> scores = metrics();
        Dataset set = data.open(request.data(), request.split());
        if (request.size() == 0 && set.info().shape().height() == 0) {
            throw new RefusedException(
                    "The images of %s differ in size; give the pixels to resize them to, as in --size 32."
                            .formatted(set.info().name()));
        }
        int k = method.findsCount(settings) ? 0 : clusters(request.clusters(), set);
        int[] items = ImageSubset.of(set.info().images(), request.limit(), request.seed());
        int[] found = method.cluster(
                vectors(set, items, request.size()), k, settings, random(request.seed(), request.method()));
        FoundClusters groups = FoundClusters.of(found, k);
        Optional<int[]> truth = set.labels()
                .map(labels -> Arrays.stream(items).map(item -> labels[item]).toArray());
        return new PixelClustering(
                request.method().toString(),
                set.info().name(),
                set.info().protocol(),
                items.length,
                DatasetNotes.of(set.notes()),
                groups.count(),
                request.seed(),
                scores(scores, truth, groups.labels()),
                seconds(start),
                set.info().shape().isVector()
                        ? "vectors of %s values".formatted(set.info().shape())
                        : "pixels",
                groups.noise());
    }

    @Override
    public FeatureClustering clusterFeatures(FeatureClusteringRequest request) {
        Baseline method = part(PartKind.BASELINE, request.method().id(), methods);
        Settings settings = Settings.of(method, request.method());
        Map<String, ClusterMetric> scores = metrics();
        try (TrainedRun run = runs.open(request.run())) {
            long start = System.nanoTime();
            int k = method.findsCount(settings)
                    ? 0
                    : request.clusters().orElse(run.recipe().architecture().clusters());
            int[] found =
                    method.cluster(run.vectors(run.decision()), k, settings, random(request.seed(), request.method()));
            FoundClusters groups = FoundClusters.of(found, k);
            return new FeatureClustering(
                    request.method().toString(),
                    request.run().toString(),
                    run.decision().name(),
                    run.data().name(),
                    run.data().protocol(),
                    run.images(),
                    groups.count(),
                    request.seed(),
                    scores(scores, run.labels(), groups.labels()),
                    new FeatureClustering.NetworkScores(scores(scores, run.labels(), run.clusters())),
                    seconds(start),
                    groups.noise());
        }
    }

    private static int clusters(OptionalInt wanted, Dataset set) {
        if (wanted.isPresent()) {
            return wanted.getAsInt();
        }
        if (!set.info().labeled()) {
            throw new RefusedException(
                    "The images of %s have no labels, so the number of clusters is unknown; give --k."
                            .formatted(set.info().name()));
        }
        return set.info().classes().size();
    }

    /** {@return the random stream of a method; k-means on a run's pixels has the same} */
    private static RandomStream random(long seed, PartSpec method) {
        return RandomStream.of(seed).derive("baseline", method.id());
    }

    private static double[][] vectors(Dataset set, int[] items, int size) {
        ImageShape shape = set.info().shape().resized(size, size);
        double[][] rows = new double[items.length][];
        SelectiveDataset.readItems(set, size, size, items, (first, count, images) -> {
            for (int i = 0; i < count; i++) {
                rows[first + i] = vector(images, i, shape);
            }
        });
        return rows;
    }

    private static double[] vector(ByteBuffer images, int image, ImageShape shape) {
        double[] vector = new double[shape.values()];
        ByteBuffer bytes = images.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        for (int j = 0; j < vector.length; j++) {
            vector[j] = shape.isVector()
                    ? bytes.getFloat(image * shape.bytes() + j * Float.BYTES)
                    : (bytes.get(image * vector.length + j) & 0xFF) / WHITE;
        }
        return vector;
    }

    private Map<String, ClusterMetric> metrics() {
        Map<String, ClusterMetric> scores = new LinkedHashMap<>();
        ClusterScores.OF_LABELS.forEach(id -> scores.put(id, part(PartKind.METRIC, id, metrics)));
        return scores;
    }

    private static ClusterScores scores(Map<String, ClusterMetric> metrics, Optional<int[]> truth, int[] found) {
        Map<String, Double> scores = new LinkedHashMap<>();
        truth.ifPresent(classes -> metrics.forEach((id, metric) -> scores.put(id, metric.score(classes, found))));
        return new ClusterScores(scores);
    }

    /** {@return the part with this id; of several, the one with the highest ranking} */
    private static <T> T part(PartKind kind, String id, List<Map.Entry<Map<String, Object>, T>> parts) {
        return parts.stream()
                .filter(part -> id.equals(part.getKey().get(Part.ID)))
                .reduce((lower, higher) -> higher)
                .orElseThrow(() -> RefusedException.unknown(
                        kind.id(),
                        id,
                        parts.stream()
                                .map(part -> String.valueOf(part.getKey().get(Part.ID)))
                                .toList()))
                .getValue();
    }

    private static double seconds(long start) {
        return Math.round((System.nanoTime() - start) / 1e8) / 10.0;
    }
}
