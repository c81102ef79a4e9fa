package org.clade.target.mixture;

import org.clade.api.random.RandomStream;

/** Points on the unit sphere, one after the other in an array. */
final class Sphere {

    private Sphere() {}

    /** {@return the points with each divided by its length; a point at the origin stays there} */
    static float[] projected(float[] points, int dimensions) {
        float[] projected = new float[points.length];
        for (int from = 0; from < points.length; from += dimensions) {
            double square = 0;
            for (int i = from; i < from + dimensions; i++) {
                square += (double) points[i] * points[i];
            }
            double length = square == 0 ? 1 : Math.sqrt(square);
            for (int i = from; i < from + dimensions; i++) {
                projected[i] = (float) (points[i] / length);
            }
        }
        return projected;
    }

    /** {@return points distributed evenly over the sphere} */
    static float[] uniform(int count, int dimensions, RandomStream random) {
        return projected(random.gaussian(count * dimensions), dimensions);
    }
}
