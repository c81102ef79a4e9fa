package org.clade.sweep.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** No GPU is needed: processes that only wait hold the devices. */
class DevicePoolTest {

    private static Process sleeper() throws IOException {
        return new ProcessBuilder("sleep", "600").start();
    }

    @Test
    void eachTrainingHasADeviceUntilItsProcessEnds() throws Exception {
        DevicePool pool = new DevicePool(List.of(1, 3), null);
        Process first = sleeper();
        Process second = sleeper();
        try {
            assertEquals(OptionalInt.of(1), pool.free());
            pool.assign(1, first.toHandle());
            assertEquals(OptionalInt.of(3), pool.free());
            pool.assign(3, second.toHandle());
            assertEquals(OptionalInt.empty(), pool.free());
            first.destroyForcibly().waitFor();
            assertEquals(OptionalInt.of(1), pool.free());
        } finally {
            first.destroyForcibly();
            second.destroyForcibly();
        }
    }

    @Test
    void aTrainingSeesItsDeviceAlone() {
        assertEquals(Map.of("CUDA_VISIBLE_DEVICES", "1"), new DevicePool(List.of(1), null).environment(1));
        assertEquals(Map.of("CUDA_VISIBLE_DEVICES", "1"), new DevicePool(List.of(1), " ").environment(1));
        assertEquals(
                Map.of("CUDA_VISIBLE_DEVICES", "GPU-5"),
                new DevicePool(List.of(1), "4, GPU-5").environment(1),
                "a scheduler gave this process the GPUs 4 and GPU-5");
    }

    @Test
    void withoutDevicesTrainingsChooseThemselves() {
        assertEquals(OptionalInt.empty(), DevicePool.none().free());
    }
}
