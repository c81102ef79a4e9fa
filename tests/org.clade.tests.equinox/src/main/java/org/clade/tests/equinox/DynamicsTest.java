package org.clade.tests.equinox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.clade.api.data.Split;
import org.clade.api.part.RefusedException;
import org.clade.api.run.RunHandle;
import org.clade.api.run.RunReport;
import org.clade.api.run.RunRequest;
import org.clade.api.run.RunService;
import org.clade.api.run.RunState;
import org.clade.api.runtime.BundleInfo;
import org.clade.api.runtime.BundleRuntime;
import org.clade.api.variant.VariantService;
import org.clade.api.variant.VariantStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bundles of parts stop and start while a run of a variant without them trains. */
public class DynamicsTest {
    private final VariantService variants = Registry.service(VariantService.class);
    private final BundleRuntime bundles = Registry.service(BundleRuntime.class);
    private final RunService runs = Registry.service(RunService.class);

    @TempDir
    private Path folder;

    private Set<String> available() {
        return variants.list().stream()
                .filter(VariantStatus::available)
                .map(VariantStatus::name)
                .collect(Collectors.toSet());
    }

    private RunHandle train() {
        return runs.start(RunRequest.of("gatcluster-28", "fashion-mnist-10k")
                .withChanges(Map.of("batch", "100", "minibatch", "20", "epochs_per_batch", "1", "evaluate", "1"))
                .withImages(Split.ALL, 200)
                .withRounds(OptionalInt.of(4))
                .withDevice("cpu")
                .withOut(folder));
    }

    @Test
    void aRunInAnotherVariantGoesOn() throws InterruptedException {
        RunReport undisturbed = train().await();
        Set<String> before = available();
        RunHandle run = train();
        for (String name :
                List.of("org.clade.task.pairwise", "org.clade.target.mixture", "org.clade.attention.spatial")) {
            bundles.stop(name);
        }
        try {
            assertFalse(run.state().ended(), "it trains while they are stopped");
            Set<String> left = available();
            assertTrue(left.contains("gatcluster-28"));
            for (String gone : List.of("dac-star-mnist", "mmdc-mnist", "st-dac-mnist-1st", "gatcluster-spatial")) {
                assertTrue(before.contains(gone) && !left.contains(gone), gone);
            }
            VariantStatus why = variants.list().stream()
                    .filter(status -> status.name().equals("st-dac-mnist-1st"))
                    .findFirst()
                    .orElseThrow();
            assertEquals(2, why.missing().size(), why.missing()::toString);
            assertTrue(
                    why.missing()
                            .get(0)
                            .contains("The stage spatial is in bundle org.clade.attention.spatial, which is stopped"),
                    why.missing()::toString);
        } finally {
            for (String name :
                    List.of("org.clade.task.pairwise", "org.clade.target.mixture", "org.clade.attention.spatial")) {
                bundles.start(name);
            }
        }
        RunReport report = run.await();
        assertEquals(RunState.FINISHED, report.state());
        assertEquals(
                undisturbed.summary().orElseThrow().score("acc"),
                report.summary().orElseThrow().score("acc"),
                "the run is unchanged");
        assertTrue(Registry.eventually(() -> available().equals(before)));
    }

    @Test
    void whatEverythingStandsOnIsNotStopped() {
        for (String name :
                List.of("org.clade.djl", "org.apache.felix.scr", "org.clade.variant", "org.clade.engine", "0")) {
            String sentence = assertThrows(RefusedException.class, () -> bundles.stop(name))
                    .getMessage();
            assertTrue(sentence.contains(name.equals("org.clade.djl") ? "PyTorch" : "brings no parts"), sentence);
        }
        String nearest = assertThrows(RefusedException.class, () -> bundles.stop("org.clade.task.entopy"))
                .getMessage();
        assertTrue(nearest.endsWith("Did you mean org.clade.task.entropy?"), nearest);
    }

    @Test
    void aBundleSaysWhatItBrings() {
        BundleInfo head = bundles.bundles().stream()
                .filter(bundle -> bundle.name().equals("org.clade.head"))
                .findFirst()
                .orElseThrow();
        assertEquals(List.of("head mlp", "head restraint", "head rotation", "head sphere"), head.parts());
        assertTrue(head.stoppable());
    }
}
