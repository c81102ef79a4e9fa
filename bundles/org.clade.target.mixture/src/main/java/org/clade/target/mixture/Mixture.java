package org.clade.target.mixture;

import java.util.Arrays;
import org.clade.api.random.RandomStream;

/**
 * A Gaussian mixture projected to the unit sphere, with equal weights (MMDC Eq. 2).
 *
 * @param means K points on the sphere, one after the other
 * @param dimensions of each
 * @param sigma standard deviation of a component, in every dimension, before the projection
 */
record Mixture(float[] means, int dimensions, double sigma) {

    /** The greatest coordinate of a random mean before its projection, in every dimension. */
    private static final double CUBE = 0.1;

    /** {@return a mixture whose means are the first K axes} */
    static Mixture oneHot(int clusters, int dimensions, double sigma) {
        float[] means = new float[clusters * dimensions];
        for (int k = 0; k < clusters; k++) {
            means[k * dimensions + k] = 1;
        }
        return new Mixture(means, dimensions, sigma);
    }

    /** {@return a mixture whose means are drawn from a cube around the origin, then projected} */
    static Mixture random(int clusters, int dimensions, double sigma, RandomStream random) {
        return new Mixture(
                Sphere.projected(random.uniform(clusters * dimensions, -CUBE, CUBE), dimensions), dimensions, sigma);
    }

    int clusters() {
        return means.length / dimensions;
    }

    /** {@return whether the greatest coordinate gives the nearest mean, because all means are axes} */
    boolean axes() {
        return dimensions == clusters() && Arrays.equals(means, oneHot(dimensions, dimensions, 0).means);
    }

    /** {@return the component of each of n points, drawn independently} */
    int[] components(int n, RandomStream random) {
        int[] components = new int[n];
        Arrays.setAll(components, i -> random.below(clusters()));
        return components;
    }

    /** {@return the component of each of n points, n/K of each up to one, in random order} */
    int[] equalComponents(int n, RandomStream random) {
        int[] order = random.permutation(n);
        int[] components = new int[n];
        for (int i = 0; i < n; i++) {
            components[order[i]] = i % clusters();
        }
        return components;
    }

    /**
     * Points of given components.
     *
     * @param components the component of each point
     * @param normal standard normal numbers, as many as coordinates
     * @return (mean + sigma · normal), projected
     */
    float[] points(int[] components, float[] normal) {
        float[] points = new float[normal.length];
        for (int i = 0; i < points.length; i++) {
            int mean = components[i / dimensions] * dimensions + i % dimensions;
            points[i] = (float) (means[mean] + sigma * normal[i]);
        }
        return Sphere.projected(points, dimensions);
    }
}
