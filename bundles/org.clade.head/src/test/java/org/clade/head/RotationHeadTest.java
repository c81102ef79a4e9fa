package org.clade.head;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import java.util.List;
import org.clade.api.backbone.FeatureShape;
import org.clade.api.engine.TensorEngine;
import org.clade.api.head.HeadRequest;
import org.clade.api.part.Settings;
import org.clade.engine.torch.TorchEngine;
import org.clade.testkit.HeadContract;
import org.junit.jupiter.api.Test;

class RotationHeadTest implements HeadContract {

    @Override
    public RotationHead part() {
        return new RotationHead();
    }

    @Override
    public TensorEngine engine() {
        return TorchEngine.start();
    }

    @Test
    void hasTheNumberOfWeightsOfTheFactsAndBeginsSmall() {
        Block block = build(new FeatureShape(512, 1, 1), false);
        try (NDManager manager = engine().newManager(Device.cpu())) {
            engine().seed(1);
            block.initialize(manager, DataType.FLOAT32, new Shape(1, 512, 1, 1));
            NDArray weight = block.getParameters().valueAt(0).getArray();
            assertEquals(new Shape(4, 512), weight.getShape());
            assertEquals(0.01, Math.sqrt(weight.square().mean().getFloat()), 5e-4);
            assertArrayEquals(
                    new float[4], block.getParameters().valueAt(1).getArray().toFloatArray());
            assertEquals(
                    2052,
                    block.getParameters().values().stream()
                            .mapToLong(parameter -> parameter.getShape().size())
                            .sum());
        }
    }

    @Test
    void readsEveryPlaceOfAMapAndNoAttention() {
        Block block = build(new FeatureShape(1, 2, 2), true);
        try (NDManager manager = engine().newManager(Device.cpu())) {
            block.initialize(manager, DataType.FLOAT32, new Shape(1, 1, 2, 2), new Shape(1, 1, 2, 2));
            engine().autograd().noGrad(() -> {
                manager.eye(4).copyTo(block.getParameters().valueAt(0).getArray());
                return null;
            });
            NDList inputs = new NDList(manager.arange(8f).reshape(2, 1, 2, 2), manager.zeros(new Shape(2, 1, 2, 2)));
            NDArray scores = engine().autograd()
                    .noGrad(() -> block.forward(new ParameterStore(manager, false), inputs, false)
                            .singletonOrThrow());
            assertArrayEquals(new float[] {0, 1, 2, 3, 4, 5, 6, 7}, scores.toFloatArray());
            assertEquals(List.of(), inputs.stream().filter(NDArray::isReleased).toList());
        }
    }

    private Block build(FeatureShape features, boolean attended) {
        return part().build(new HeadRequest(features, 10, attended, Settings.of(part(), "")));
    }
}
