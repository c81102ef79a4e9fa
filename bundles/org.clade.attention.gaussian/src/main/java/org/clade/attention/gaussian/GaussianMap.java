package org.clade.attention.gaussian;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.clade.api.graph.Elementwise;
import org.clade.api.graph.Graph;
import org.clade.api.graph.Value;

/**
 * A Gaussian over a map, Eq. 8 of GATCluster: A(u) = exp(-|u - mu|² / (width · alpha · delta + epsilon)), its peak 1.
 *
 * @param tied whether the center's column and the spread are one parameter, as in the released code
 * @param width factor of the spread
 * @param alpha the paper's alpha
 * @param epsilon added to the spread
 */
record GaussianMap(boolean tied, double width, double alpha, double epsilon) {

    /**
     * The map for given parameters.
     *
     * @param theta N×3, 0 to 1: row and column of the center, spread; if {@link #tied}, the second is not used and the
     *     third is column and spread
     * @param height rows; their coordinates run from 0 to 1, both ends included
     * @param columns columns, with the same coordinates
     * @return N×1×height×columns, 0 to 1
     */
    NDArray of(NDArray theta, int height, int columns) {
        NDManager manager = theta.getManager();
        NDArray spread = parameter(theta, 2);
        NDArray down = manager.create(ends(height), new Shape(1, 1, height, 1)).sub(parameter(theta, 0));
        NDArray across =
                manager.create(ends(columns), new Shape(1, 1, 1, columns)).sub(tied ? spread : parameter(theta, 1));
        NDArray distance = down.square().add(across.square());
        return distance.div(spread.mul(width * alpha).add(epsilon)).neg().exp();
    }

    /** Appends {@link #of} to a graph. */
    Value export(Graph graph, Value theta, int height, int columns) {
        Value spread = parameter(graph, theta, 2);
        Value down = graph.sub(graph.constant(ends(height), new Shape(1, 1, height, 1)), parameter(graph, theta, 0));
        Value across = graph.sub(
                graph.constant(ends(columns), new Shape(1, 1, 1, columns)), tied ? spread : parameter(graph, theta, 1));
        Value distance = graph.add(graph.mul(down, down), graph.mul(across, across));
        Value exponent = graph.div(distance, graph.add(graph.mul(spread, width * alpha), epsilon));
        return graph.elementwise(Elementwise.EXP, graph.elementwise(Elementwise.NEG, exponent));
    }

    private static Value parameter(Graph graph, Value theta, int column) {
        return graph.reshape(graph.slice(theta, 1, column, column + 1), 1, 1, 1);
    }

    private static NDArray parameter(NDArray theta, int column) {
        return theta.get(":, " + column).reshape(-1, 1, 1, 1);
    }

    private static float[] ends(int places) {
        float[] coordinates = new float[places];
        for (int i = 1; i < places; i++) {
            coordinates[i] = (float) i / (places - 1);
        }
        return coordinates;
    }
}
