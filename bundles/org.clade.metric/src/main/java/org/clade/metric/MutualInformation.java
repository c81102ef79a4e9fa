package org.clade.metric;

import java.util.function.DoubleBinaryOperator;

/** Mutual information of classes and clusters, and its quotient by a mean of their entropies. */
final class MutualInformation {

    private MutualInformation() {}

    /**
     * Normalized mutual information with the conventions of scikit-learn: 1 for one class and one cluster, otherwise 0
     * if the mutual information is 0.
     *
     * @param truth the class of each image
     * @param clusters the cluster of each image
     * @param mean the divisor from the entropies of classes and clusters
     * @return from 0 to 1
     */
    static double normalized(int[] truth, int[] clusters, DoubleBinaryOperator mean) {
        Contingency table = Contingency.of(truth, clusters);
        if (table.classSizes().length == 1 && table.clusterSizes().length == 1) {
            return 1;
        }
        double information = information(table);
        if (information <= Math.ulp(1.0)) {
            return 0;
        }
        double classes = Entropy.ofSizes(table.classSizes(), table.images());
        double groups = Entropy.ofSizes(table.clusterSizes(), table.images());
        return Math.min(1, information / mean.applyAsDouble(classes, groups));
    }

    private static double information(Contingency table) {
        double n = table.images();
        double information = 0;
        for (int row = 0; row < table.counts().length; row++) {
            for (int column = 0; column < table.counts()[row].length; column++) {
                double count = table.counts()[row][column];
                if (count > 0) {
                    double expected = (double) table.classSizes()[row] * table.clusterSizes()[column];
                    information += count / n * Math.log(count * n / expected);
                }
            }
        }
        return information;
    }
}
