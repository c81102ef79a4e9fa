package org.clade.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import org.clade.api.engine.ForwardMode;
import org.clade.api.engine.TensorEngine;
import org.clade.engine.torch.TorchEngine;
import org.clade.golden.Golden;
import org.junit.jupiter.api.Test;

class LayersTest {

    private final TensorEngine engine = TorchEngine.start();

    @Test
    void normalizationTrainsWithTheBatchAndMovesTheRunningStatisticsByATenth() {
        Golden golden = Golden.load("bn__train");
        try (NDManager manager = engine.newManager(Device.cpu())) {
            Block block = normalization(golden, manager);
            NDArray x = golden.tensor(manager, "inputs.x");
            x.setRequiresGradient(true);
            try (GradientCollector recording = engine.autograd().record()) {
                NDArray out = block.forward(new ParameterStore(manager, false), new NDList(x), true)
                        .singletonOrThrow();
                recording.backward(
                        out.mul(golden.tensor(manager, "inputs.upstream")).sum());
                golden.check("expected.out", out);
            }
            golden.check("expected.grad.x", x.getGradient());
            golden.check("expected.grad.gamma", value(block, "gamma").getGradient());
            golden.check("expected.grad.beta", value(block, "beta").getGradient());
            golden.check("expected.running_mean_after", value(block, "runningMean"));
            golden.check("expected.running_var_after", value(block, "runningVar"));
        }
    }

    @Test
    void normalizationInfersWithTheBatchAndLeavesTheRunningStatisticsAlone() {
        Golden golden = Golden.load("bn__inference_modes");
        try (NDManager manager = engine.newManager(Device.cpu())) {
            Block block = normalization(golden, manager);
            NDArray x = golden.tensor(manager, "inputs.x");
            golden.check(
                    "expected.batch",
                    block.forward(
                                    new ParameterStore(manager, false),
                                    new NDList(x),
                                    false,
                                    ForwardMode.BATCH_STATISTICS.options())
                            .singletonOrThrow());
            golden.check("inputs.running_mean", value(block, "runningMean"));
            golden.check("inputs.running_var", value(block, "runningVar"));
        }
    }

    @Test
    void groupsOfABatchAreNormalizedEachForItself() {
        try (NDManager manager = engine.newManager(Device.cpu())) {
            Sequential chain = new Sequential()
                    .then("convolution", Layers.convolution(2, 4, 3, 1))
                    .then("norm", Layers.batchNorm());
            chain.initialize(manager, DataType.FLOAT32, new Shape(1, 2, 6, 6));
            NDArray x = manager.randomNormal(new Shape(8, 2, 6, 6));
            NDArray together = say(chain, x, ForwardMode.BATCH_STATISTICS.options(engine, 3));
            for (int from = 0; from < 8; from += 3) {
                NDIndex group = new NDIndex().addSliceDim(from, Math.min(8, from + 3));
                NDArray alone = say(chain, x.get(group), ForwardMode.BATCH_STATISTICS.options(engine));
                assertArrayEquals(alone.toFloatArray(), together.get(group).toFloatArray(), 1e-5f);
            }
        }
    }

    private NDArray say(Block block, NDArray x, PairList<String, Object> options) {
        return engine.autograd()
                .noGrad(() -> block.forward(new ParameterStore(x.getManager(), false), new NDList(x), false, options)
                        .singletonOrThrow());
    }

    @Test
    void initializationsHaveTheSpreadOfTheirFormulas() {
        try (NDManager manager = engine.newManager(Device.cpu())) {
            engine.seed(1);
            assertEquals(Math.sqrt(2.0 / 400), spread(manager, Initialization.HE), 1e-3);
            assertEquals(Math.sqrt(6.0 / 700) / Math.sqrt(3), spread(manager, Initialization.GLOROT), 1e-3);
            assertEquals(1 / Math.sqrt(400) / Math.sqrt(3), spread(manager, Initialization.UNIFORM), 1e-3);
            assertEquals(0.01, spread(manager, Initialization.SMALL), 1e-4);
        }
    }

    private static double spread(NDManager manager, Initialization initialization) {
        Block block = Layers.linear(400, 300, initialization);
        block.initialize(manager, DataType.FLOAT32, new Shape(1, 400));
        NDArray weight = value(block, "weight");
        return Math.sqrt(weight.mul(weight).mean().getFloat());
    }

    @Test
    void anIdentityLayerReturnsWhatItReads() {
        try (NDManager manager = engine.newManager(Device.cpu())) {
            Block block = Layers.linear(3, 3, Initialization.IDENTITY);
            block.initialize(manager, DataType.FLOAT32, new Shape(1, 3));
            NDArray x = manager.create(new float[] {1, -2, 3, 4, 5, -6}, new Shape(2, 3));
            assertArrayEquals(
                    x.toFloatArray(),
                    block.forward(new ParameterStore(manager, false), new NDList(x), false)
                            .singletonOrThrow()
                            .toFloatArray());
        }
    }

    @Test
    void poolingDropsWhatIsLeftOverAndPadsWithWhatIsNeverTheMaximum() {
        try (NDManager manager = engine.newManager(Device.cpu())) {
            NDArray x = manager.arange(1f, 26f).mul(-1).reshape(1, 1, 5, 5);
            assertArrayEquals(
                    new float[] {-10}, infer(Layers.averagePool(4), manager, x).toFloatArray());
            NDArray padded = infer(Layers.maxPool(2, 1), manager, x);
            assertArrayEquals(new float[] {-1, -2, -4, -6, -7, -9, -16, -17, -19}, padded.toFloatArray());
            assertEquals(padded.getShape(), Layers.maxPool(2, 1).getOutputShapes(new Shape[] {x.getShape()})[0]);
            assertEquals(new Shape(1, 25), infer(Layers.flatten(), manager, x).getShape());
        }
    }

    @Test
    void normalizationInfersWithTheRunningStatisticsAndLeavesThemAlone() {
        Golden golden = Golden.load("bn__inference_modes");
        try (NDManager manager = engine.newManager(Device.cpu())) {
            Block block = normalization(golden, manager);
            NDArray x = golden.tensor(manager, "inputs.x");
            golden.check("expected.running", infer(block, manager, x));
            golden.check("inputs.running_mean", value(block, "runningMean"));
            golden.check("inputs.running_var", value(block, "runningVar"));
        }
    }

    @Test
    void softmaxSubtractsTheMaximum() {
        Golden golden = Golden.load("label_softmax_l1");
        try (NDManager manager = engine.newManager(Device.cpu())) {
            Block block = Layers.softmax();
            NDArray logits = golden.tensor(manager, "inputs.logits");
            block.initialize(manager, DataType.FLOAT32, logits.getShape());
            logits.setRequiresGradient(true);
            try (GradientCollector recording = engine.autograd().record()) {
                NDArray out = block.forward(new ParameterStore(manager, false), new NDList(logits), true)
                        .singletonOrThrow();
                recording.backward(
                        out.mul(golden.tensor(manager, "inputs.upstream")).sum());
                golden.check("expected.out", out);
            }
            golden.check("expected.grad.logits", logits.getGradient());
        }
    }

    @Test
    void poolingDropsTheOddRowAndColumn() {
        try (NDManager manager = engine.newManager(Device.cpu())) {
            Block block = Layers.maxPool();
            NDArray map = manager.arange(15f).reshape(1, 1, 3, 5);
            block.initialize(manager, DataType.FLOAT32, map.getShape());
            NDArray pooled = infer(block, manager, map);
            assertEquals(new Shape(1, 1, 1, 2), pooled.getShape());
            assertArrayEquals(new Shape[] {pooled.getShape()}, block.getOutputShapes(new Shape[] {map.getShape()}));
            assertArrayEquals(new float[] {6, 8}, pooled.toFloatArray());
        }
    }

    @Test
    void weightsAndBiasesAreUniformWithinOneOverTheRootOfTheFanIn() {
        try (NDManager manager = engine.newManager(Device.cpu())) {
            engine.seed(1);
            Block convolution = Layers.convolution(4, 500, 3, 0);
            convolution.initialize(manager, DataType.FLOAT32, new Shape(1, 4, 8, 8));
            Block linear = Layers.linear(25, 500);
            linear.initialize(manager, DataType.FLOAT32, new Shape(1, 25));
            fills(value(convolution, "weight"), 1 / 6.0);
            fills(value(convolution, "bias"), 1 / 6.0);
            fills(value(linear, "weight"), 0.2);
            fills(value(linear, "bias"), 0.2);
        }
    }

    @Test
    void theEnginesSeedDecidesTheNetwork() {
        try (NDManager manager = engine.newManager(Device.cpu())) {
            float[] first = weights(manager, 5);
            float[] again = weights(manager, 5);
            float[] other = weights(manager, 6);
            assertArrayEquals(first, again);
            assertFalse(java.util.Arrays.equals(first, other));
        }
    }

    private float[] weights(NDManager manager, long seed) {
        engine.seed(seed);
        Sequential chain = Layers.convolutionWithBatchNorm(1, 3, 3, 1);
        chain.initialize(manager, DataType.FLOAT32, new Shape(1, 1, 5, 5));
        return chain.getParameters().get(0).getValue().getArray().toFloatArray();
    }

    private static void fills(NDArray array, double bound) {
        assertTrue(array.abs().max().getFloat() <= (float) bound);
        assertTrue(array.abs().max().getFloat() > 0.98 * bound, "the whole interval is used");
        double deviation = Math.sqrt(array.square().mean().getFloat());
        assertEquals(bound / Math.sqrt(3), deviation, 0.05 * bound, "a uniform distribution's standard deviation");
    }

    private Block normalization(Golden golden, NDManager manager) {
        Block block = Layers.batchNorm();
        block.initialize(manager, DataType.FLOAT32, new Shape(golden.shape("inputs.x")));
        engine.autograd().noGrad(() -> {
            golden.tensor(manager, "inputs.gamma").copyTo(value(block, "gamma"));
            golden.tensor(manager, "inputs.beta").copyTo(value(block, "beta"));
            golden.tensor(manager, "inputs.running_mean").copyTo(value(block, "runningMean"));
            golden.tensor(manager, "inputs.running_var").copyTo(value(block, "runningVar"));
            return block;
        });
        return block;
    }

    private NDArray infer(Block block, NDManager manager, NDArray input) {
        return engine.autograd()
                .noGrad(() -> block.forward(new ParameterStore(manager, false), new NDList(input), false)
                        .singletonOrThrow());
    }

    private static NDArray value(Block block, String name) {
        return block.getDirectParameters().get(name).getArray();
    }
}
