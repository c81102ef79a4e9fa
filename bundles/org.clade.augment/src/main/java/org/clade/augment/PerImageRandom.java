package org.clade.augment;

import org.clade.api.random.RandomStream;

/**
 * The random numbers of one batch. Every quantity has its own stream and takes a fixed count of numbers for each image,
 * so the draws for an image do not depend on the other images or their number.
 */
public final class PerImageRandom {

    private final RandomStream streams;
    private final int images;

    /**
     * Draws for one call of one operation.
     *
     * @param random advanced by one number, so that a second call with the same stream draws other numbers
     * @param images how many images
     */
    public PerImageRandom(RandomStream random, long images) {
        this.streams = random.derive("draw", random.below(Integer.MAX_VALUE));
        this.images = Math.toIntExact(images);
    }

    /** {@return for each image a number from {@code min} to {@code max}} */
    public float[] uniform(String quantity, double min, double max) {
        return uniform(quantity, 1, min, max);
    }

    /** {@return for each image {@code count} numbers from {@code min} to {@code max}} */
    public float[] uniform(String quantity, int count, double min, double max) {
        return streams.derive(quantity).uniform(images * count, min, max);
    }

    /** {@return for each image true with the given probability} */
    boolean[] chance(String quantity, double probability) {
        RandomStream stream = streams.derive(quantity);
        boolean[] chosen = new boolean[images];
        for (int i = 0; i < images; i++) {
            chosen[i] = stream.uniform() < probability;
        }
        return chosen;
    }

    /** {@return for each image a whole number from 0 to its bound less one} */
    public int[] below(String quantity, int[] bounds) {
        RandomStream stream = streams.derive(quantity);
        int[] numbers = new int[images];
        for (int i = 0; i < images; i++) {
            numbers[i] = (int) (stream.uniform() * bounds[i]);
        }
        return numbers;
    }

    /** {@return for each image the numbers 0 to {@code n - 1} in random order, all orders with equal probability} */
    int[][] orders(String quantity, int n) {
        RandomStream stream = streams.derive(quantity);
        int[][] orders = new int[images][n];
        for (int[] order : orders) {
            for (int i = 0; i < n; i++) {
                int j = (int) (stream.uniform() * (i + 1));
                order[i] = order[j];
                order[j] = i;
            }
        }
        return orders;
    }
}
