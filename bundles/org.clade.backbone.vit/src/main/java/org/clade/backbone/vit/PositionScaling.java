package org.clade.backbone.vit;

import java.util.Arrays;

/**
 * How the positions of a trained grid become those of another grid. Both axes are scaled separately; each way is a matrix for one axis.
 *
 * <p>Source: the code of DINOv2, timm and transformers, which differ.
 */
enum PositionScaling {
    /** {@link #OFFSET} for DINOv2 without registers, {@link #SIZE} for CLIP, otherwise {@link #ANTIALIAS}. */
    AUTO {
        @Override
        double[][] matrix(int from, int to) {
            throw new IllegalStateException("auto is decided before");
        }
    },
    /** DINOv2's own code without registers: a cubic with a = -0.75 at (i + 0.5)·from/(to + 0.1) - 0.5. */
    OFFSET {
        @Override
        double[][] matrix(int from, int to) {
            return interpolation(from, to, from / (to + EXTRA));
        }
    },
    /** DINOv2 and CLIP in transformers: a cubic with a = -0.75 at (i + 0.5)·from/to - 0.5. */
    SIZE {
        @Override
        double[][] matrix(int from, int to) {
            return interpolation(from, to, (double) from / to);
        }
    },
    /** DINOv2's own code with registers, and timm: a cubic with a = -0.5, widened if the grid shrinks. */
    ANTIALIAS {
        @Override
        double[][] matrix(int from, int to) {
            double step = (double) from / to;
            double width = Math.max(1, step);
            double[][] matrix = new double[to][from];
            for (int i = 0; i < to; i++) {
                double center = (i + 0.5) * step;
                int first = Math.max(0, (int) (center - REACH * width + 0.5));
                int end = Math.min(from, (int) (center + REACH * width + 0.5));
                double sum = 0;
                for (int j = first; j < end; j++) {
                    matrix[i][j] = cubic((j + 0.5 - center) / width, SMOOTH);
                    sum += matrix[i][j];
                }
                for (int j = first; j < end; j++) {
                    matrix[i][j] /= sum;
                }
            }
            return matrix;
        }
    };

    private static final double EXTRA = 0.1;
    private static final double SHARP = -0.75;
    private static final double SMOOTH = -0.5;
    private static final int REACH = 2;

    /**
     * The weights of old positions in new ones, along one axis.
     *
     * @param from the number of old positions
     * @param to the number of new positions
     * @return to×from weights, each row with the sum 1
     */
    abstract double[][] matrix(int from, int to);

    /**
     * Scales a grid of positions.
     *
     * @param positions side·side rows of numbers, row by row of the grid
     * @param side rows and columns of the grid
     * @param height rows of the new grid
     * @param width columns of the new grid
     * @return height·width rows of numbers
     */
    float[] scale(float[] positions, int side, int height, int width) {
        if (height == side && width == side) {
            return positions;
        }
        int numbers = positions.length / (side * side);
        double[][] rows = matrix(side, height);
        double[][] columns = matrix(side, width);
        double[] across = new double[side * width * numbers];
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < width; x++) {
                for (int from = 0; from < side; from++) {
                    add(
                            across,
                            (y * width + x) * numbers,
                            columns[x][from],
                            positions,
                            (y * side + from) * numbers,
                            numbers);
                }
            }
        }
        float[] scaled = new float[height * width * numbers];
        double[] sum = new double[width * numbers];
        for (int y = 0; y < height; y++) {
            Arrays.fill(sum, 0);
            for (int from = 0; from < side; from++) {
                for (int i = 0; i < sum.length; i++) {
                    sum[i] += rows[y][from] * across[from * sum.length + i];
                }
            }
            for (int i = 0; i < sum.length; i++) {
                scaled[y * sum.length + i] = (float) sum[i];
            }
        }
        return scaled;
    }

    private static void add(double[] sum, int at, double weight, float[] values, int from, int count) {
        for (int i = 0; i < count; i++) {
            sum[at + i] += weight * values[from + i];
        }
    }

    private static double[][] interpolation(int from, int to, double step) {
        double[][] matrix = new double[to][from];
        for (int i = 0; i < to; i++) {
            double at = (i + 0.5) * step - 0.5;
            int left = (int) Math.floor(at);
            for (int tap = left - 1; tap <= left + 2; tap++) {
                matrix[i][Math.min(Math.max(tap, 0), from - 1)] += cubic(tap - at, SHARP);
            }
        }
        return matrix;
    }

    /** Keys' cubic. */
    private static double cubic(double distance, double a) {
        double x = Math.abs(distance);
        if (x < 1) {
            return ((a + 2) * x - (a + 3)) * x * x + 1;
        }
        return x < 2 ? (((x - 5) * x + 8) * x - 4) * a : 0;
    }
}
