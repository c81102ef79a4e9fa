package org.clade.tensorboard;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How often values occur, in buckets.
 *
 * @param values the values, all finite
 * @param limits the upper limit of each bucket, in order
 * @param counts how many values each bucket has
 */
record ValueHistogram(double[] values, double[] limits, double[] counts) {

    private static final int BUCKETS = 30;

    /** {@return buckets of equal width between the least and the greatest value; values that are not finite are left out} */
    static ValueHistogram of(double[] numbers) {
        double[] values = Arrays.stream(numbers).filter(Double::isFinite).toArray();
        double least = Arrays.stream(values).min().orElse(0);
        double greatest = Arrays.stream(values).max().orElse(0);
        double width = (greatest - least) / BUCKETS;
        if (width == 0) {
            return new ValueHistogram(values, new double[] {greatest}, new double[] {values.length});
        }
        double[] counts = new double[BUCKETS];
        for (double value : values) {
            counts[Math.min(BUCKETS - 1, (int) ((value - least) / width))]++;
        }
        double[] limits = IntStream.rangeClosed(1, BUCKETS)
                .mapToDouble(i -> i == BUCKETS ? greatest : least + i * width)
                .toArray();
        return new ValueHistogram(values, limits, counts);
    }

    /** {@return a bucket for each number from 0 to k - 1} */
    static ValueHistogram ofNumbers(int[] numbers, int k) {
        double[] counts = new double[k];
        for (int number : numbers) {
            counts[number]++;
        }
        return new ValueHistogram(
                Arrays.stream(numbers).asDoubleStream().toArray(),
                IntStream.range(0, k).mapToDouble(i -> i + 0.5).toArray(),
                counts);
    }

    void write(MessageFields histogram) {
        histogram
                .set("min", Arrays.stream(values).min().orElse(0))
                .set("max", Arrays.stream(values).max().orElse(0))
                .set("num", (double) values.length)
                .set("sum", Arrays.stream(values).sum())
                .set("sum_squares", Arrays.stream(values).map(v -> v * v).sum());
        for (int i = 0; i < limits.length; i++) {
            histogram.add("bucket_limit", limits[i]).add("bucket", counts[i]);
        }
    }
}
