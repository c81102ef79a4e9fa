package org.clade.testkit.check;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.clade.api.attention.AttentionRequest;
import org.clade.api.attention.StageAttention;
import org.clade.api.backbone.FeatureShape;
import org.clade.api.engine.TensorEngine;
import org.clade.api.part.RefusedException;
import org.clade.api.part.Settings;
import org.clade.api.random.RandomStream;

/**
 * The contract of attention modules between stages: a map of the same shape, an unchanged and open input, and a refusal
 * in words if maps are too small.
 */
public final class StageAttentionChecks {

    private static final int IMAGES = 3;

    private final StageAttention attention;
    private final Settings settings;
    private final TensorEngine engine;
    private final FeatureShape map;

    /**
     * The checks of a module on maps of 3×8×12.
     *
     * @param attention the module
     * @param settings its options
     * @param engine the tensor engine
     */
    public StageAttentionChecks(StageAttention attention, Settings settings, TensorEngine engine) {
        this(attention, settings, engine, new FeatureShape(3, 8, 12));
    }

    /**
     * The checks of a module.
     *
     * @param attention the module
     * @param settings its options
     * @param engine the tensor engine
     * @param map a map that it accepts
     */
    public StageAttentionChecks(StageAttention attention, Settings settings, TensorEngine engine, FeatureShape map) {
        this.attention = attention;
        this.settings = settings;
        this.engine = engine;
        this.map = map;
    }

    /** {@return the checks, not run yet} */
    public List<Check> list() {
        List<Check> checks = new ArrayList<>();
        checks.add(new Check("maps that are too small are refused in words", this::refused));
        checks.add(
                new Check("the input stays unchanged and open, and the output does not need it", this::leavesTheInput));
        checks.addAll(new BlockTrial(
                        engine,
                        this::build,
                        List.of(new Shape(map.channels(), map.height(), map.width())),
                        (given, said) -> ContractViolationException.unless(
                                said.size() == 1
                                        && said.head()
                                                .getShape()
                                                .equals(given.head().getShape()),
                                "It should return a map of shape %s but returns %s.",
                                given.head().getShape(),
                                BlockTrial.shapes(said)))
                .list());
        return checks;
    }

    private Block build() {
        return attention.build(new AttentionRequest(map, settings));
    }

    private void refused() {
        try {
            attention.build(new AttentionRequest(new FeatureShape(map.channels(), 1, 1), settings));
        } catch (RefusedException e) {
            ContractViolationException.unless(
                    !e.getMessage().isBlank(), "It refuses maps of one position without a message.");
        }
    }

    private void leavesTheInput() {
        try (NDManager manager = engine.newManager(Device.cpu())) {
            Shape shape = new Shape(IMAGES, map.channels(), map.height(), map.width());
            Block block = build();
            block.initialize(manager, DataType.FLOAT32, shape);
            NDArray input = manager.create(RandomStream.of(4).uniform((int) shape.size(), 0, 1), shape);
            byte[] before = Bytes.of(input);
            NDArray output = engine.autograd()
                    .noGrad(() -> block.forward(new ParameterStore(manager, false), new NDList(input), false)
                            .head());
            ContractViolationException.unless(!input.isReleased(), "The input is closed.");
            ContractViolationException.unless(Arrays.equals(before, Bytes.of(input)), "The input is changed.");
            byte[] said = Bytes.of(output);
            if (output != input) {
                input.close();
                ContractViolationException.unless(
                        !output.isReleased() && Arrays.equals(said, Bytes.of(output)),
                        "The output is closed with the input.");
            }
        }
    }
}
