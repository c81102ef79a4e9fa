package org.clade.tests.equinox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.clade.api.data.Split;
import org.clade.api.part.RefusedException;
import org.clade.api.run.RunRequest;
import org.clade.api.run.RunService;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Combinations that cannot work are refused before an image is read: the message names both sides and a solution. */
public class MisfitTest {

    private record Misfit(String title, String variant, Map<String, String> changes, String sentence) {}

    private final RunService runs = Registry.service(RunService.class);

    @TempDir
    private Path folder;

    private static final String WITHOUT_ATTENTION = "Variant gatcluster-28 has the task %s, which asks for %s, but"
            + " attention=identity with heads %s gives %s; leave the task out or change attention or heads.";

    private static final List<Misfit> MISFITS = List.of(
            new Misfit(
                    "entropy with a head on the sphere",
                    "gatcluster-28",
                    Map.of("attention", "identity", "heads", "sphere", "targets", "", "tasks", "entropy"),
                    WITHOUT_ATTENTION.formatted("entropy", "probabilities", "sphere", "unit-vectors")),
            new Misfit(
                    "the rotation task without its head",
                    "gatcluster-28",
                    Map.of(
                            "attention", "identity",
                            "augment", "grayscale;quarter-turns",
                            "targets", "",
                            "tasks", "rotation"),
                    WITHOUT_ATTENTION.formatted("rotation", "rotations", "mlp", "probabilities")),
            new Misfit(
                    "the rotation task without quarter turns",
                    "gatcluster-28",
                    Map.of("heads", "mlp;rotation", "tasks", "entropy;rotation"),
                    "Variant gatcluster-28 has the task rotation, which learns from 4 of each image, but the operations of"
                            + " phase train (color-jitter, affine, grayscale) make 1 of each; give it a phase of its own with"
                            + " operations that make 4."),
            new Misfit(
                    "quarter turns in a phase of other tasks",
                    "gatcluster-28",
                    Map.of("augment", "grayscale;quarter-turns"),
                    "Variant gatcluster-28 has the task separability, which learns from 1 of each image, but the operations"
                            + " of phase train (grayscale, quarter-turns) make 4 of each; give it a phase of its own with"
                            + " operations that make 1."),
            new Misfit(
                    "pairwise with GATCluster's relations",
                    "gatcluster-28",
                    Map.of("attention", "identity", "heads", "restraint", "tasks", "pairwise"),
                    "Variant gatcluster-28 has the task pairwise, which learns from targets of the kind relations, but"
                            + " targets=relations provides the kinds balanced, groups, label-totals, labels, sharpened; leave"
                            + " the task out or choose other targets."),
            new Misfit(
                    "alignment without mixture",
                    "gatcluster-28",
                    Map.of("attention", "identity", "heads", "sphere", "targets", "", "tasks", "alignment"),
                    "Variant gatcluster-28 has the task alignment, which learns from targets of the kind assigned-vectors,"
                            + " but phase train has no targets; leave the task out or choose other targets."),
            new Misfit(
                    "a stage that the backbone does not have",
                    "gatcluster-spatial",
                    Map.of("stages", "0:spatial;7:spatial"),
                    "Variant gatcluster-spatial has stages=7:spatial, but backbone=vgg has the stages 0, 1, 2; write one of"
                            + " these before the colon, as in 0:spatial."),
            new Misfit(
                    "attention on one place",
                    "gatcluster-resnet",
                    Map.of("backbone", "resnet(pool=global)"),
                    "attention=gaussian(parameters=free, width=2, convolution=off) does not fit"
                            + " backbone=resnet(pool=global): gaussian needs a map of more than one position; the"
                            + " features are 512×1×1; use a larger image size, fewer layers, a backbone with a map,"
                            + " such as resnet(pool=none), or attention=identity."),
            new Misfit(
                    "scores of turns as clusters",
                    "gatcluster-28",
                    Map.of(
                            "attention", "identity",
                            "heads", "rotation",
                            "augment", "grayscale;quarter-turns",
                            "targets", "",
                            "tasks", "rotation"),
                    "Variant gatcluster-28 has the head rotation first, which gives no clusters, but the first of its"
                            + " heads (rotation) decides an image's cluster; put another head before it."));

    @TestFactory
    Stream<DynamicTest> isRefusedInWords() {
        return MISFITS.stream().map(misfit -> DynamicTest.dynamicTest(misfit.title(), () -> refused(misfit)));
    }

    private void refused(Misfit misfit) throws IOException {
        RunRequest request = RunRequest.of(misfit.variant(), "fashion-mnist-10k")
                .withChanges(misfit.changes())
                .withImages(Split.ALL, 100)
                .withRounds(OptionalInt.of(1))
                .withDevice("cpu")
                .withOut(folder);
        RefusedException refusal = assertThrows(RefusedException.class, () -> runs.start(request));
        assertEquals(misfit.sentence(), refusal.getMessage());
        try (Stream<Path> files = Files.list(folder)) {
            assertTrue(files.findAny().isEmpty(), "no run was begun");
        }
        assertTrue(runs.runs().stream().allMatch(run -> run.state().ended()));
    }
}
