package org.clade.engine.torch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.clade.api.engine.TensorEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GradientClearingTest {

    private final TensorEngine engine = TorchEngine.start();
    private NDManager scope;
    private NDArray weight;

    @BeforeEach
    void open() {
        scope = engine.newManager(Device.cpu());
        weight = scope.create(new float[] {1, 2, 3});
        weight.setRequiresGradient(true);
    }

    @AfterEach
    void close() {
        scope.close();
    }

    private void backward(float factor) {
        try (GradientCollector recording = engine.autograd().record()) {
            recording.backward(weight.mul(factor).sum());
        }
    }

    @Test
    void gradientsAddUpUntilTheyAreForgotten() {
        backward(2);
        backward(2);
        assertArrayEquals(new float[] {4, 4, 4}, weight.getGradient().toFloatArray());
        engine.autograd().clearGradients(new NDList(weight));
        assertArrayEquals(new float[] {0, 0, 0}, weight.getGradient().toFloatArray());
        backward(5);
        assertArrayEquals(new float[] {5, 5, 5}, weight.getGradient().toFloatArray());
    }

    @Test
    void aGradientThatWasReadBeforeStaysAsItWas() {
        backward(2);
        NDArray read = weight.getGradient();
        engine.autograd().clearGradients(new NDList(weight));
        backward(7);
        assertArrayEquals(new float[] {2, 2, 2}, read.toFloatArray());
    }

    @Test
    void whatHasNoGradientMayBeForgottenAgainAndAgain() {
        for (int i = 0; i < 1000; i++) {
            engine.autograd().clearGradients(new NDList(weight));
        }
        assertArrayEquals(new float[] {1, 2, 3}, weight.toFloatArray());
    }

    @Test
    void whatIsForgottenIsFreed() throws Exception {
        NDArray large = scope.ones(new Shape(8 << 20));
        large.setRequiresGradient(true);
        long before = 0;
        for (int i = 0; i < 60; i++) {
            try (GradientCollector recording = engine.autograd().record();
                    NDArray twice = large.mul(2);
                    NDArray sum = twice.sum()) {
                recording.backward(sum);
            }
            engine.autograd().clearGradients(new NDList(large));
            if (i == 9) {
                before = residentBytes();
            }
        }
        long grown = residentBytes() - before;
        // Fifty gradients of 32 MiB would be 1.6 GiB.
        assertTrue(grown < 256 << 20, () -> grown + " bytes more after fifty gradients");
    }

    private static long residentBytes() throws Exception {
        String statm = Files.readString(Path.of("/proc/self/statm"));
        return Long.parseLong(statm.split(" ")[1]) * 4096;
    }

    @Test
    void aFolderWithoutLibtorchHasNoSlots(@TempDir Path empty) {
        Optional<GradientClearing> slots = GradientClearing.of(empty);
        assertFalse(slots.isPresent());
    }
}
