package org.clade.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.clade.api.part.RefusedException;
import org.clade.api.sweep.WorkerRequest;
import org.clade.sweep.state.Manifest;
import org.clade.sweep.state.Trial;
import org.junit.jupiter.api.Test;

/** Which GPUs a worker shares out, on machines with none and with two. */
class WorkerDevicesTest {

    private static final List<String> TWO = List.of("cpu", "gpu:0", "gpu:1");

    private static Manifest manifest(String... options) {
        return new Manifest(
                "build", 1, 0, false, List.of(new Trial("0001", "v", "recipes/v.json", "noise", 1, List.of(options))));
    }

    private static void of(List<String> present, int jobs, Manifest manifest, String... asked) {
        new WorkerDevices(() -> present).of(new WorkerRequest(Path.of("s"), jobs, List.of(asked), false), manifest);
    }

    private static String refused(List<String> present, int jobs, Manifest manifest, String... asked) {
        return assertThrows(RefusedException.class, () -> of(present, jobs, manifest, asked))
                .getMessage();
    }

    @Test
    void everyTrialAtOnceNeedsAGpuOfItsOwn() {
        of(TWO, 2, manifest(), "auto");
        of(TWO, 1, manifest(), "gpu:1");
        of(List.of("cpu"), 2, manifest(), "auto");
        assertEquals(
                "3 trials at once need a GPU each, and there are 2 (gpu:0, gpu:1); give a smaller --jobs.",
                refused(TWO, 3, manifest(), "auto"));
        assertTrue(refused(TWO, 2, manifest(), "gpu:0").contains("there are 1"));
    }

    @Test
    void missingAndWrongDevicesAreRefused() {
        assertTrue(refused(TWO, 1, manifest(), "gpu:2").contains("gpu:0, gpu:1"));
        assertTrue(refused(List.of("cpu"), 1, manifest(), "gpu:0").contains("no GPU"));
        assertTrue(refused(TWO, 1, manifest(), "cpu").contains("“cpu”"));
        assertTrue(refused(TWO, 1, manifest(), "gpu:0", "gpu:0").contains("twice"));
        assertTrue(refused(TWO, 1, manifest("--device", "gpu:0"), "auto").contains("--device"));
    }

    @Test
    void theEngineIsAskedOnlyIfDevicesAreSharedOut() {
        new WorkerDevices(() -> {
                    throw new AssertionError("loading the engine takes seconds");
                })
                .of(new WorkerRequest(Path.of("s"), 1, List.of(), false), manifest());
    }
}
