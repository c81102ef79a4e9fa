package org.clade.metric;

import org.clade.api.metric.ClusterMetric;
import org.clade.api.metric.ProvidesMetric;
import org.osgi.service.component.annotations.Component;

/**
 * ARI: the share of image pairs on which classes and clusters agree, corrected for chance (Hubert and Arabie, Comparing
 * Partitions, Journal of Classification 2, 1985). About 0 for independent partitions, 1 for equal ones, at worst -0.5.
 *
 * <p>With pairs counted as together in both (a), only in the classes (b), only in the clusters (c) and in neither (d):
 * {@code 2 (a d - b c) / ((a + b)(b + d) + (a + c)(c + d))}. If b and c are both 0, the partitions are equal and the
 * score is 1, as in scikit-learn; this includes one class with one cluster, and a single image.
 */
@Component
@ProvidesMetric(id = "ari", summary = "Adjusted Rand index: agreement on pairs of images, corrected for chance")
public final class AdjustedRandIndex implements ClusterMetric {

    @Override
    public double score(int[] truth, int[] clusters) {
        Contingency table = Contingency.of(truth, clusters);
        double together = 0;
        for (int[] row : table.counts()) {
            together += pairs(row);
        }
        double onlyClasses = pairs(table.classSizes()) - together;
        double onlyClusters = pairs(table.clusterSizes()) - together;
        if (onlyClasses == 0 && onlyClusters == 0) {
            return 1;
        }
        double neither = (double) table.images() * (table.images() - 1) - together - onlyClasses - onlyClusters;
        return 2
                * (together * neither - onlyClasses * onlyClusters)
                / ((together + onlyClasses) * (onlyClasses + neither)
                        + (together + onlyClusters) * (onlyClusters + neither));
    }

    /** {@return the ordered pairs of different images within groups of these sizes} */
    private static double pairs(int[] sizes) {
        double pairs = 0;
        for (int size : sizes) {
            pairs += (double) size * (size - 1);
        }
        return pairs;
    }
}
