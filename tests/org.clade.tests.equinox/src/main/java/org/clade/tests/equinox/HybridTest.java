package org.clade.tests.equinox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.clade.api.data.ImageShape;
import org.clade.api.data.Split;
import org.clade.api.engine.ForwardMode;
import org.clade.api.engine.TensorEngine;
import org.clade.api.random.RandomStream;
import org.clade.api.run.RunReport;
import org.clade.api.run.RunRequest;
import org.clade.api.run.RunService;
import org.clade.api.run.RunState;
import org.clade.api.variant.Network;
import org.clade.api.variant.VariantLease;
import org.clade.api.variant.VariantService;
import org.clade.api.variant.VariantStatus;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Variants with parts of several methods train: one epoch on a few images, then checks of the files and the weights. */
public class HybridTest {
    private static final ImageShape GRAY_28 = new ImageShape(1, 28, 28);
    private static final int SEED = 5;
    private static final Map<String, String> SHORT = Map.of(
            "batch",
            "64",
            "minibatch",
            "32",
            "epochs_per_batch",
            "1",
            "updates_per_minibatch",
            "1",
            "inference_batch",
            "32",
            "evaluate",
            "0");

    private final VariantService variants = Registry.service(VariantService.class);
    private final RunService runs = Registry.service(RunService.class);
    private final TensorEngine engine = Registry.service(TensorEngine.class);

    @TempDir
    private Path folder;

    private List<String> hybrids() {
        return variants.list().stream()
                .filter(variant -> variant.method().equals("hybrid"))
                .map(VariantStatus::name)
                .toList();
    }

    @Test
    void thereAreThree() {
        assertEquals(List.of("dac-star-rotation", "gatcluster-resnet", "gatcluster-spatial"), hybrids());
    }

    @TestFactory
    Stream<DynamicTest> trains() {
        return hybrids().stream().map(name -> DynamicTest.dynamicTest(name, () -> train(name)));
    }

    private void train(String name) throws IOException, InterruptedException {
        RunReport report = runs.start(RunRequest.of(name, "fashion-mnist-10k")
                        .withChanges(SHORT)
                        .withImages(Split.ALL, 128)
                        .withSeed(SEED)
                        .withEpochs(OptionalInt.of(1))
                        .withDevice("cpu")
                        .withOut(folder))
                .await();
        assertEquals("", report.failure());
        assertEquals(RunState.FINISHED, report.state());

        List<String> rows = Files.readAllLines(report.folder().resolve("metrics.csv"));
        List<String> columns = Arrays.asList(rows.get(0).split(",", -1));
        String[] last = rows.get(rows.size() - 1).split(",", -1);
        assertEquals(3, rows.size(), () -> "header, untrained, trained: " + rows);
        assertEquals("1", last[columns.indexOf("epoch")]);
        List<String> losses =
                columns.stream().filter(column -> column.startsWith("loss")).toList();
        assertTrue(losses.size() > 2, columns::toString);
        losses.forEach(loss -> assertTrue(
                Double.isFinite(Double.parseDouble(last[columns.indexOf(loss)])), () -> loss + " in " + rows));
        everyWeightMoved(name, report.folder());
    }

    /** The seed gives the network before the run again; the checkpoint has the network after it. */
    private void everyWeightMoved(String name, Path run) throws IOException {
        long weights = RandomStream.of(SEED).derive("weights").seed();
        try (VariantLease use = variants.use(name, SHORT);
                NDManager manager = engine.newManager(Device.cpu());
                Network before = use.variant().network(GRAY_28, 10, manager, weights);
                Network after = use.variant().network(GRAY_28, 10, manager, weights)) {
            load(after, run);
            List<String> still = new ArrayList<>();
            for (int i = 0; i < before.weights().size(); i++) {
                NDArray weight = before.weights().get(i);
                float change = after.weights()
                        .get(i)
                        .stopGradient()
                        .sub(weight.stopGradient())
                        .abs()
                        .max()
                        .getFloat();
                assertTrue(change < 0.2, () -> weight.getName() + " is another network's");
                if (change == 0) {
                    still.add(weight.getName());
                }
            }
            assertEquals(List.of(), still, "weights that did not move");
        }
    }

    private static void load(Network network, Path run) throws IOException {
        try (Stream<Path> checkpoints = Files.list(run.resolve("checkpoints"));
                ZipFile zip = new ZipFile(
                        checkpoints.max(Comparator.naturalOrder()).orElseThrow().toFile());
                InputStream saved = zip.getInputStream(zip.getEntry("network"))) {
            network.load(saved);
        }
    }

    @Test
    void theTransformerInGatclustersBackboneCanBeLookedAt() {
        try (VariantLease use = variants.use("gatcluster-spatial", Map.of());
                NDManager manager = engine.newManager(Device.cpu());
                Network network = use.variant().network(GRAY_28, 10, manager, 1)) {
            Shape shape = new Shape(2, 1, 28, 28);
            assertEquals(
                    shape,
                    network.transformed(manager.ones(shape), ForwardMode.EVALUATION)
                            .orElseThrow()
                            .getShape());
        }
    }
}
