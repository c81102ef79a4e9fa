package org.clade.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.clade.api.baseline.BaselineService;
import org.clade.api.baseline.FeatureClustering;
import org.clade.api.baseline.FeatureClusteringRequest;
import org.clade.api.baseline.PixelClustering;
import org.clade.api.baseline.PixelClusteringRequest;
import org.clade.api.data.DataService;
import org.clade.api.data.Dataset;
import org.clade.api.data.DatasetNotes;
import org.clade.api.metric.ClusterScores;
import org.clade.api.part.RefusedException;

/** Baselines that open the data and return given scores. */
public final class FakeBaselines implements BaselineService {

    private static final double SECONDS = 1.5;

    /** The requests. */
    public final List<PixelClusteringRequest> pixels = new ArrayList<>();

    /** The requests. */
    public final List<FeatureClusteringRequest> features = new ArrayList<>();

    private final DataService data;
    private final ClusterScores scores;

    /**
     * The service.
     *
     * @param data opens data sets
     * @param scores the scores to return
     */
    public FakeBaselines(DataService data, ClusterScores scores) {
        this.data = data;
        this.scores = scores;
    }

    /** {@return the three scores against labels} */
    public static ClusterScores scores(double acc, double nmi, double ari) {
        return new ClusterScores(Map.of("acc", acc, "nmi", nmi, "ari", ari));
    }

    @Override
    public PixelClustering clusterPixels(PixelClusteringRequest request) {
        if (!request.method().id().equals("kmeans")) {
            throw RefusedException.unknown("baseline", request.method().id(), List.of("kmeans"));
        }
        pixels.add(request);
        Dataset set = data.open(request.data(), request.split());
        return new PixelClustering(
                request.method().toString(),
                set.info().name(),
                set.info().protocol(),
                set.info().images(),
                DatasetNotes.of(set.notes()),
                request.clusters().orElse(2),
                request.seed(),
                scores,
                SECONDS);
    }

    @Override
    public FeatureClustering clusterFeatures(FeatureClusteringRequest request) {
        features.add(request);
        return new FeatureClustering(
                request.method().toString(),
                request.run().toString(),
                "probabilities",
                "fashion-mnist-10k",
                "all",
                8,
                request.clusters().orElse(2),
                request.seed(),
                ClusterScores.NONE,
                new FeatureClustering.NetworkScores(scores),
                SECONDS);
    }
}
