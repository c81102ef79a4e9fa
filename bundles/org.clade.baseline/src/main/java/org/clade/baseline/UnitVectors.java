package org.clade.baseline;

import java.util.Arrays;

/** Vectors of length 1. */
final class UnitVectors {

    private UnitVectors() {}

    /** {@return each vector divided by its length; vectors of zeros stay} */
    static double[][] of(double[][] rows) {
        return Arrays.stream(rows).parallel().map(UnitVectors::unit).toArray(double[][]::new);
    }

    private static double[] unit(double[] row) {
        double length = Math.sqrt(Arrays.stream(row).map(value -> value * value).sum());
        return length == 0
                ? row
                : Arrays.stream(row).map(value -> value / length).toArray();
    }
}
