package org.clade.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import java.util.List;
import org.clade.api.engine.ForwardMode;
import org.clade.api.engine.TensorEngine;
import org.clade.engine.torch.TorchEngine;
import org.clade.golden.Golden;
import org.junit.jupiter.api.Test;

class ResidualTest {

    private static final Shape MAP = new Shape(2, 3, 4, 5);

    private final TensorEngine engine = TorchEngine.start();

    @Test
    void addsTheInputAndCutsOffWhatIsNegative() {
        try (NDManager manager = engine.newManager(Device.cpu())) {
            NDArray x = manager.create(new float[] {-3, -1, 1, 3}, new Shape(1, 1, 2, 2));
            Block block = initialized(Layers.residual(Layers.relu(), new Sequential()), manager, x.getShape());
            assertArrayEquals(
                    new float[] {0, 0, 2, 6},
                    forward(block, x, ForwardMode.EVALUATION).toFloatArray());
            assertArrayEquals(new float[] {-3, -1, 1, 3}, x.toFloatArray(), "the input is left as it is");
            assertArrayEquals(new Shape[] {x.getShape()}, block.getOutputShapes(new Shape[] {x.getShape()}));
        }
    }

    @Test
    void bothWaysGetTheOptionsAndTheGradient() {
        try (NDManager manager = engine.newManager(Device.cpu())) {
            engine.seed(3);
            Block block = initialized(
                    Layers.residual(
                            Layers.convolutionWithBatchNorm(3, 7, 3, 1),
                            new Sequential()
                                    .then(
                                            "convolution",
                                            Layers.convolution(
                                                    3, 7, Window.of(1, 0), new Filters(false, Initialization.HE)))
                                    .then("normalization", Layers.batchNorm())),
                    manager,
                    MAP);
            NDArray x = manager.randomNormal(MAP);
            NDArray running = engine.autograd().noGrad(() -> forward(block, x, ForwardMode.EVALUATION));
            NDArray batch = engine.autograd().noGrad(() -> forward(block, x, ForwardMode.BATCH_STATISTICS));
            try (GradientCollector recording = engine.autograd().record()) {
                NDArray trained = forward(block, x, ForwardMode.TRAINING);
                assertEquals(0, trained.sub(batch).abs().max().getFloat(), 1e-5);
                recording.backward(trained.mul(running).sum());
            }
            block.getParameters().values().stream()
                    .filter(parameter -> parameter.getName().equals("weight"))
                    .forEach(weight -> assertEquals(
                            true, weight.getArray().getGradient().abs().max().getFloat() > 0));
        }
    }

    @Test
    void closesNothingThatIsNotItsOwnAndKeepsNothing() {
        for (Block shortcut : List.of(new Sequential(), Layers.batchNorm())) {
            try (NDManager manager = engine.newManager(Device.cpu())) {
                Block block = initialized(Layers.residual(Layers.batchNorm(), shortcut), manager, MAP);
                for (ForwardMode mode : ForwardMode.values()) {
                    try (NDManager step = manager.newSubManager()) {
                        NDArray x = step.ones(MAP);
                        NDArray y = engine.autograd().noGrad(() -> forward(block, x, mode));
                        assertEquals(2, step.getManagedArrays().size(), "input and output");
                        assertEquals(MAP.size(), x.sum().getFloat());
                        assertEquals(MAP, y.getShape());
                    }
                }
            }
        }
    }

    @Test
    void theGlobalAverageIsOneNumberForEachChannel() {
        try (NDManager manager = engine.newManager(Device.cpu())) {
            Block block = Layers.globalAverage();
            NDArray x = manager.arange(12f).reshape(1, 2, 2, 3);
            NDArray means = forward(block, x, ForwardMode.EVALUATION);
            assertArrayEquals(new float[] {2.5f, 8.5f}, means.toFloatArray());
            assertEquals(new Shape(1, 2, 1, 1), means.getShape());
            assertArrayEquals(new Shape[] {means.getShape()}, block.getOutputShapes(new Shape[] {x.getShape()}));
        }
    }

    @Test
    void paddedMaxPoolingAgreesWithTheReference() {
        Golden golden = Golden.load("mmdc_maxpool_padding1");
        try (NDManager manager = engine.newManager(Device.cpu());
                GradientCollector recording = engine.autograd().record()) {
            NDArray x = golden.tensor(manager, "inputs.x");
            x.setRequiresGradient(true);
            Block block = Layers.maxPool(2, 1);
            NDArray out = forward(block, x, ForwardMode.TRAINING);
            recording.backward(
                    out.mul(golden.tensor(manager, "inputs.upstream")).sum());
            golden.check("expected.out", out);
            golden.check("expected.grad.x", x.getGradient());
            assertArrayEquals(new Shape[] {out.getShape()}, block.getOutputShapes(new Shape[] {x.getShape()}));
        }
    }

    private static Block initialized(Block block, NDManager manager, Shape input) {
        block.initialize(manager, DataType.FLOAT32, input);
        block.getParameters().values().stream()
                .filter(parameter -> parameter.requiresGradient())
                .forEach(parameter -> parameter.getArray().setRequiresGradient(true));
        return block;
    }

    private static NDArray forward(Block block, NDArray input, ForwardMode mode) {
        return block.forward(
                        new ParameterStore(input.getManager(), false),
                        new NDList(input),
                        mode.training(),
                        mode.options())
                .singletonOrThrow();
    }
}
