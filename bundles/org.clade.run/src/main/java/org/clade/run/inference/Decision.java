package org.clade.run.inference;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Optional;

/**
 * The cluster of an image.
 *
 * @param cluster the cluster of its greatest score, the first of equal ones
 * @param confidence that score
 * @param second the cluster of the next score
 */
public record Decision(int cluster, float confidence, int second) {

    /**
     * Decides.
     *
     * @param scores K scores of each of several images
     * @param offset where those of the image begin
     * @param k how many clusters there are
     * @return its cluster
     */
    public static Decision of(float[] scores, int offset, int k) {
        int best = 0;
        int second = k > 1 ? 1 : 0;
        if (k > 1 && scores[offset + 1] > scores[offset]) {
            best = 1;
            second = 0;
        }
        for (int h = 2; h < k; h++) {
            if (scores[offset + h] > scores[offset + best]) {
                second = best;
                best = h;
            } else if (scores[offset + h] > scores[offset + second]) {
                second = h;
            }
        }
        return new Decision(best, scores[offset + best], second);
    }

    /**
     * What clusters are read from.
     *
     * @param labels N×K label features, or N×D where there are means
     * @param means K×D points that stand for the clusters, if the nearest of them decides
     * @return N×K scores
     */
    public static NDArray scores(NDArray labels, Optional<NDArray> means) {
        return means.map(points -> similarity(labels, points)).orElse(labels);
    }

    private static NDArray similarity(NDArray labels, NDArray means) {
        try (NDManager scope = labels.getManager().newSubManager()) {
            NDArray points = means.toDevice(labels.getDevice(), true);
            points.attach(scope);
            return labels.matMul(points.transpose());
        }
    }
}
