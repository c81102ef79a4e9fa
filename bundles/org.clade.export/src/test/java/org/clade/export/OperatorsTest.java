package org.clade.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.Dropout;
import ai.djl.training.ParameterStore;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.clade.api.engine.TensorEngine;
import org.clade.api.graph.Elementwise;
import org.clade.api.graph.Graph;
import org.clade.api.graph.Value;
import org.clade.api.part.RefusedException;
import org.clade.engine.torch.TorchEngine;
import org.clade.export.graph.RecordedGraph;
import org.clade.export.graph.RecordedNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Operators that the networks of other tests do not have, and blocks of DJL. */
class OperatorsTest {

    private static final TensorEngine ENGINE = TorchEngine.start();
    private static final Shape ROW = new Shape(4);

    @TempDir
    private Path folder;

    private void check(float[] input, float[] expected, BiFunction<Graph, Value, Value> operators) throws Exception {
        RecordedGraph graph = new RecordedGraph(ROW, Map.of());
        RecordedNetwork network = graph.network(Map.of("y", operators.apply(graph, graph.input())), Map.of());
        try (NDManager scope = ENGINE.newManager(Device.cpu())) {
            NDArray x = scope.create(input, new Shape(input.length / ROW.get(0), ROW.get(0)));
            assertArrayEquals(
                    expected, WrittenNetwork.torchscript(network, folder, x).get(0), 1e-6f);
            assertArrayEquals(expected, WrittenNetwork.onnx(network, folder, x).get(0), 1e-6f);
        }
    }

    @Test
    void functionsOfSingleNumbers() throws Exception {
        float[] x = {-1.5f, -0.5f, 0.5f, 2};
        check(x, new float[] {-2, -1, 0, 2}, (graph, v) -> graph.elementwise(Elementwise.FLOOR, v));
        check(x, new float[] {-2, 0, 0, 2}, (graph, v) -> graph.elementwise(Elementwise.ROUND, v));
        check(x, new float[] {1.5f, 0.5f, -0.5f, -2}, (graph, v) -> graph.elementwise(Elementwise.NEG, v));
        check(x, new float[] {-1, -0.5f, 0.5f, 1}, (graph, v) -> graph.clip(v, -1, 1));
        check(
                x,
                new float[] {1, 1, 0, 0},
                (graph, v) -> graph.elementwise(Elementwise.LESS, v, graph.constant(new float[1], new Shape(1))));
        check(
                x,
                new float[] {0, 0, 1, 0},
                (graph, v) ->
                        graph.elementwise(Elementwise.EQUAL, v, graph.constant(new float[] {0.5f}, new Shape(1))));
        check(new float[] {-1, 0, 1, 2}, new float[] {-0.15865525f, 0, 0.8413447f, 1.9544997f}, Graph::gelu);
    }

    @Test
    void shapes() throws Exception {
        float[] x = {1, 2, 3, 4, 5, 6, 7, 8};
        check(
                x,
                new float[] {1, 3, 2, 4, 5, 7, 6, 8},
                (graph, v) -> graph.reshape(graph.permute(graph.reshape(v, 2, 2), 0, 2, 1), 4));
        check(x, new float[] {2, 3, 6, 7}, (graph, v) -> graph.slice(v, 1, 1, 3));
        check(x, new float[] {9, 1, 2, 3, 4, 9, 5, 6, 7, 8}, (graph, v) -> {
            Value one = graph.constant(new float[] {9}, new Shape(1, 1));
            return graph.cat(1, List.of(graph.expand(one, v), v));
        });
        check(x, new float[] {10, 26}, (graph, v) -> graph.sum(v, false, 1));
        check(x, new float[] {1.5f, 3.5f, 5.5f, 7.5f}, (graph, v) -> graph.mean(graph.reshape(v, 2, 2), true, 2));
    }

    @Test
    void productsOfMatricesAndOfRowsOfTokens() throws Exception {
        float[] x = {1, 2, 3, 4};
        check(x, new float[] {7, 10, 15, 22}, (graph, v) -> {
            Value square = graph.reshape(v, 2, 2);
            return graph.matmul(square, square);
        });
        check(
                x,
                new float[] {3.5f, 7.5f},
                (graph, v) -> graph.linear(
                        graph.reshape(v, 2, 2),
                        graph.constant(new float[] {1, 1}, new Shape(1, 2)),
                        Optional.of(graph.constant(new float[] {0.5f}, new Shape(1)))));
        check(
                x,
                new float[] {3, 7},
                (graph, v) -> graph.linear(
                        graph.reshape(v, 2, 2), graph.constant(new float[] {1, 1}, new Shape(1, 2)), Optional.empty()));
    }

    @Test
    void float64IsExactWhereFloat32IsNot() throws Exception {
        double large = 1L << 30;
        check(new float[] {1, 2, 3, 4}, new float[] {1, 2, 3, 4}, (graph, v) -> {
            Value exact = graph.cast(v, DataType.FLOAT64);
            return graph.cast(graph.add(graph.add(exact, large), -large), DataType.FLOAT32);
        });
    }

    @Test
    void normalizationAndLogarithms() throws Exception {
        float[] x = {1, 2, 3, 4};
        check(
                x,
                new float[] {-1.3416355f, -0.44721183f, 0.44721183f, 1.3416355f},
                (graph, v) -> graph.layerNorm(
                        v, graph.constant(new float[] {1, 1, 1, 1}, ROW), graph.constant(new float[4], ROW), 1e-5));
        check(
                x,
                new float[] {-3.4401898f, -2.4401898f, -1.4401897f, -0.44018975f},
                (graph, v) -> graph.logSoftmax(v, 1));
    }

    @Test
    void blocksOfDjlAreKnown() throws Exception {
        try (NDManager scope = ENGINE.newManager(Device.cpu())) {
            SequentialBlock block = new SequentialBlock()
                    .add(Linear.builder().setUnits(3).build())
                    .add(Dropout.builder().build())
                    .add(Linear.builder().setUnits(2).optBias(false).build());
            block.initialize(scope, DataType.FLOAT32, new Shape(1, 4));
            Map<String, NDArray> arrays = new HashMap<>();
            block.getParameters()
                    .forEach(each -> arrays.put(each.getKey(), each.getValue().getArray()));
            RecordedGraph graph = new RecordedGraph(ROW, arrays);
            RecordedNetwork network = graph.network(Map.of("y", graph.block(block, graph.input())), Map.of());
            NDArray x = scope.ones(new Shape(2, 4));
            float[] expected = block.forward(new ParameterStore(scope, false), new NDList(x), false)
                    .head()
                    .toFloatArray();

            assertEquals(3, network.learned().size());
            assertArrayEquals(
                    expected, WrittenNetwork.torchscript(network, folder, x).get(0), 1e-6f);
            assertArrayEquals(expected, WrittenNetwork.onnx(network, folder, x).get(0), 1e-6f);
        }
    }

    @Test
    void aForeignBlockIsRefusedByName() {
        RecordedGraph graph = new RecordedGraph(ROW, Map.of());

        RefusedException refusal =
                assertThrows(RefusedException.class, () -> graph.block(new LambdaBlock(x -> x, "mine"), graph.input()));

        assertTrue(refusal.getMessage().contains("ai.djl.nn.LambdaBlock"), refusal.getMessage());
        assertFalse(refusal.getMessage().contains("\n"), refusal.getMessage());
    }

    @Test
    void whatNoResultNeedsIsLeftOut() {
        RecordedGraph graph = new RecordedGraph(ROW, Map.of());
        graph.add(graph.input(), 7);
        Value needed = graph.mul(graph.input(), 3);

        RecordedNetwork network = graph.network(Map.of("y", needed), Map.of());

        assertEquals(1, network.nodes().size());
        assertEquals(1, network.tensors().size());
    }
}
