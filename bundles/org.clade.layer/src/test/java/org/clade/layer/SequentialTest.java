package org.clade.layer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.nn.SequentialBlock;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import ai.djl.util.Pair;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import org.clade.api.engine.TensorEngine;
import org.clade.engine.torch.TorchEngine;
import org.junit.jupiter.api.Test;

class SequentialTest {

    private static final Shape IMAGES = new Shape(3, 2, 8, 8);

    private final TensorEngine engine = TorchEngine.start();

    @Test
    void freesWhatLiesBetweenItsBlocks() {
        try (NDManager manager = engine.newManager(Device.cpu())) {
            Sequential chain = network();
            chain.initialize(manager, DataType.FLOAT32, IMAGES);
            for (boolean training : new boolean[] {false, true}) {
                try (NDManager step = manager.newSubManager();
                        GradientCollector recording = engine.autograd().record()) {
                    NDArray images = step.ones(IMAGES);
                    NDArray out = forward(chain, step, images, training);
                    assertEquals(2, step.getManagedArrays().size(), "input and output, nothing else");
                    assertEquals(3 * 5 * 3 * 3, out.toFloatArray().length);
                    assertEquals(images.size(), images.toFloatArray().length, "the input is the caller's");
                    if (training) {
                        recording.backward(out.sum());
                    }
                }
            }
        }
    }

    @Test
    void hasTheGradientsOfAnOrdinarySequence() {
        try (NDManager manager = engine.newManager(Device.cpu())) {
            engine.seed(3);
            Sequential chain = network();
            chain.initialize(manager, DataType.FLOAT32, IMAGES);
            SequentialBlock sequence = new SequentialBlock();
            engine.seed(3);
            sequence.addAll(network().getChildren().values());
            sequence.initialize(manager, DataType.FLOAT32, IMAGES);
            NDArray images = manager.randomNormal(IMAGES);
            List<float[]> expected = gradients(sequence, manager, images);
            List<float[]> actual = gradients(chain, manager, images);
            assertEquals(expected.size(), actual.size());
            for (int i = 0; i < expected.size(); i++) {
                assertArrayEquals(expected.get(i), actual.get(i));
            }
        }
    }

    @Test
    void anEmptyChainReturnsItsInput() {
        try (NDManager manager = engine.newManager(Device.cpu())) {
            Sequential chain = new Sequential();
            chain.initialize(manager, DataType.FLOAT32, IMAGES);
            NDArray images = manager.ones(IMAGES);
            assertSame(images, forward(chain, manager, images, false));
            assertArrayEquals(new Shape[] {IMAGES}, chain.getOutputShapes(new Shape[] {IMAGES}));
        }
    }

    @Test
    void isSavedAndLoaded() throws IOException, MalformedModelException {
        try (NDManager manager = engine.newManager(Device.cpu())) {
            Sequential chain = network();
            chain.initialize(manager, DataType.FLOAT32, IMAGES);
            NDArray images = manager.randomNormal(IMAGES);
            engine.autograd().noGrad(() -> forward(chain, manager, images, true)); // moves the running statistics
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            chain.saveParameters(new DataOutputStream(bytes));
            Sequential loaded = network();
            loaded.loadParameters(manager, new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
            assertArrayEquals(
                    engine.autograd()
                            .noGrad(() -> forward(chain, manager, images, false))
                            .toFloatArray(),
                    engine.autograd()
                            .noGrad(() -> forward(loaded, manager, images, false))
                            .toFloatArray());
        }
    }

    private static Sequential network() {
        return Layers.convolutionWithBatchNorm(2, 4, 3, 0)
                .then("relu", Layers.relu())
                .then("pool", Layers.maxPool())
                .then("unit", Layers.convolutionWithBatchNorm(4, 5, 1, 0).then("sigmoid", Layers.sigmoid()));
    }

    private static NDArray forward(Sequential chain, NDManager manager, NDArray images, boolean training) {
        return chain.forward(new ParameterStore(manager, false), new NDList(images), training)
                .singletonOrThrow();
    }

    private List<float[]> gradients(ai.djl.nn.Block block, NDManager manager, NDArray images) {
        try (NDManager step = manager.newSubManager();
                GradientCollector recording = engine.autograd().record()) {
            NDArray out = block.forward(new ParameterStore(step, false), new NDList(images), true)
                    .singletonOrThrow();
            recording.backward(out.square().sum());
        }
        return block.getParameters().stream()
                .map(Pair::getValue)
                .filter(Parameter::requiresGradient)
                .map(parameter -> {
                    try (NDArray gradient = parameter.getArray().getGradient()) {
                        return gradient.toFloatArray();
                    }
                })
                .toList();
    }
}
