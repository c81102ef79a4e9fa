package org.clade.backbone.torchscript;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.clade.api.backbone.BackboneRequest;
import org.clade.api.backbone.FeatureShape;
import org.clade.api.backbone.Preprocessing;
import org.clade.api.backbone.StageInsert;
import org.clade.api.data.ImageShape;
import org.clade.api.data.Interpolation;
import org.clade.api.part.RefusedException;
import org.clade.api.part.Settings;
import org.clade.testkit.BackboneContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The files next to this class are made by {@code make.py}, which is among them. */
class TorchScriptBackboneTest implements BackboneContract {

    private static final int SIZE = 32;
    private static final int IMAGES = 2;

    private final TorchScriptBackbone backbone = new TorchScriptBackbone(engine());

    @TempDir
    private Path folder;

    @Override
    public TorchScriptBackbone part() {
        return backbone;
    }

    @Override
    public List<String> settings() {
        return List.of("", "file=" + file("vector.pt"), "size=32, file=" + file("map.pt"));
    }

    @Override
    public ImageShape image() {
        return new ImageShape(3, SIZE, SIZE);
    }

    private static Path file(String name) {
        try {
            return Path.of(TorchScriptBackboneTest.class.getResource(name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private Settings of(String name, String more) {
        return Settings.of(backbone, "file=" + file(name) + (more.isEmpty() ? "" : ", " + more));
    }

    @ParameterizedTest
    @CsvSource({"vector, ''", "described, ''", "map, ''", "attention, ''", "attention, output=2", "gelu, ''"})
    void featuresAreThoseOfPyTorch(String name, String more) throws Exception {
        List<String> golden = golden(name);
        int width = Integer.parseInt(golden.get(1));
        Settings settings = of(name + ".pt", more);
        BackboneRequest request = new BackboneRequest(image(), 10, settings, StageInsert.NONE);

        assertEquals(new FeatureShape(width, 1, 1), backbone.featureShape(request));
        try (NDManager scope = engine().newManager(Device.cpu())) {
            Block block = backbone.build(request);
            block.initialize(scope, DataType.FLOAT32, new Shape(1, 3, SIZE, SIZE));
            NDArray features = block.forward(new ParameterStore(scope, false), new NDList(images(scope)), false)
                    .singletonOrThrow();
            assertEquals(new Shape(IMAGES, width, 1, 1), features.getShape());
            float[] numbers = features.toFloatArray();
            for (int i = 0; i < numbers.length; i++) {
                float expected = Float.parseFloat(golden.get(2 + i));
                assertEquals(expected, numbers[i], 1e-4 * Math.max(0.1, Math.abs(expected)), "number " + i);
            }
        }
    }

    @Test
    void theFileSaysItsPreprocessing() {
        assertEquals(
                new Preprocessing(36, 32, Interpolation.BILINEAR, List.of(0.5, 0.4, 0.3), List.of(0.2, 0.25, 0.5)),
                backbone.preprocessing(of("described.pt", "")).orElseThrow());
        assertEquals(
                new Preprocessing(
                        40, 32, Interpolation.BICUBIC, List.of(0.0, 0.1, 0.2), Preprocessing.IMAGENET_DEVIATION),
                backbone.preprocessing(of(
                                "described.pt",
                                "shorter=40, interpolation=bicubic, mean=0+0.1+0.2, std=0.229+0.224+0.225"))
                        .orElseThrow());
    }

    @Test
    void theSizeIsThatOfTheTrace() {
        assertEquals(
                new Preprocessing(
                        SIZE,
                        SIZE,
                        Interpolation.BICUBIC,
                        Preprocessing.IMAGENET_MEAN,
                        Preprocessing.IMAGENET_DEVIATION),
                backbone.preprocessing(of("attention.pt", "")).orElseThrow());
        assertEquals(
                256,
                backbone.preprocessing(of("vector.pt", "size=224"))
                        .orElseThrow()
                        .shorterSide());
    }

    @Test
    void aFileNextToItSaysTheRest() throws Exception {
        Path copy = Files.copy(file("vector.pt"), folder.resolve("copy.pt"));
        Files.writeString(
                folder.resolve("config.json"),
                "{\"pretrained_cfg\": {\"input_size\": [3, 48, 48], \"crop_pct\": 0.75, \"interpolation\": \"bilinear\","
                        + " \"mean\": [0.5, 0.5, 0.5], \"std\": [0.5, 0.5, 0.5]}}");
        Preprocessing found =
                backbone.preprocessing(Settings.of(backbone, "file=" + copy)).orElseThrow();
        assertEquals(
                new Preprocessing(64, SIZE, Interpolation.BILINEAR, List.of(0.5, 0.5, 0.5), List.of(0.5, 0.5, 0.5)),
                found);
    }

    @ParameterizedTest
    @CsvSource({
        "newer.pt, '', version “99” of TorchScript's format",
        "state.pth, '', holds weights but no network",
        "operator.pt, '', does not have its operator aten::unheard_of",
        "tokens.pt, '', 'gives 2×16×8 for 2 images'",
        "one-image.pt, '', takes one image at a time",
        "attention.pt, output=1, 'gives 2×16×8 and 2×8 for 2 images'",
        "attention.pt, output=3, has no output 3",
        "attention.pt, size=64, takes no color or gray images of 64×64 pixels",
        "vector.pt, 'size=64, shorter=48', shorter=48 is less than the 64 pixels",
        "golden.csv, '', is not TorchScript"
    })
    void whatDoesNotFitIsRefusedInASentence(String name, String more, String words) {
        RefusedException refused = assertThrows(RefusedException.class, () -> backbone.preprocessing(of(name, more)));
        assertTrue(refused.getMessage().contains(words), refused.getMessage());
        assertTrue(refused.getMessage().endsWith("."), refused.getMessage());
    }

    @Test
    void grayImagesAreRefusedByANetworkOfColorImages() {
        BackboneRequest gray =
                new BackboneRequest(new ImageShape(1, SIZE, SIZE), 10, of("vector.pt", ""), StageInsert.NONE);
        String message =
                assertThrows(RefusedException.class, () -> backbone.build(gray)).getMessage();
        assertTrue(message.contains("takes no gray images of 32×32 pixels"), message);
    }

    @Test
    void aNetworkOfGrayImagesIsFound() {
        assertEquals(
                new Preprocessing(SIZE, SIZE, Interpolation.BICUBIC, List.of(0.449), List.of(0.226)),
                backbone.preprocessing(of("gray.pt", "")).orElseThrow());
        assertEquals(
                List.of(0.5),
                backbone.preprocessing(of("gray.pt", "mean=0.5")).orElseThrow().mean());
        assertTrue(assertThrows(RefusedException.class, () -> backbone.preprocessing(of("gray.pt", "std=1+1+1")))
                .getMessage()
                .contains("takes images of one channel, but std has 3 numbers"));
    }

    @Test
    void aNetworkOfGrayImagesIsABackboneOfThem() throws Exception {
        List<String> golden = golden("gray");
        BackboneRequest request =
                new BackboneRequest(new ImageShape(1, SIZE, SIZE), 10, of("gray.pt", ""), StageInsert.NONE);
        try (NDManager scope = engine().newManager(Device.cpu())) {
            Block block = backbone.build(request);
            block.initialize(scope, DataType.FLOAT32, new Shape(1, 1, SIZE, SIZE));
            float[] numbers = block.forward(
                            new ParameterStore(scope, false),
                            new NDList(images(scope).get(":, 0:1")),
                            false)
                    .singletonOrThrow()
                    .toFloatArray();
            assertEquals(golden.size() - 2, numbers.length);
            for (int i = 0; i < numbers.length; i++) {
                float expected = Float.parseFloat(golden.get(2 + i));
                assertEquals(expected, numbers[i], 1e-4 * Math.max(0.1, Math.abs(expected)), "number " + i);
            }
        }
        BackboneRequest colors = new BackboneRequest(image(), 10, of("gray.pt", ""), StageInsert.NONE);
        String message = assertThrows(RefusedException.class, () -> backbone.build(colors))
                .getMessage();
        assertTrue(message.contains("takes no color images of 32×32 pixels"), message);
    }

    private static List<String> golden(String name) throws Exception {
        for (String line : Files.readAllLines(file("golden.csv"))) {
            if (line.startsWith(name + ",")) {
                return new ArrayList<>(Arrays.asList(line.split(",")));
            }
        }
        throw new IllegalStateException(name);
    }

    private static NDArray images(NDManager scope) {
        float[] values = new float[IMAGES * 3 * SIZE * SIZE];
        int at = 0;
        for (int n = 0; n < IMAGES; n++) {
            for (int c = 0; c < 3; c++) {
                for (int y = 0; y < SIZE; y++) {
                    for (int x = 0; x < SIZE; x++) {
                        values[at++] = (37 * x + 59 * y + 11 * x * y + 5 * c + 101 * n) % 256 / 255f;
                    }
                }
            }
        }
        return scope.create(values, new Shape(IMAGES, 3, SIZE, SIZE));
    }
}
