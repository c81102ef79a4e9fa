package org.clade.report.folder;

/**
 * A polygon with a corner for each cluster, in which label features are points (DAC, Figure 1; GATCluster, Figure 3): the mean of
 * the corners, weighted by the label features.
 *
 * @param corners x and y of each, on the unit circle, the first at the top
 */
public record Polygon(double[][] corners) {

    /** A regular polygon. */
    public Polygon(int k) {
        this(new double[k][]);
        for (int i = 0; i < k; i++) {
            corners[i] = new double[] {Math.sin(2 * Math.PI * i / k), Math.cos(2 * Math.PI * i / k)};
        }
    }

    /**
     * Places label features.
     *
     * @param features one for each corner; of cosines, those above 0 count
     * @return x and y, the middle where no feature is above 0
     */
    public double[] place(float[] features) {
        double sum = 0;
        double x = 0;
        double y = 0;
        for (int i = 0; i < corners.length; i++) {
            double weight = Math.max(0, features[i]);
            sum += weight;
            x += weight * corners[i][0];
            y += weight * corners[i][1];
        }
        return sum == 0 ? new double[2] : new double[] {x / sum, y / sum};
    }

    /** {@return the place of the greatest number} */
    public static int greatest(float[] features) {
        int greatest = 0;
        for (int i = 1; i < features.length; i++) {
            greatest = features[i] > features[greatest] ? i : greatest;
        }
        return greatest;
    }
}
