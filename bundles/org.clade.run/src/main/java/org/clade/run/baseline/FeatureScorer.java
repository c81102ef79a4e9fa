package org.clade.run.baseline;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.clade.api.baseline.ClusterScore;
import org.clade.api.baseline.ClusterScoreRequest;
import org.clade.api.baseline.ClusterScorer;
import org.clade.api.metric.FeatureMetric;
import org.clade.api.part.Part;
import org.clade.api.part.RefusedException;
import org.clade.api.part.Settings;
import org.clade.api.random.RandomStream;
import org.clade.api.run.RunService;
import org.clade.api.run.TrainedRun;
import org.clade.api.signal.Signal;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Scores clusters with the available metrics on features. */
@Component
public final class FeatureScorer implements ClusterScorer {

    private final RunService runs;

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    private volatile List<Map.Entry<Map<String, Object>, FeatureMetric>> metrics = new CopyOnWriteArrayList<>();

    /** Made by Declarative Services. */
    @Activate
    public FeatureScorer(@Reference RunService runs) {
        this.runs = runs;
    }

    /**
     * A scorer with given metrics.
     *
     * @param runs opens runs
     * @param metrics by their service properties
     */
    public FeatureScorer(RunService runs, List<Map.Entry<Map<String, Object>, FeatureMetric>> metrics) {
        this(runs);
        this.metrics = metrics;
    }

    @Override
    public ClusterScore score(ClusterScoreRequest request) {
        FeatureMetric metric = metric(request.metric().id());
        Settings settings = Settings.of(metric, request.metric());
        try (TrainedRun run = runs.open(request.run())) {
            long start = System.nanoTime();
            double[][] features = run.vectors(Signal.FEATURES);
            int[] clusters = run.clusters();
            double score = metric.score(
                    features,
                    clusters,
                    settings,
                    RandomStream.of(request.seed())
                            .derive("score", request.metric().id()));
            int[] sizes = sizes(clusters);
            return new ClusterScore(
                    request.metric().toString(),
                    request.run().toString(),
                    run.data().name(),
                    run.images(),
                    features[0].length,
                    run.recipe().architecture().clusters(),
                    (int) IntStream.of(sizes).filter(size -> size > 0).count(),
                    IntStream.of(sizes).max().orElse(0) / (double) clusters.length,
                    score,
                    request.seed(),
                    Math.round((System.nanoTime() - start) / 1e8) / 10.0);
        }
    }

    private FeatureMetric metric(String id) {
        List<Map.Entry<Map<String, Object>, FeatureMetric>> now = metrics;
        return now.stream()
                .filter(metric -> id.equals(metric.getKey().get(Part.ID)))
                .reduce((lower, higher) -> higher)
                .orElseThrow(() -> RefusedException.unknown(
                        "metric on features",
                        id,
                        now.stream()
                                .map(metric -> String.valueOf(metric.getKey().get(Part.ID)))
                                .toList()))
                .getValue();
    }

    private static int[] sizes(int[] clusters) {
        int[] sizes = new int[IntStream.of(clusters).max().orElse(0) + 1];
        IntStream.of(clusters).forEach(cluster -> sizes[cluster]++);
        return sizes;
    }
}
