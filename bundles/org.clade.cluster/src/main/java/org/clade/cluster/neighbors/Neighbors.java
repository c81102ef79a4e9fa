package org.clade.cluster.neighbors;

/**
 * The nearest neighbors of vectors by cosine similarity, nearest first. A vector is not its own neighbor.
 *
 * @param indices for each vector the neighbors' numbers
 * @param cosines for each vector the neighbors' cosine similarities, -1 to 1, falling
 */
public record Neighbors(int[][] indices, float[][] cosines) {

    /**
     * A score of how far a vector lies from all others, by its nearest neighbors (Ramaswamy, Rastogi and Shim, Efficient
     * Algorithms for Mining Outliers from Large Data Sets, SIGMOD 2000).
     *
     * @return for each vector 1 minus the mean cosine similarity of its neighbors: 0 in the thick of equal vectors, 2 at most
     */
    public double[] outlierScores() {
        double[] scores = new double[cosines.length];
        for (int i = 0; i < scores.length; i++) {
            double sum = 0;
            for (float cosine : cosines[i]) {
                sum += cosine;
            }
            scores[i] = 1 - sum / cosines[i].length;
        }
        return scores;
    }
}
