package org.clade.tests.equinox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.clade.api.data.ImageShape;
import org.clade.api.engine.ForwardMode;
import org.clade.api.engine.TensorEngine;
import org.clade.api.part.RefusedException;
import org.clade.api.signal.Predictions;
import org.clade.api.signal.Signal;
import org.clade.api.variant.Network;
import org.clade.api.variant.Recipe;
import org.clade.api.variant.VariantLease;
import org.clade.api.variant.VariantService;
import org.clade.api.variant.VariantStatus;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;

/** Variants exist while their parts exist and fit together; a use can change a variant. */
public class VariantTest {
    private static final ImageShape GRAY_28 = new ImageShape(1, 28, 28);

    private final VariantService variants = Registry.service(VariantService.class);
    private final TensorEngine engine = Registry.service(TensorEngine.class);

    private VariantStatus status(String name) {
        return variants.list().stream()
                .filter(variant -> variant.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @TestFactory
    Stream<DynamicTest> everyShippedVariantIsAvailableAndItsPartsFit() {
        return variants.list().stream()
                .map(status -> DynamicTest.dynamicTest(status.name(), () -> {
                    assertTrue(status.available(), () -> status.missing().toString());
                    Recipe recipe = variants.recipe(status.name());
                    try (VariantLease use = variants.use(status.name(), files(status.name()))) {
                        use.variant().check(input(recipe), recipe.architecture().clusters());
                    }
                }));
    }

    private static ImageShape input(Recipe recipe) {
        int size = recipe.architecture().size();
        return recipe.architecture().backbone().id().equals("features")
                ? ImageShape.vector(24)
                : new ImageShape(3, size, size);
    }

    /** The files that a recipe leaves to the user. */
    private static Map<String, String> files(String name) {
        return name.equals("gatcluster-pretrained")
                ? Map.of("backbone.weights", FineTuningTest.weights("resnet_basic.safetensors"))
                : Map.of();
    }

    @Test
    void theConfiguratorLeavesNoStateBehind() {
        assertFalse(variants.list().isEmpty());
        Bundle configurator = Registry.bundle("org.clade.configurator");
        assertFalse(configurator.getDataFile("state.ser").exists());
        assertTrue(configurator.getDataFile("binaries").exists(), "where it would be");
    }

    @Test
    void bothReadingsOfGatclusterAreShipped() {
        List<String> names = variants.list().stream().map(VariantStatus::name).toList();
        for (String data : List.of(
                "stl10",
                "imagenet10-96",
                "imagenet10-128",
                "imagenet10-160",
                "imagenet10-192",
                "imagenet-dog",
                "cifar10",
                "cifar100-20",
                "28")) {
            assertTrue(names.contains("gatcluster-" + data), names::toString);
            assertTrue(names.contains("gatcluster-" + data + "-paper"), names::toString);
        }
    }

    @Test
    void bothReadingsOfDacAreShipped() {
        List<String> names = variants.list().stream().map(VariantStatus::name).toList();
        for (String data : List.of("mnist", "cifar10", "cifar100-20", "stl10", "imagenet10", "imagenet-dog")) {
            for (String method : List.of("dac-star-", "dac-")) {
                assertTrue(names.contains(method + data), names::toString);
                assertTrue(names.contains(method + data + "-paper"), names::toString);
            }
        }
    }

    @Test
    void theReleasedNetworksHaveTheirNumberOfParameters() {
        assertEquals(446_646, parameters("dac-star-mnist", 28));
        assertEquals(262_498, parameters("dac-star-cifar10", 32));
        assertEquals(447_394, parameters("dac-cifar10", 32));
        assertEquals(1_925_909, parameters("gatcluster-stl10", 96));
        assertEquals(3_106_963, parameters("gatcluster-imagenet10-128", 128));
    }

    private long parameters(String name, int size) {
        try (VariantLease use = variants.use(name, Map.of());
                NDManager manager = engine.newManager(Device.cpu());
                Network network = use.variant().network(new ImageShape(3, size, size), 10, manager, 1)) {
            return network.parameters();
        }
    }

    @Test
    void aVariantGoesWithItsPartAndComesBack() throws BundleException, InterruptedException {
        Bundle bundle = Registry.bundle("org.clade.task.separability");
        assertTrue(status("gatcluster-28").available());
        bundle.stop();
        try {
            assertTrue(Registry.eventually(() -> !status("gatcluster-28").available()));
            String why = String.join("\n", status("gatcluster-28").missing());
            assertTrue(
                    why.startsWith(
                            "The task separability is in bundle org.clade.task.separability, which is stopped; start it"
                                    + " with “bundle:start org.clade.task.separability”, or choose another task: "),
                    why);
            assertTrue(why.contains("invariance, "), why);
            assertFalse(why.contains(": separability") || why.contains(", separability"), why);
            RefusedException refusal =
                    assertThrows(RefusedException.class, () -> variants.use("gatcluster-28", Map.of()));
            assertTrue(refusal.getMessage().contains("org.clade.task.separability"), refusal::getMessage);
            try (VariantLease without = variants.use("gatcluster-28", Map.of("tasks", "invariance=5;entropy=3"))) {
                assertEquals(2, without.variant().phases().get(0).tasks().size());
            }
        } finally {
            bundle.start();
        }
        assertTrue(Registry.eventually(() -> status("gatcluster-28").available()));
    }

    @Test
    void aChangedVariantExistsWhileItIsUsed() throws InterruptedException {
        assertTrue(Registry.eventually(() -> temporary() == 0), "those of other tests");
        try (VariantLease use = variants.use("gatcluster-28", Map.of("attention", "conv", "batch", "200"))) {
            assertEquals(
                    "conv", use.variant().recipe().architecture().attention().id());
            assertEquals("gatcluster-28", use.variant().recipe().name());
            assertEquals(200, use.variant().phases().get(0).recipe().batch());
            assertEquals(1, temporary());
            assertFalse(variants.list().stream().anyMatch(v -> v.name().startsWith("gatcluster-28-1")));
        }
        assertTrue(Registry.eventually(() -> temporary() == 0));
    }

    /** {@return the variants that exist while they are in use} */
    private static int temporary() {
        return Registry.references("(&(clade.variant=*)(clade.temporary=*))").size();
    }

    @Test
    void aShippedVariantIsAConfigurationOnlyWhileItIsUsedAndGoesWithItsPart() throws Exception {
        assertTrue(Registry.eventually(() -> temporary() == 0), "those of other tests");
        assertTrue(Registry.references("(clade.variant=gatcluster-28)").isEmpty());
        Bundle bundle = Registry.bundle("org.clade.task.separability");
        try (VariantLease use = variants.use("gatcluster-28", Map.of())) {
            assertEquals(1, temporary());
            assertEquals("gatcluster-28", use.variant().recipe().name());
            bundle.stop();
            assertTrue(Registry.eventually(() -> use.present().isEmpty()), "its component is deactivated");
            bundle.start();
            assertTrue(Registry.eventually(() -> use.present().isPresent()), "and comes back");
        } finally {
            bundle.start();
        }
        assertTrue(Registry.eventually(() -> temporary() == 0));
    }

    @Test
    void noAttentionIsOneTaskFewerAndForgettingThatIsRefused() {
        try (VariantLease use = variants.use("gatcluster-28", Map.of("attention", "identity"))) {
            RefusedException refusal =
                    assertThrows(RefusedException.class, () -> use.variant().check(GRAY_28, 10));
            assertTrue(refusal.getMessage().contains("attended-probabilities"), refusal::getMessage);
            assertTrue(refusal.getMessage().contains("attention=identity"), refusal::getMessage);
        }
        Map<String, String> noAm = Map.of("attention", "identity", "tasks", "separability=1;invariance=5;entropy=3");
        try (VariantLease use = variants.use("gatcluster-28", noAm)) {
            use.variant().check(GRAY_28, 10);
        }
    }

    @Test
    void wrongNamesAreAnsweredWithTheNearest() {
        assertRefused("Did you mean gatcluster-28?", "gatcluster-82", Map.of());
        assertRefused("Did you mean gaussian?", "gatcluster-28", Map.of("attention", "gausian"));
        assertRefused("Did you mean epochs_per_batch?", "gatcluster-28", Map.of("epochs_per_bach", "2"));
        try (VariantLease use = variants.use("gatcluster-28", Map.of("attention", "gaussian(widht=1)"))) {
            RefusedException refusal =
                    assertThrows(RefusedException.class, () -> use.variant().check(GRAY_28, 10));
            assertTrue(refusal.getMessage().endsWith("Did you mean width?"), refusal::getMessage);
        }
    }

    private void assertRefused(String end, String name, Map<String, String> changes) {
        RefusedException refusal = assertThrows(RefusedException.class, () -> variants.use(name, changes));
        assertTrue(refusal.getMessage().contains(end), refusal::getMessage);
    }

    @Test
    void imagesThatAreTooSmallAreRefusedBeforeAnythingIsBuilt() {
        try (VariantLease use = variants.use("gatcluster-stl10", Map.of())) {
            RefusedException refusal =
                    assertThrows(RefusedException.class, () -> use.variant().check(GRAY_28, 10));
            assertTrue(refusal.getMessage().contains("28×28"), refusal::getMessage);
        }
    }

    @Test
    void theSameSeedGivesTheSameNetworkAndWeightsCanBeSaved() throws IOException {
        try (VariantLease use = variants.use("gatcluster-28", Map.of());
                NDManager manager = engine.newManager(Device.cpu());
                Network first = use.variant().network(GRAY_28, 10, manager, 7);
                Network same = use.variant().network(GRAY_28, 10, manager, 7);
                Network other = use.variant().network(GRAY_28, 10, manager, 8)) {
            NDArray images = manager.ones(new Shape(3, 1, 28, 28)).muli(0.5f);
            float[] expected = labels(first, images);
            assertEquals(List.of(box(expected)), List.of(box(labels(same, images))));
            assertFalse(box(expected).equals(box(labels(other, images))));

            ByteArrayOutputStream saved = new ByteArrayOutputStream();
            first.save(saved);
            other.load(new ByteArrayInputStream(saved.toByteArray()));
            assertEquals(box(expected), box(labels(other, images)));
        }
    }

    private float[] labels(Network network, NDArray images) {
        Predictions predictions =
                engine.autograd().noGrad(() -> network.predict(images, network.signals(), ForwardMode.EVALUATION));
        NDArray labels = predictions.get(Signal.PROBABILITIES);
        assertEquals(1, labels.sum().div(3).getFloat(), 1e-5, "Eq. 2: rows sum to 1");
        assertTrue(labels.gte(0).all().getBoolean(), "Eq. 2: not negative");
        return labels.toFloatArray();
    }

    private static List<Float> box(float[] numbers) {
        List<Float> boxed = new java.util.ArrayList<>();
        for (float number : numbers) {
            boxed.add(number);
        }
        return boxed;
    }
}
