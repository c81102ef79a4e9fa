package org.clade.run.inference;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntConsumer;
import org.clade.api.augment.Pipeline;
import org.clade.api.evaluation.Assignments;
import org.clade.api.evaluation.LabelFeatures;
import org.clade.api.metric.Partition;
import org.clade.api.run.RunSummary.ClusterSize;
import org.clade.api.signal.Signal;
import org.clade.run.result.ClusterCounts;
import org.clade.run.support.RandomStreams;

/**
 * The cluster of every image, predicted by the network at one moment.
 *
 * @param clusters the cluster of each image: the largest label feature, or the nearest mean if there are means
 * @param confidence that feature, or the cosine to that mean
 * @param seconds the second most likely cluster
 * @param k the number of clusters
 * @param sample the label features of some images, the same images during the whole run
 */
public record Evaluation(int[] clusters, float[] confidence, int[] seconds, int k, LabelFeatures sample) {

    /** Images in the sample of label features. */
    private static final int KEPT = 500;

    /**
     * Assigns all images. With batch statistics, the images come in one random order, so that every inference batch is a mixture
     * of classes.
     *
     * @param inference predicts on the images
     * @param view the clean view
     * @param means K×D points that represent the clusters, if the nearest one determines the cluster
     * @return the clusters
     */
    public static Evaluation of(Inference inference, Pipeline view, Optional<NDArray> means) {
        return of(inference, view, means, count -> {});
    }

    /**
     * Assigns all images and reports the progress.
     *
     * @param inference predicts on the images
     * @param view the clean view
     * @param means K×D points that represent the clusters, if the nearest one determines the cluster
     * @param seen receives the number of further images done
     * @return the clusters
     */
    public static Evaluation of(Inference inference, Pipeline view, Optional<NDArray> means, IntConsumer seen) {
        int[] order = inference.order();
        return of(inference, view, means, order, order, sample(inference.run(), KEPT), seen);
    }

    /**
     * Assigns all images of a run from what the network has said.
     *
     * @param run the images
     * @param labels the label features of all images, in their order
     * @param means K×D points that represent the clusters, if the nearest one determines the cluster
     * @return the clusters
     */
    public static Evaluation of(RunScope run, NDArray labels, Optional<NDArray> means) {
        int images = run.images().size();
        Builder builder = new Builder(images, sample(run, KEPT));
        builder.take(RandomStreams.range(images), 0, images, Decision.scores(labels, means));
        return builder.built();
    }

    /**
     * Assigns some images, the same during the whole run.
     *
     * @param inference predicts on the images
     * @param view the clean view
     * @param means K×D points that represent the clusters, if the nearest one determines the cluster
     * @param images the maximum number of images
     * @return their clusters
     */
    public static Evaluation ofSample(Inference inference, Pipeline view, Optional<NDArray> means, int images) {
        int[] some = sample(inference.run(), images);
        return of(inference, view, means, some, RandomStreams.range(some.length), new int[0], count -> {});
    }

    /** {@return some images of a run, the same during the whole run} */
    public static int[] sample(RunScope run, int images) {
        int[] mixed = run.random().evaluation(run.images().size());
        return Arrays.copyOf(mixed, Math.min(images, mixed.length));
    }

    private static Evaluation of(
            Inference inference,
            Pipeline view,
            Optional<NDArray> means,
            int[] images,
            int[] places,
            int[] kept,
            IntConsumer seen) {
        Signal decision = inference.run().network().decision();
        Builder builder = new Builder(images.length, kept);
        inference.each(view, Set.of(decision), images, (from, to, some) -> {
            builder.take(places, from, to, Decision.scores(some.get(decision), means));
            seen.accept(to - from);
        });
        return builder.built();
    }

    /** {@return the clustering, as other bundles see it} */
    public Assignments assignments() {
        return new Assignments(clusters, confidence, seconds, k);
    }

    /** {@return the cluster of an image} */
    public Decision decision(int image) {
        return new Decision(clusters[image], confidence[image], seconds[image]);
    }

    /** {@return the clustering, for metrics that need no labels} */
    Partition partition() {
        return new Partition(clusters, confidence, k);
    }

    /** {@return the number of images in each cluster} */
    public List<ClusterSize> sizes() {
        return ClusterCounts.of(clusters, confidence, k);
    }

    /** Collects assignments. */
    private static final class Builder {

        private final int[] clusters;
        private final int[] seconds;
        private final float[] confidence;
        private final int[] kept;
        private final Map<Integer, float[]> rows = new HashMap<>();
        private int k;

        Builder(int n, int[] kept) {
            clusters = new int[n];
            seconds = new int[n];
            confidence = new float[n];
            this.kept = kept;
            Arrays.stream(kept).forEach(image -> rows.put(image, new float[0]));
        }

        void take(int[] places, int from, int to, NDArray labels) {
            k = (int) labels.getShape().get(1);
            float[] features = labels.toFloatArray();
            for (int i = from; i < to; i++) {
                int offset = (i - from) * k;
                Decision decision = Decision.of(features, offset, k);
                clusters[places[i]] = decision.cluster();
                seconds[places[i]] = decision.second();
                confidence[places[i]] = decision.confidence();
                rows.computeIfPresent(places[i], (image, row) -> Arrays.copyOfRange(features, offset, offset + k));
            }
        }

        Evaluation built() {
            float[][] sample = Arrays.stream(kept).mapToObj(rows::get).toArray(float[][]::new);
            return new Evaluation(clusters, confidence, seconds, k, new LabelFeatures(kept, sample));
        }
    }
}
