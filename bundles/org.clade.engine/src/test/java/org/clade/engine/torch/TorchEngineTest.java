package org.clade.engine.torch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.clade.api.engine.EngineInfo;
import org.clade.api.engine.TensorEngine;
import org.clade.api.engine.TensorOperators.Padding;
import org.clade.api.engine.TensorOperators.Sampling;
import org.clade.api.part.RefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TorchEngineTest {

    private final TensorEngine engine = TorchEngine.start();

    @Test
    void startsOnceInAJvm() {
        assertSame(engine.operators(), TorchEngine.start().operators());
    }

    @Test
    void saysWhatComputes() {
        EngineInfo info = engine.info();
        assertTrue(info.name().startsWith("PyTorch 2."), info.name());
        assertFalse(info.djl().isBlank());
        assertEquals("cpu", info.devices().get(0));
        assertTrue(info.threads() >= 1);
        assertTrue(Files.exists(info.natives().folder().resolve(System.mapLibraryName("torch"))));
        assertTrue(info.natives().loadSeconds() > 0);
    }

    @Test
    void telemetryAndDownloadsAreOff() {
        assertEquals("true", System.getProperty("OPT_OUT_TRACKING"));
        assertEquals("true", System.getProperty("ai.djl.offline"));
    }

    @Test
    void givesTheDeviceThatWasAskedFor() {
        assertEquals(Device.cpu(), engine.device("cpu"));
        assertTrue(engine.info().devices().size() > 1 || engine.device("auto").equals(Device.cpu()));
    }

    @Test
    void refusesADeviceThatIsNotThere() {
        RefusedException refused = assertThrows(RefusedException.class, () -> engine.device("gpu:517"));
        assertTrue(refused.getMessage().contains("“gpu:517”"), refused.getMessage());
        assertTrue(refused.getMessage().contains("this machine offers cpu"), refused.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"tpu", "", "gpu:", "gpu:-1", "cpu:0", "CPU", "gpu:1234567890123"})
    void refusesADeviceThatDoesNotExist(String wish) {
        RefusedException refused = assertThrows(RefusedException.class, () -> engine.device(wish));
        assertTrue(refused.getMessage().contains("auto, cpu, gpu and gpu:<number>"), refused.getMessage());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, -7, 1L << 40})
    void theSameSeedGivesTheSameNumbers(long seed) {
        float[] first = draw(seed);
        assertArrayEquals(first, draw(seed));
        assertFalse(Arrays.equals(first, draw(seed + 1)));
    }

    private float[] draw(long seed) {
        engine.seed(seed);
        try (NDManager manager = engine.newManager(Device.cpu())) {
            return manager.randomNormal(new Shape(16)).toFloatArray();
        }
    }

    @Test
    void recordsOnlyWhereAskedTo() {
        try (NDManager manager = engine.newManager(Device.cpu())) {
            NDArray weight = manager.ones(new Shape(2));
            weight.setRequiresGradient(true);
            try (GradientCollector recording = engine.autograd().record()) {
                NDArray unrecorded =
                        engine.autograd().noGrad(() -> weight.mul(2).sum());
                assertThrows(EngineException.class, () -> recording.backward(unrecorded));
                recording.backward(weight.mul(2).sum());
            }
            assertArrayEquals(new float[] {2, 2}, weight.getGradient().toFloatArray());
        }
    }

    /** libtorch's switch is the thread's, and a new thread has it on. */
    @Test
    void withoutGradientsHoldsInEveryThread() {
        try (NDManager manager = engine.newManager(Device.cpu())) {
            NDArray weight = manager.ones(new Shape(2));
            weight.setRequiresGradient(true);
            CompletableFuture<NDArray> elsewhere = CompletableFuture.supplyAsync(
                    () -> engine.autograd().noGrad(() -> weight.mul(2).sum()), work -> new Thread(work).start());
            NDArray unrecorded = elsewhere.join();
            try (GradientCollector recording = engine.autograd().record()) {
                assertThrows(EngineException.class, () -> recording.backward(unrecorded));
            }
        }
    }

    @Test
    void refusesASecondRecordingAndStaysUsable() {
        GradientCollector recording = engine.autograd().record();
        IllegalStateException refused = assertThrows(IllegalStateException.class, engine.autograd()::record);
        recording.close();
        assertTrue(refused.getMessage().contains("one training step at a time"), refused.getMessage());
        engine.autograd().record().close();
    }

    /** 220 calls that would leave 7 MB each. */
    @Test
    void leavesNothingBehind() {
        try (NDManager outer = engine.newManager(Device.cpu())) {
            NDArray images = outer.ones(new Shape(8, 4, 128, 128));
            for (int call = 0; call < 20; call++) {
                sample(outer, images);
            }
            long before = memory();
            int arrays = outer.getManagedArrays().size();
            for (int call = 0; call < 200; call++) {
                sample(outer, images);
            }
            assertEquals(arrays, outer.getManagedArrays().size());
            long grown = memory() - before;
            assertTrue(grown < 200L << 20, "grew by " + (grown >> 20) + " MB");
        }
    }

    private void sample(NDManager outer, NDArray images) {
        try (NDManager step = outer.newSubManager()) {
            NDArray inputs = images.duplicate();
            inputs.attach(step);
            NDArray grid = step.zeros(new Shape(8, 64, 64, 2));
            NDArray half = engine.operators().toBfloat16(inputs);
            NDArray full = engine.operators().toFloat32(half);
            engine.operators()
                    .gridSample(engine.operators().channelsLast(full), grid, Sampling.BILINEAR, Padding.BORDER, false);
        }
    }

    private static long memory() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getCommittedVirtualMemorySize();
    }
}
