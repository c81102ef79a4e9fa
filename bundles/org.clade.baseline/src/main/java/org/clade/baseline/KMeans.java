package org.clade.baseline;

import java.util.List;
import org.clade.api.baseline.Baseline;
import org.clade.api.baseline.ProvidesBaseline;
import org.clade.api.part.Option;
import org.clade.api.part.Settings;
import org.clade.api.random.RandomStream;
import org.clade.kmeans.KMeansGroups;
import org.clade.kmeans.Points;
import org.osgi.service.component.annotations.Component;

/**
 * K-means with k-means++ seeds and several restarts; it keeps the one with the smallest sum of squared distances to the
 * centers (Arthur and Vassilvitskii, k-means++: The Advantages of Careful Seeding, SODA 2007).
 *
 * <p>Restarts run in parallel. Each draws from its own stream, and the first of equally good ones is kept, so the
 * result depends only on the stream and not on the number of threads.
 */
@Component
@ProvidesBaseline(id = "kmeans", summary = "K-means with k-means++ seeds, the best of several restarts")
public final class KMeans implements Baseline {

    /** A start ends when no vector changes its cluster. */
    private static final double TOLERANCE = 0;

    static final Option<Integer> RESTARTS =
            Option.integer("restarts", 4, 1, 1000, "How many starts; the tightest clustering is kept.");
    static final Option<Integer> ITERATIONS =
            Option.integer("iterations", 100, 1, 100_000, "The largest number of iterations per restart.");

    static final Option<Boolean> COSINE = Option.bool(
            "cosine",
            false,
            "Whether vectors are made one long first, so that the angle between them decides: for features of networks.");

    @Override
    public List<Option<?>> options() {
        return List.of(RESTARTS, ITERATIONS, COSINE);
    }

    @Override
    public int[] cluster(double[][] rows, int clusters, Settings settings, RandomStream random) {
        ClusterCount.check("kmeans", clusters, rows.length);
        return new KMeansGroups(clusters, settings.get(RESTARTS), settings.get(ITERATIONS), TOLERANCE)
                .of(Points.of(settings.get(COSINE) ? UnitVectors.of(rows) : rows), random);
    }
}
