package org.clade.cluster.count;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.clade.api.engine.TensorEngine;
import org.clade.api.random.RandomStream;
import org.clade.engine.torch.TorchEngine;
import org.junit.jupiter.api.Test;

class PrincipalSubspaceTest {

    private static final int ROWS = 60;
    private static final int WIDTH = 12;

    private final TensorEngine engine = TorchEngine.start();

    private double[][] project(float[] values, int dimensions) {
        try (NDManager manager = engine.newManager(Device.cpu())) {
            return PrincipalSubspace.project(
                    manager.create(values, new Shape(ROWS, WIDTH)), dimensions, RandomStream.of(3));
        }
    }

    /** Points of very different spread in three directions, with little noise. */
    private static float[] points() {
        float[] values = RandomStream.of(7).gaussian(ROWS * WIDTH);
        for (int i = 0; i < values.length; i++) {
            int column = i % WIDTH;
            values[i] *= column < 3 ? 3 - column : 0.05f;
        }
        return values;
    }

    @Test
    void spreadIsThatOfTheSingularValues() {
        double[][] unit = new double[ROWS][WIDTH];
        float[] values = points();
        for (int row = 0; row < ROWS; row++) {
            double length = 0;
            for (int d = 0; d < WIDTH; d++) {
                length += values[row * WIDTH + d] * values[row * WIDTH + d];
            }
            for (int d = 0; d < WIDTH; d++) {
                unit[row][d] = values[row * WIDTH + d] / Math.sqrt(length);
            }
        }
        RealMatrix centered = MatrixUtils.createRealMatrix(unit);
        for (int d = 0; d < WIDTH; d++) {
            double mean = 0;
            for (int row = 0; row < ROWS; row++) {
                mean += unit[row][d] / ROWS;
            }
            for (int row = 0; row < ROWS; row++) {
                centered.addToEntry(row, d, -mean);
            }
        }
        double[] wanted = new SingularValueDecomposition(centered).getSingularValues();
        double[] found =
                new SingularValueDecomposition(MatrixUtils.createRealMatrix(project(values, 3))).getSingularValues();
        assertArrayEquals(new double[] {wanted[0], wanted[1], wanted[2]}, found, 1e-3);
    }

    @Test
    void equalVectorsAndFewDimensionsAreNoProblem() {
        float[] equal = new float[ROWS * WIDTH];
        for (int i = 0; i < equal.length; i++) {
            equal[i] = i % WIDTH;
        }
        double[][] projected = project(equal, 20);
        assertEquals(WIDTH, projected[0].length);
        assertTrue(Math.abs(projected[5][0]) < 1e-3);
        assertTrue(Math.abs(project(new float[ROWS * WIDTH], 2)[0][1]) < 1e-6, "zeros");
    }
}
