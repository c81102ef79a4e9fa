package org.clade.baseline;

/** The distance of two clusters (Lance and Williams, 1967). */
enum Linkage {

    /** The increase of the sum of squared distances to the centers when the two merge (Ward, 1963). */
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

    /** {@return the distance of two clusters of one vector each} */
    double start(double squaredDistance) {
        return Math.sqrt(squaredDistance);
    }

    /**
     * The distance of cluster C from the merged clusters A and B.
     *
     * @param ac from A to C
     * @param bc from B to C
     * @param ab from A to B
     * @param a vectors of A
     * @param b vectors of B
     * @param c vectors of C
     * @return the distance
     */
    abstract double merged(double ac, double bc, double ab, int a, int b, int c);
}
