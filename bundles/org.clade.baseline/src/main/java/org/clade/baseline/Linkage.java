package org.clade.baseline;

/** How far apart two clusters are (Lance and Williams, 1967). */
enum Linkage {

    /** By how much the sum of squared distances to the centers grows when the two become one (Ward, 1963). */
    WARD {
        @Override
        double start(double squaredDistance) {
            return squaredDistance;
        }

        @Override
        double merged(double ac, double bc, double ab, int a, int b, int c) {
            return ((a + c) * ac + (b + c) * bc - c * ab) / (a + b + c);
        }
    },

    /** The mean distance between their vectors. */
    AVERAGE {
        @Override
        double merged(double ac, double bc, double ab, int a, int b, int c) {
            return (a * ac + b * bc) / (a + b);
        }
    },

    /** The greatest distance between their vectors. */
    COMPLETE {
        @Override
        double merged(double ac, double bc, double ab, int a, int b, int c) {
            return Math.max(ac, bc);
        }
    };

    /** {@return how far apart two clusters of one vector each are} */
    double start(double squaredDistance) {
        return Math.sqrt(squaredDistance);
    }

    /**
     * How far cluster C is from what A and B become.
     *
     * @param ac from A to C
     * @param bc from B to C
     * @param ab from A to B
     * @param a vectors of A
     * @param b vectors of B
     * @param c vectors of C
     * @return how far apart they are
     */
    abstract double merged(double ac, double bc, double ab, int a, int b, int c);
}
