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
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.Optional;
import org.clade.api.engine.ForwardMode;
import org.clade.api.engine.TensorEngine;
import org.clade.engine.torch.TorchEngine;
import org.clade.golden.Golden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TransformerLayersTest {

    private final TensorEngine engine = TorchEngine.start();

    @ParameterizedTest
    @ValueSource(strings = {"act_gelu_erf", "act_gelu_tanh", "act_quick_gelu"})
    void activationsHaveTheNumbersOfPyTorch(String name) {
        Golden golden = Golden.load(name);
        Block block =
                switch (name) {
                    case "act_gelu_erf" -> Layers.gelu();
                    case "act_gelu_tanh" -> Layers.geluTanh();
                    default -> Layers.quickGelu();
                };
        check(golden, block, false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"layer_norm__clip", "layer_norm__dinov2"})
    void layerNormHasTheNumbersOfPyTorch(String name) {
        Golden golden = Golden.load(name);
        check(golden, Layers.layerNorm(golden.number("params.eps")), true);
    }

    private void check(Golden golden, Block block, boolean affine) {
        try (NDManager manager = engine.newManager(Device.cpu())) {
            NDArray x = golden.tensor(manager, "inputs.x");
            x.setRequiresGradient(true);
            block.initialize(manager, DataType.FLOAT32, x.getShape());
            if (affine) {
                set(block, "weight", golden.tensor(manager, "inputs.weight"));
                set(block, "bias", golden.tensor(manager, "inputs.bias"));
            }
            try (GradientCollector recording = engine.autograd().record()) {
                NDArray out = block.forward(new ParameterStore(manager, false), new NDList(x), true)
                        .singletonOrThrow();
                golden.check("expected.out", out);
                recording.backward(
                        out.mul(golden.tensor(manager, "inputs.upstream")).sum());
            }
            golden.check("expected.grad.x", x.getGradient());
            if (affine) {
                golden.check("expected.grad.weight", parameter(block, "weight").getGradient());
                golden.check("expected.grad.bias", parameter(block, "bias").getGradient());
            }
        }
    }

    private void set(Block block, String name, NDArray values) {
        engine.operators().copy(new NDList(values), new NDList(parameter(block, name)));
    }

    private static NDArray parameter(Block block, String name) {
        Parameter parameter = block.getDirectParameters().get(name);
        return parameter.getArray();
    }

    @Test
    void theOperatorOfAttentionHasTheNumbersAndGradientsOfItsFormula() {
        try (NDManager manager = engine.newManager(Device.cpu())) {
            engine.seed(3);
            Block attention = Layers.selfAttention(12, 3);
            Shape shape = new Shape(2, 7, 12);
            attention.initialize(manager, DataType.FLOAT32, shape);
            NDArray tokens = manager.randomNormal(shape).mul(3);
            Outcome formula = outcome(attention, tokens, Optional.empty());
            Outcome operator = outcome(attention, tokens, Optional.of(ForwardMode.TRAINING.options(engine)));
            assertArrayEquals(formula.output(), operator.output(), 1e-5f);
            assertArrayEquals(formula.gradient(), operator.gradient(), 1e-3f);
        }
    }

    private record Outcome(float[] output, float[] gradient) {}

    private Outcome outcome(Block block, NDArray input, Optional<PairList<String, Object>> options) {
        ParameterStore store = new ParameterStore(input.getManager(), false);
        NDArray weight = block.getParameters().values().get(0).getArray();
        try (GradientCollector recording = engine.autograd().record()) {
            NDArray output = block.forward(store, new NDList(input), true, options.orElse(null))
                    .singletonOrThrow();
            recording.backward(output.square().sum());
            float[] gradient = weight.getGradient().toFloatArray();
            engine.autograd().clearGradients(new NDList(weight));
            return new Outcome(output.toFloatArray(), gradient);
        }
    }

    @Test
    void scaleMultipliesColumns() {
        try (NDManager manager = engine.newManager(Device.cpu())) {
            Block scale = Layers.scale(0.5);
            NDArray x = manager.arange(12f).reshape(2, 3, 2);
            scale.initialize(manager, DataType.FLOAT32, x.getShape());
            set(scale, "weight", manager.create(new float[] {2, -1}));
            float[] out = evaluate(scale, x).toFloatArray();
            assertEquals(4, out[2]);
            assertEquals(-11, out[11]);
        }
    }

    @Test
    void tokensAreThePixelsRowByRow() {
        try (NDManager manager = engine.newManager(Device.cpu())) {
            NDArray map = manager.arange(24f).reshape(1, 2, 3, 4);
            NDArray tokens = evaluate(Layers.tokens(), map);
            assertEquals(new Shape(1, 12, 2), tokens.getShape());
            assertEquals(map.getFloat(0, 1, 2, 1), tokens.getFloat(0, 9, 1));
        }
    }

    @Test
    void addedAddsTheInput() {
        try (NDManager manager = engine.newManager(Device.cpu())) {
            NDArray x = manager.create(new float[] {-2, 3}).reshape(1, 2);
            assertArrayEquals(
                    new float[] {-2, 6},
                    evaluate(Layers.added(Layers.relu()), x).toFloatArray());
        }
    }

    @ParameterizedTest
    @CsvSource({"8, 4", "7, 4", "9, 5"})
    void overlappingWindowsArePooled(int pixels, int pooled) {
        try (NDManager manager = engine.newManager(Device.cpu())) {
            Block pool = Layers.maxPool(new Window(3, 1, 2));
            NDArray map = manager.arange((float) pixels * pixels).reshape(1, 1, pixels, pixels);
            NDArray out = evaluate(pool, map);
            assertEquals(new Shape(1, 1, pooled, pooled), out.getShape());
            assertArrayEquals(new Shape[] {out.getShape()}, pool.getOutputShapes(new Shape[] {map.getShape()}));
            assertEquals(map.getFloat(0, 0, 1, 1), out.getFloat(0, 0, 0, 0));
            assertEquals(map.getFloat(0, 0, 3, 1), out.getFloat(0, 0, 1, 0));
        }
    }

    @Test
    void aLinearLayerTakesTokensAndCanHaveNoBias() {
        try (NDManager manager = engine.newManager(Device.cpu())) {
            Block linear = Layers.linear(4, 5);
            NDArray tokens = manager.randomNormal(new Shape(2, 3, 4));
            linear.initialize(manager, DataType.FLOAT32, tokens.getShape());
            NDArray out = evaluate(linear, tokens);
            assertEquals(new Shape(2, 3, 5), out.getShape());
            assertArrayEquals(evaluate(linear, tokens.reshape(6, 4)).toFloatArray(), out.toFloatArray(), 1e-6f);
            Block without = Layers.linear(4, 5, Initialization.UNIFORM, false);
            without.initialize(manager, DataType.FLOAT32, tokens.getShape());
            assertEquals(1, without.getParameters().size());
            assertEquals(0, evaluate(without, tokens.zerosLike()).abs().max().getFloat());
        }
    }

    private NDArray evaluate(Block block, NDArray input) {
        return engine.autograd().noGrad(() -> block.forward(
                        new ParameterStore(input.getManager(), false),
                        new NDList(input),
                        false,
                        ForwardMode.EVALUATION.options(engine))
                .singletonOrThrow());
    }
}
