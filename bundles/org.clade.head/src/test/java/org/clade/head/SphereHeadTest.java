package org.clade.head;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import org.clade.api.backbone.FeatureShape;
import org.clade.api.engine.TensorEngine;
import org.clade.api.head.HeadRequest;
import org.clade.api.part.RefusedException;
import org.clade.api.part.Settings;
import org.clade.engine.torch.TorchEngine;
import org.clade.golden.Golden;
import org.clade.testkit.HeadContract;
import org.junit.jupiter.api.Test;

class SphereHeadTest implements HeadContract {

    @Override
    public SphereHead part() {
        return new SphereHead();
    }

    @Override
    public List<String> settings() {
        return List.of("", "dimensions=7");
    }

    @Override
    public TensorEngine engine() {
        return TorchEngine.start();
    }

    @Test
    void projectsAsTheReferenceDoes() {
        Golden golden = Golden.load("label_l2__mmdc");
        Block block = build(new FeatureShape(6, 1, 1), 6, "");
        try (NDManager manager = engine().newManager(Device.cpu());
                GradientCollector recording = engine().autograd().record()) {
            NDArray raw = golden.tensor(manager, "inputs.x");
            raw.setRequiresGradient(true);
            NDArray out = throughIdentity(block, manager, raw, 6);
            NDArray loss = out.mul(golden.tensor(manager, "inputs.upstream")).sum();
            recording.backward(loss);
            golden.check("expected.out", out);
            golden.check("expected.loss", loss);
            golden.check("expected.grad.x", raw.getGradient());
        }
    }

    @Test
    void aRowOfZerosStaysAndItsNeighborsAreNotDisturbed() {
        Block block = build(new FeatureShape(2, 1, 1), 2, "");
        try (NDManager manager = engine().newManager(Device.cpu());
                GradientCollector recording = engine().autograd().record()) {
            NDArray raw = manager.create(new float[][] {{0, 0}, {3, 4}});
            raw.setRequiresGradient(true);
            NDArray out = throughIdentity(block, manager, raw, 2);
            recording.backward(
                    out.mul(manager.create(new float[][] {{1, 2}, {3, 4}})).sum());
            assertArrayEquals(new float[] {0, 0, 0.6f, 0.8f}, out.toFloatArray(), 1e-6f);
            assertArrayEquals(new float[] {1, 2, 0, 0}, raw.getGradient().toFloatArray(), 1e-6f);
        }
    }

    @Test
    void beginsWithSmallWeights() {
        Block block = build(new FeatureShape(64, 4, 4), 10, "dimensions=50");
        try (NDManager manager = engine().newManager(Device.cpu())) {
            block.initialize(manager, DataType.FLOAT32, new Shape(1, 64, 4, 4));
            float[] weights = block.getParameters().valueAt(0).getArray().toFloatArray();
            assertEquals(1024 * 50, weights.length);
            double square = 0;
            for (float weight : weights) {
                square += weight * weight;
            }
            assertEquals(0.01, Math.sqrt(square / weights.length), 1e-4);
            assertArrayEquals(
                    new float[50], block.getParameters().valueAt(1).getArray().toFloatArray());
        }
    }

    @Test
    void refusesAttention() {
        HeadRequest request = new HeadRequest(new FeatureShape(2, 3, 3), 4, true, Settings.of(part(), ""));
        assertTrue(assertThrows(RefusedException.class, () -> part().build(request))
                .getMessage()
                .contains("attention=identity"));
    }

    private Block build(FeatureShape features, int clusters, String settings) {
        return part().build(new HeadRequest(features, clusters, false, Settings.of(part(), settings)));
    }

    private NDArray throughIdentity(Block block, NDManager manager, NDArray raw, int size) {
        block.initialize(manager, DataType.FLOAT32, new Shape(raw.getShape().get(0), size, 1, 1));
        engine().autograd().noGrad(() -> {
            manager.eye(size).copyTo(block.getParameters().valueAt(0).getArray());
            return null;
        });
        NDList inputs = new NDList(raw.reshape(-1, size, 1, 1));
        return block.forward(new ParameterStore(manager, false), inputs, true).singletonOrThrow();
    }
}
