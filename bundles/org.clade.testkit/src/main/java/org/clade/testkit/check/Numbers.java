package org.clade.testkit.check;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;

/** Helpers for lists of numbers. */
final class Numbers {

    private Numbers() {}

    /** {@return the numbers of an array of any type} */
    static float[] of(NDArray array) {
        return array.toType(DataType.FLOAT32, false).toFloatArray();
    }

    static boolean finite(float[] numbers) {
        for (float number : numbers) {
            if (!Float.isFinite(number)) {
                return false;
            }
        }
        return true;
    }

    static boolean within(float[] numbers, double min, double max) {
        for (float number : numbers) {
            if (!(number >= min && number <= max)) {
                return false;
            }
        }
        return true;
    }

    static double largest(float[] numbers) {
        double largest = 0;
        for (float number : numbers) {
            largest = Math.max(largest, Math.abs(number));
        }
        return largest;
    }

    static double length(float[] numbers) {
        return Math.sqrt(dot(numbers, numbers));
    }

    static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
