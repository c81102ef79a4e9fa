package org.clade.cluster.count;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Set;
import java.util.function.IntConsumer;
import org.clade.api.cluster.CountMeasures;
import org.clade.api.cluster.CountRange;
import org.clade.api.cluster.CountResult;
import org.clade.api.data.ImageSubset;
import org.clade.api.evaluation.EvaluatedRun;
import org.clade.api.metric.ClusterMetric;
import org.clade.api.part.RefusedException;
import org.clade.api.random.RandomStream;
import org.clade.api.signal.Signal;

/** Compares numbers of clusters on the features of a run's network. */
public final class FeatureCount {

    /** More images change the measures little and take much longer. */
    private static final int IMAGES = 2000;

    /** Features of unit length are compared in the dimensions in which they vary most; the others are noise that hides clusters. */
    private static final int DIMENSIONS = 20;

    private final CountSearch search;

    /**
     * A comparison.
     *
     * @param ari compares partitions
     */
    public FeatureCount(ClusterMetric ari) {
        this.search = new CountSearch(ari);
    }

    /**
     * Compares.
     *
     * @param run the run
     * @param range the numbers of clusters
     * @param done told each number when it is measured
     * @return what was measured, and the advice
     * @throws RefusedException if there are no more images than clusters
     */
    public CountResult of(EvaluatedRun run, CountRange range, IntConsumer done) {
        if (run.images() <= range.to()) {
            throw new RefusedException("%s images cannot be put into %s clusters; give a smaller --k."
                    .formatted(run.images(), range.to()));
        }
        int[] images = ImageSubset.of(run.images(), IMAGES, run.seed());
        RandomStream random = RandomStream.of(run.seed()).derive("counts");
        List<CountMeasures> curve =
                search.measure(features(run, images, random.derive("subspace")), range, random, done);
        return new CountResult(images.length, curve, CountRule.of(curve));
    }

    private static double[][] features(EvaluatedRun run, int[] images, RandomStream random) {
        try (NDManager scope = run.host().newSubManager()) {
            NDArray features = run.look(images, Set.of(Signal.FEATURES), scope).get(Signal.FEATURES);
            return PrincipalSubspace.project(features.reshape(images.length, -1), DIMENSIONS, random);
        }
    }
}
