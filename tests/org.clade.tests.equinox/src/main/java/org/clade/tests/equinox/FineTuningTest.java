package org.clade.tests.equinox;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
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
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
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
import org.clade.api.signal.Signal;
import org.clade.api.variant.Network;
import org.clade.api.variant.VariantLease;
import org.clade.api.variant.VariantService;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Training changes a network with pretrained weights if it is trainable, and leaves it as it is if it is frozen. */
public class FineTuningTest {
    private static final String VARIANT = "gatcluster-pretrained";
    private static final int PIXELS = 32;
    private static final String IMAGES = "noise(images=40, size=32, channels=3)";
    private static final int SEED = 7;

    private final VariantService variants = Registry.service(VariantService.class);
    private final RunService runs = Registry.service(RunService.class);
    private final TensorEngine engine = Registry.service(TensorEngine.class);

    @TempDir
    private Path folder;

    /** {@return a file of weights among the golden values} */
    static String weights(String name) {
        return Path.of(System.getProperty("clade.golden"), name).toString();
    }

    @TestFactory
    Stream<DynamicTest> trainingChangesWhatIsTrainable() {
        return Map.of(
                        "torchvision-resnet(weights=%s)", "resnet_basic.safetensors",
                        "vit(weights=%s, heads=3)", "vit_r2_timm.safetensors")
                .entrySet()
                .stream()
                .map(entry -> DynamicTest.dynamicTest(
                        entry.getKey(), () -> check(entry.getKey().formatted(weights(entry.getValue())))));
    }

    private void check(String backbone) throws IOException, InterruptedException {
        float[][] frozen = features(backbone, false);
        assertArrayEquals(frozen[0], frozen[1]);
        String trainable = backbone.replace(")", ", frozen=off)");
        float[][] learned = features(trainable, true);
        float change = 0;
        for (int i = 0; i < learned[0].length; i++) {
            change = Math.max(change, Math.abs(learned[0][i] - learned[1][i]));
        }
        assertTrue(change > 1e-4, "largest change of a feature " + change);
    }

    /** The features of the same images before and after training. */
    private float[][] features(String backbone, boolean trainable) throws IOException, InterruptedException {
        Map<String, String> changes = new HashMap<>(Map.of(
                "backbone", backbone,
                "size", String.valueOf(PIXELS),
                "batch", "20",
                "minibatch", "10",
                "epochs_per_batch", "1",
                "inference_batch", "20",
                "optimizer", "adam(lr=1e-2)",
                "evaluate", "0"));
        RunReport report = runs.start(RunRequest.of(VARIANT, IMAGES)
                        .withChanges(changes)
                        .withImages(Split.ALL, 40)
                        .withSeed(SEED)
                        .withEpochs(OptionalInt.of(1))
                        .withDevice("cpu")
                        .withOut(folder.resolve("runs")))
                .await();
        assertEquals("", report.failure());
        assertEquals(RunState.FINISHED, report.state());
        long weights = RandomStream.of(SEED).derive("weights").seed();
        try (VariantLease use = variants.use(VARIANT, changes);
                NDManager manager = engine.newManager(Device.cpu());
                Network network = use.variant().network(new ImageShape(3, PIXELS, PIXELS), 10, manager, weights)) {
            assertEquals(
                    trainable,
                    network.weights().stream()
                            .anyMatch(weight -> weight.getName().startsWith("0.")),
                    "trainable weights of the backbone");
            float[] before = features(network, manager);
            load(network, report.folder());
            return new float[][] {before, features(network, manager)};
        }
    }

    private float[] features(Network network, NDManager manager) {
        return engine.autograd().noGrad(() -> {
            NDArray images = manager.create(
                    RandomStream.of(3).uniform(2 * 3 * PIXELS * PIXELS, -1, 1), new Shape(2, 3, PIXELS, PIXELS));
            return network.predict(images, Set.of(Signal.FEATURES), ForwardMode.EVALUATION)
                    .get(Signal.FEATURES)
                    .toFloatArray();
        });
    }

    private static void load(Network network, Path run) throws IOException {
        try (Stream<Path> checkpoints = Files.list(run.resolve("checkpoints"));
                ZipFile zip = new ZipFile(
                        checkpoints.max(Comparator.naturalOrder()).orElseThrow().toFile());
                InputStream saved = zip.getInputStream(zip.getEntry("network"))) {
            network.load(saved);
        }
    }
}
