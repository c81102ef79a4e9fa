package org.clade.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.Map;
import org.clade.api.augment.ImageOperation;
import org.clade.api.engine.TensorEngine;
import org.clade.api.graph.ExportableOperation;
import org.clade.api.graph.Value;
import org.clade.api.part.PartSpec;
import org.clade.api.part.RefusedException;
import org.clade.api.part.Settings;
import org.clade.api.random.RandomStream;
import org.clade.augment.CenterCrop;
import org.clade.augment.Grayscale;
import org.clade.augment.Normalize;
import org.clade.augment.Rescale;
import org.clade.augment.Resize;
import org.clade.augment.Sobel;
import org.clade.augment.vector.ViewChoice;
import org.clade.engine.torch.TorchEngine;
import org.clade.export.graph.RecordedGraph;
import org.clade.export.graph.RecordedNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The operations of clean views give the same images in the exported files. */
class ExportedOperationsTest {

    private static final TensorEngine ENGINE = TorchEngine.start();

    private static final Map<String, ImageOperation> OPERATIONS = Map.of(
            "grayscale", new Grayscale(),
            "normalize", new Normalize(),
            "rescale", new Rescale(),
            "center-crop", new CenterCrop(),
            "resize", new Resize(),
            "sobel", new Sobel(),
            "view", new ViewChoice());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "grayscale",
                "normalize(mean=0.485+0.456+0.406, std=0.229+0.224+0.225)",
                "normalize(mean=0.449, std=0.226)",
                "rescale(factor=0.975)",
                "center-crop(size=20, to=32)",
                "center-crop(size=21)",
                "resize(size=13)",
                "resize(size=40, filter=bicubic)",
                "resize(size=28)",
                "sobel",
            })
    void giveTheSameImages(String operation, @TempDir Path folder) throws Exception {
        compare(operation, new Shape(3, 28, 30), folder);
    }

    @Test
    void grayImagesStayGray(@TempDir Path folder) throws Exception {
        compare("grayscale", new Shape(1, 9, 9), folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"view(count=3, take=first)", "view(count=3, take=mean)"})
    void giveTheSameVectors(String operation, @TempDir Path folder) throws Exception {
        compare(operation, new Shape(12, 1, 1), folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"grayscale(p=0.2)", "resize(size=13, filter=nearest)", "view(count=3, take=random)"})
    void refusesWhatIsRandomOrHasNoOperators(String operation) {
        RecordedGraph graph = new RecordedGraph(new Shape(3, 8, 8), Map.of());

        RefusedException refusal = assertThrows(RefusedException.class, () -> exported(operation, graph));

        assertTrue(refusal.getMessage().startsWith(operation.replaceAll("\\(.*", "")), refusal.getMessage());
    }

    private static Value exported(String operation, RecordedGraph graph) {
        PartSpec spec = PartSpec.parse(operation);
        ImageOperation part = OPERATIONS.get(spec.id());
        return ((ExportableOperation) part).export(graph, graph.input(), Settings.of(part, spec));
    }

    private static void compare(String operation, Shape image, Path folder) throws Exception {
        PartSpec spec = PartSpec.parse(operation);
        ImageOperation part = OPERATIONS.get(spec.id());
        try (NDManager scope = ENGINE.newManager(Device.cpu())) {
            RandomStream random = RandomStream.of(2);
            Shape shape = new Shape(4, image.get(0), image.get(1), image.get(2));
            NDArray images = scope.create(random.uniform((int) shape.size(), 0, 255), shape)
                    .round()
                    .div(255f);
            NDArray expected = part.apply(images, Settings.of(part, spec), random);
            RecordedGraph graph = new RecordedGraph(image, Map.of());
            Value result = exported(operation, graph);
            RecordedNetwork network = graph.network(Map.of("images_out", result), Map.of());

            assertEquals(expected.getShape().slice(1), result.shape().slice(1));
            float[] numbers = expected.toFloatArray();
            assertArrayEquals(
                    numbers, WrittenNetwork.torchscript(network, folder, images).get(0), 1e-6f);
            assertArrayEquals(
                    numbers, WrittenNetwork.onnx(network, folder, images).get(0), 1e-6f);
        }
    }
}
