package org.clade.engine.torch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import org.clade.api.engine.TensorEngine;
import org.junit.jupiter.api.Test;

class PreemptiveCollectorTest {

    private static final int STEPS = 2000;
    private static final int GARBAGE = 1 << 20;

    private final TensorEngine engine = TorchEngine.start();

    private static long collections() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionCount)
                .sum();
    }

    @Test
    void nothingIsCollectedInTheMiddleOfAStep() {
        long before = collections();
        try (NDManager manager = engine.newManager(Device.cpu())) {
            NDArray x = manager.ones(new Shape(2));
            x.setRequiresGradient(true);
            for (int step = 0; step < STEPS; step++) {
                try (NDManager scope = manager.newSubManager();
                        GradientCollector recording = engine.autograd().record()) {
                    long atStart = collections();
                    NDArray loss = x.mul(3f).sum();
                    loss.attach(scope);
                    byte[] garbage = new byte[GARBAGE];
                    garbage[step] = 1;
                    ByteBuffer.allocateDirect(4).putFloat(0, 1e9f);
                    recording.backward(loss);
                    assertEquals(
                            atStart, collections(), () -> "a collection in a step of " + garbage.length + " bytes");
                }
            }
            NDArray gradient = x.getGradient();
            gradient.attach(manager);
            assertArrayEquals(new float[] {3 * STEPS, 3 * STEPS}, gradient.toFloatArray());
        }
        assertTrue(collections() > before, "so much garbage must have been collected between the steps");
    }
}
