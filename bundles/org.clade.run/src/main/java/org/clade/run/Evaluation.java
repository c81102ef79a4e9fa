package org.clade.run;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Set;
import org.clade.api.augment.Pipeline;
import org.clade.api.engine.ForwardMode;
import org.clade.api.engine.TensorEngine;
import org.clade.api.metric.Partition;
import org.clade.api.random.RandomStream;
import org.clade.api.signal.Signal;
import org.clade.api.variant.Network;

/**
 * Every image's cluster as the network sees it now.
 *
 * @param clusters the cluster of each image, the greatest label feature
 * @param confidence that feature
 * @param seconds the cluster of the second greatest label feature
 * @param k the number of clusters
 */
record Evaluation(int[] clusters, float[] confidence, int[] seconds, int k) {

    /**
     * Assigns all images, a sub-batch at a time, in evaluation mode.
     *
     * @param network the network
     * @param view the clean view
     * @param images all images
     * @param subbatch how many at a time
     * @param clean the view's draws
     * @param parent holds the scopes
     * @param engine switches gradients off
     * @param stop asked after each sub-batch
     * @return the clusters
     */
    static Evaluation of(
            Network network,
            Pipeline view,
            ImageStore images,
            int subbatch,
            RandomStream clean,
            NDManager parent,
            TensorEngine engine,
            Runnable stop) {
        int n = images.size();
        int[] all = RandomStreams.range(n);
        int[] clusters = new int[n];
        int[] seconds = new int[n];
        float[] confidence = new float[n];
        int k = 0;
        Signal decision = network.decision();
        for (int from = 0; from < n; from += subbatch) {
            int start = from;
            int end = Math.min(n, from + subbatch);
            try (NDManager scope = parent.newSubManager()) {
                NDArray labels = engine.withoutGradients(() -> network.predict(
                                view.apply(images.gather(all, start, end, scope), clean),
                                Set.of(decision),
                                ForwardMode.EVALUATION)
                        .get(decision));
                k = (int) labels.getShape().get(1);
                float[] features = labels.toFloatArray();
                for (int i = start; i < end; i++) {
                    decide(features, (i - start) * k, k, i, clusters, seconds, confidence);
                }
            }
            stop.run();
        }
        return new Evaluation(clusters, confidence, seconds, k);
    }

    private static void decide(
            float[] features, int offset, int k, int image, int[] clusters, int[] seconds, float[] confidence) {
        int best = 0;
        int second = k > 1 ? 1 : 0;
        if (k > 1 && features[offset + 1] > features[offset]) {
            best = 1;
            second = 0;
        }
        for (int h = 2; h < k; h++) {
            if (features[offset + h] > features[offset + best]) {
                second = best;
                best = h;
            } else if (features[offset + h] > features[offset + second]) {
                second = h;
            }
        }
        clusters[image] = best;
        seconds[image] = second;
        confidence[image] = features[offset + best];
    }

    /** {@return the clustering, for metrics that need no labels} */
    Partition partition() {
        return new Partition(clusters, confidence, k);
    }
}
