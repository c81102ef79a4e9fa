package org.clade.api.random;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * A stream of random numbers that depends only on a seed and a path of names: {@code of(1).derive("augment", epoch,
 * batch)}. Two streams with the same path are equal, streams with different paths are independent, and deriving does not
 * advance the parent. So a run is repeatable, and a resumed run is identical to an uninterrupted run.
 */
public final class RandomStream {

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final long key;
    private final RandomGenerator generator;

    private RandomStream(long key) {
        this.key = key;
        this.generator = new SplittableRandom(key);
    }

    /** {@return the root stream of a seed} */
    public static RandomStream of(long seed) {
        return new RandomStream(mix(seed + GOLDEN));
    }

    /**
     * A separate stream for a purpose.
     *
     * @param path names and numbers that say what the stream is for
     * @return the stream; this stream stays unchanged
     */
    public RandomStream derive(Object... path) {
        long derived = key;
        for (Object step : path) {
            String text = step.toString();
            for (int i = 0; i < text.length(); i++) {
                derived = mix(derived ^ (text.charAt(i) + GOLDEN));
            }
            derived = mix(derived + GOLDEN);
        }
        return new RandomStream(derived);
    }

    /** {@return a seed for another generator, the same for the same path} */
    public long seed() {
        return key;
    }

    /** {@return a number from 0 (inclusive) to 1 (exclusive)} */
    public double uniform() {
        return generator.nextDouble();
    }

    /** {@return a number from {@code min} (inclusive) to {@code max}} */
    public double uniform(double min, double max) {
        return min + (max - min) * generator.nextDouble();
    }

    /** {@return {@code n} numbers from {@code min} (inclusive) to {@code max}} */
    public float[] uniform(int n, double min, double max) {
        float[] numbers = new float[n];
        for (int i = 0; i < n; i++) {
            numbers[i] = (float) uniform(min, max);
        }
        return numbers;
    }

    /** {@return {@code n} numbers of the standard normal distribution} */
    public float[] gaussian(int n) {
        float[] numbers = new float[n];
        for (int i = 0; i < n; i++) {
            numbers[i] = (float) generator.nextGaussian();
        }
        return numbers;
    }

    /** {@return a whole number from 0 to {@code bound - 1}} */
    public int below(int bound) {
        return generator.nextInt(bound);
    }

    /** {@return true with the given probability} */
    public boolean chance(double probability) {
        return generator.nextDouble() < probability;
    }

    /** {@return the numbers 0 to {@code n - 1} in random order} */
    public int[] permutation(int n) {
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            int j = generator.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
