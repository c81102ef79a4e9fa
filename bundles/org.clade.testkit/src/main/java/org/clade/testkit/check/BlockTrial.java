package org.clade.testkit.check;

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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.clade.api.engine.TensorEngine;
import org.clade.api.random.RandomStream;

/** The contract of all blocks of a network: new at each call, deterministic, finite, trainable, and freed. */
final class BlockTrial {

    private static final int IMAGES = 3;

    private final TensorEngine engine;
    private final Supplier<Block> builder;
    private final List<Shape> inputs;
    private final BiConsumer<NDList, NDList> outputs;

    /**
     * A trial.
     *
     * @param engine the tensor engine
     * @param builder builds the block
     * @param inputs the shape of each input for one image
     * @param outputs checks inputs and outputs
     */
    BlockTrial(TensorEngine engine, Supplier<Block> builder, List<Shape> inputs, BiConsumer<NDList, NDList> outputs) {
        this.engine = engine;
        this.builder = builder;
        this.inputs = inputs;
        this.outputs = outputs;
    }

    /** {@return the shapes of the outputs, in words} */
    static String shapes(NDList said) {
        return said.stream().map(output -> output.getShape().toString()).collect(Collectors.joining(" and "));
    }

    List<Check> list() {
        return List.of(
                new Check("each call builds a new block", () -> {
                    Object once = builder.get();
                    ContractViolationException.unless(once != builder.get(), "Two calls returned the same block.");
                }),
                new Check("the outputs are as announced", this::announced),
                new Check("outputs are finite, in training and in evaluation", this::finite),
                new Check("evaluation is repeatable bit for bit", this::repeatable),
                new Check("gradients reach the weights and are finite", this::trainable),
                new Check("no arrays outlive its managers", this::freed),
                new Check("a forward pass leaves no arrays with the weights", this::left));
    }

    private void announced() {
        for (boolean training : new boolean[] {true, false}) {
            try (NDManager manager = engine.newManager(Device.cpu())) {
                NDList given = inputs(manager, IMAGES, 1);
                outputs.accept(given, forward(initialized(manager), given, training));
            }
        }
    }

    private void finite() {
        for (boolean training : new boolean[] {true, false}) {
            for (float scale : new float[] {0, 1, 100}) {
                try (NDManager manager = engine.newManager(Device.cpu())) {
                    NDList said = forward(initialized(manager), inputs(manager, IMAGES, scale), training);
                    for (NDArray output : said) {
                        ContractViolationException.unless(
                                Numbers.finite(Numbers.of(output)),
                                "Outputs are not finite on inputs of magnitude %s, training %s.",
                                scale,
                                training);
                    }
                }
            }
        }
    }

    private void repeatable() {
        try (NDManager manager = engine.newManager(Device.cpu())) {
            Block block = initialized(manager);
            NDList given = inputs(manager, IMAGES, 1);
            NDList first = forward(block, given, false);
            NDList second = forward(block, given, false);
            for (int i = 0; i < first.size(); i++) {
                ContractViolationException.unless(
                        Arrays.equals(Bytes.of(first.get(i)), Bytes.of(second.get(i))),
                        "The same input gave two outputs in evaluation mode.");
            }
        }
    }

    private void trainable() {
        try (NDManager manager = engine.newManager(Device.cpu())) {
            Block block = initialized(manager);
            NDList given = inputs(manager, IMAGES, 1);
            given.forEach(input -> input.setRequiresGradient(true));
            List<Parameter> weights = new ArrayList<>(block.getParameters().values());
            weights.removeIf(parameter -> !parameter.requiresGradient());
            try (GradientCollector recording = engine.autograd().record()) {
                NDArray sum = manager.create(0f);
                NDList said = block.forward(new ParameterStore(manager, false), given, true);
                if (weights.isEmpty() && said.stream().noneMatch(NDArray::hasGradient)) {
                    return; // frozen, and computed outside the engine
                }
                for (NDArray output : said) {
                    NDArray upstream =
                            manager.create(RandomStream.of(2).gaussian((int) output.size()), output.getShape());
                    sum = sum.add(output.mul(upstream).sum());
                }
                recording.backward(sum);
            }
            boolean any = false;
            for (Parameter weight : weights) {
                float[] gradient = Numbers.of(weight.getArray().getGradient());
                any |= Numbers.largest(gradient) > 0;
                ContractViolationException.unless(
                        Numbers.finite(gradient), "The gradient of weight %s is not finite.", weight.getName());
            }
            ContractViolationException.unless(any || weights.isEmpty(), "No gradient reaches any weight.");
            ContractViolationException.unless(
                    given.stream().allMatch(input -> Numbers.finite(Numbers.of(input.getGradient()))),
                    "The gradient of the input is not finite.");
        }
    }

    private void freed() {
        try (NDManager outer = engine.newManager(Device.cpu())) {
            ArrayLeakCheck live = ArrayLeakCheck.now(outer);
            try (NDManager manager = outer.newSubManager()) {
                forward(initialized(manager), inputs(manager, IMAGES, 1), true);
            }
            live.requireNone("The block and its inputs are closed, but it leaks %s.");
        }
    }

    /** An array that is made of weights alone belongs to their manager, which lives as long as the network. */
    private void left() {
        try (NDManager manager = engine.newManager(Device.cpu())) {
            Block block = initialized(manager);
            ArrayLeakCheck live = ArrayLeakCheck.now(manager);
            for (boolean training : new boolean[] {true, false}) {
                try (NDManager batch = manager.newSubManager()) {
                    forward(block, inputs(batch, IMAGES, 1), training);
                }
            }
            live.requireNone("A forward pass leaves %s in the manager of the weights.");
        }
    }

    private Block initialized(NDManager manager) {
        Block block = builder.get();
        block.initialize(
                manager,
                DataType.FLOAT32,
                inputs.stream().map(shape -> batch(shape, IMAGES)).toArray(Shape[]::new));
        return block;
    }

    private NDList forward(Block block, NDList given, boolean training) {
        ParameterStore store = new ParameterStore(given.head().getManager(), false);
        return engine.autograd().noGrad(() -> block.forward(store, given, training));
    }

    private NDList inputs(NDManager manager, int images, float scale) {
        NDList list = new NDList();
        for (int i = 0; i < inputs.size(); i++) {
            Shape shape = batch(inputs.get(i), images);
            float[] values = RandomStream.of(4).derive(i).uniform((int) shape.size(), 0, 1);
            list.add(manager.create(values, shape).mul(scale));
        }
        return list;
    }

    private static Shape batch(Shape shape, int images) {
        return new Shape(images).addAll(shape);
    }
}
