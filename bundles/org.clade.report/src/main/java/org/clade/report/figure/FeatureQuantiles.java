package org.clade.report.figure;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.clade.report.folder.Polygon;

/** The distribution of the greatest label feature of each image of a sample (DAC, Figure 4). */
public final class FeatureQuantiles {

    private static final Map<String, Double> SHARES = shares();

    private FeatureQuantiles() {}

    private static Map<String, Double> shares() {
        Map<String, Double> shares = new LinkedHashMap<>();
        shares.put("10% of the images are below", 0.1);
        shares.put("half of the images are below", 0.5);
        shares.put("90% of the images are below", 0.9);
        return shares;
    }

    /**
     * Finds the quantiles of a sample.
     *
     * @param sample the label features of images, a row for each, at least one
     * @return the quantiles by name, from low to high
     */
    public static Map<String, Double> of(float[][] sample) {
        double[] sorted = IntStream.range(0, sample.length)
                .mapToDouble(image -> sample[image][Polygon.greatest(sample[image])])
                .sorted()
                .toArray();
        Map<String, Double> quantiles = new LinkedHashMap<>();
        SHARES.forEach((name, share) -> quantiles.put(name, sorted[(int) Math.floor(share * (sorted.length - 1))]));
        return quantiles;
    }

    /** {@return quantiles that are not known, by name} */
    public static Map<String, Double> unknown() {
        Map<String, Double> quantiles = new LinkedHashMap<>();
        SHARES.keySet().forEach(name -> quantiles.put(name, Double.NaN));
        return quantiles;
    }
}
