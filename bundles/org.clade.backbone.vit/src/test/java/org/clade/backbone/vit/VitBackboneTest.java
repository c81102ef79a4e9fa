package org.clade.backbone.vit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
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
import ai.djl.util.Pair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.clade.api.backbone.BackboneRequest;
import org.clade.api.backbone.FeatureShape;
import org.clade.api.backbone.Preprocessing;
import org.clade.api.backbone.StageInsert;
import org.clade.api.data.ImageShape;
import org.clade.api.data.Interpolation;
import org.clade.api.engine.ForwardMode;
import org.clade.api.engine.Precision;
import org.clade.api.engine.TensorEngine;
import org.clade.api.part.RefusedException;
import org.clade.api.part.Settings;
import org.clade.engine.torch.TorchEngine;
import org.clade.golden.Golden;
import org.clade.tensor.safetensors.NamedTensor;
import org.clade.tensor.safetensors.SafetensorsFile;
import org.clade.tensor.safetensors.SafetensorsWriter;
import org.clade.tensor.safetensors.TensorInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class VitBackboneTest {

    private static final int WIDTH = 24;

    @TempDir
    Path folder;

    private final TensorEngine engine = TorchEngine.start();
    private final VitBackbone backbone = new VitBackbone();

    static Stream<Arguments> namings() {
        return Stream.of("vit_r0", "vit_r2").flatMap(network -> Stream.of("dinov2", "timm", "huggingface")
                .map(naming -> Arguments.of(network, naming)));
    }

    @ParameterizedTest
    @MethodSource("namings")
    void everyStageHasTheNumbersOfPyTorch(String network, String naming) {
        Golden golden = Golden.load(network);
        try (NDManager manager = engine.newManager(Device.cpu())) {
            Map<String, NDArray> stages =
                    stages(golden, "inputs.weights." + naming, "inputs.images.16x16", "", manager, engine);
            golden.check("expected.16x16.embedded", stages.get("embedding"));
            golden.check("expected.16x16.block0", stages.get("block0"));
            golden.check("expected.16x16.block1", stages.get("blocks"));
            golden.check("expected.16x16.norm", stages.get("norm"));
            assertArrayEquals(
                    rows(stages.get("norm"), 0, 1), stages.get("pixel").toFloatArray(), "class token");
        }
    }

    static Stream<Arguments> scalings() {
        return namings()
                .flatMap(naming -> Stream.of("24x16", "12x12").flatMap(image -> Stream.of("offset", "size", "antialias")
                        .filter(way -> naming.get()[0].equals("vit_r0") || way.equals("antialias"))
                        .map(way -> Arguments.of(naming.get()[0], naming.get()[1], image, way))));
    }

    @ParameterizedTest
    @MethodSource("scalings")
    void otherImageSizesScaleThePositions(String network, String naming, String image, String way) {
        Golden golden = Golden.load(network);
        try (NDManager manager = engine.newManager(Device.cpu())) {
            for (String option : defaultWay(network).equals(way) ? List.of("", way) : List.of(way)) {
                String settings = option.isEmpty() ? "" : ", positions=" + option;
                NDArray norm = stages(
                                golden, "inputs.weights." + naming, "inputs.images." + image, settings, manager, engine)
                        .get("norm");
                golden.check("expected." + image + ".norm_" + way, norm);
            }
        }
    }

    private static String defaultWay(String network) {
        return network.equals("vit_r0") ? "offset" : "antialias";
    }

    @ParameterizedTest
    @ValueSource(strings = {"vit_r2_f16", "vit_r2_bf16"})
    void readsWeightsOfReducedPrecision(String network) {
        Golden golden = Golden.load(network);
        try (NDManager manager = engine.newManager(Device.cpu())) {
            golden.check(
                    "expected.16x16.norm",
                    stages(golden, "inputs.weights.timm", "inputs.images.16x16", "", manager, engine)
                            .get("norm"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "whole_model, 16x16",
        "whole_model, 24x16",
        "vision_only_without_prefix, 16x16",
        "vision_only_without_prefix, 24x16"
    })
    void clipsTowerHasTheNumbersOfTransformers(String weights, String image) {
        Golden golden = Golden.load("clip_vision");
        try (NDManager manager = engine.newManager(Device.cpu())) {
            Map<String, NDArray> stages =
                    stages(golden, "inputs.weights." + weights, "inputs.images." + image, "", manager, engine);
            golden.check("expected." + image + ".last_hidden_state", stages.get("blocks"));
            golden.check("expected." + image + ".pooler_output", stages.get("norm"));
            if (stages.containsKey("projection")) {
                golden.check("expected." + image + ".image_embeds", stages.get("pixel"));
            } else {
                golden.check("expected." + image + ".pooler_output", stages.get("pixel"));
            }
        }
    }

    @Test
    void aConfigurationNextToTheFileDecidesHeadsEpsilonAndActivation() throws IOException {
        Golden golden = Golden.load("clip_vision");
        Path weights = Golden.copy(golden.text("inputs.weights.whole_model"), folder);
        Files.writeString(
                folder.resolve("config.json"),
                """
                {"model_type": "clip", "vision_config": {"num_attention_heads": 3, "hidden_act": "gelu", "layer_norm_eps": 1e-5}}""");
        try (NDManager manager = engine.newManager(Device.cpu())) {
            NDArray images = golden.tensor(manager, "inputs.images.16x16");
            NDArray exact = features("weights=" + weights, images);
            NDArray quick = features("weights=" + weights + ", activation=quick-gelu", images);
            golden.check("expected.16x16.image_embeds", quick);
            assertEquals(
                    golden.number("checks.with_exact_gelu_image_embeds_would_differ_by"),
                    quick.sub(exact).abs().max().getFloat(),
                    1e-3);
        }
        Files.writeString(folder.resolve("config.json"), "{\"hidden_act\": \"relu\"}");
        assertRefused("weights=" + weights, "names the activation relu, but vit has gelu");
        Files.writeString(folder.resolve("config.json"), "[");
        assertRefused("weights=" + weights, "cannot be read as the configuration of a network");
    }

    @Test
    void poolsTheTokensAfterTheRegisters() {
        Golden golden = Golden.load("vit_r2");
        try (NDManager manager = engine.newManager(Device.cpu())) {
            NDArray norm = stages(golden, "inputs.weights.timm", "inputs.images.16x16", "", manager, engine)
                    .get("norm");
            float[] mean = norm.get(":, 3:").mean(new int[] {1}).toFloatArray();
            assertArrayEquals(mean, pooled(golden, "mean", manager), 1e-6f);
            float[] both = pooled(golden, "class+mean", manager);
            assertEquals(norm.size(0) * 2 * WIDTH, both.length);
            assertEquals(norm.getFloat(0, 0, 5), both[5], 1e-6f);
            assertEquals(mean[5], both[WIDTH + 5], 1e-6f);
        }
    }

    private float[] pooled(Golden golden, String pooling, NDManager manager) {
        return stages(golden, "inputs.weights.timm", "inputs.images.16x16", ", pooling=" + pooling, manager, engine)
                .get("pixel")
                .toFloatArray();
    }

    @Test
    void computesTheSameWithoutTheEnginesOperators() {
        Golden golden = Golden.load("vit_r0");
        try (NDManager manager = engine.newManager(Device.cpu())) {
            Path weights = Golden.copy(golden.text("inputs.weights.timm"), folder);
            NDArray images = golden.tensor(manager, "inputs.images.16x16");
            Block block = initialized("weights=" + weights + ", heads=3", images);
            float[] with = forward(block, images, Optional.of(engine)).toFloatArray();
            float[] without = forward(block, images, Optional.empty()).toFloatArray();
            assertArrayEquals(with, without, 1e-5f);
        }
    }

    @Test
    void mixedPrecisionIsNear() {
        Golden golden = Golden.load("vit_r2");
        try (NDManager manager = engine.newManager(Device.cpu())) {
            Path weights = Golden.copy(golden.text("inputs.weights.huggingface"), folder);
            NDArray images = golden.tensor(manager, "inputs.images.16x16");
            Block block = initialized("weights=" + weights + ", heads=3", images);
            NDArray exact = forward(block, images, Optional.of(engine));
            NDArray reduced = engine.operators()
                    .toFloat32(engine.autocast()
                            .run(Precision.BF16, Device.cpu(), () -> forward(block, images, Optional.of(engine))));
            assertEquals(0, exact.sub(reduced).abs().max().getFloat(), 0.1);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "heads=3, patch=8 | vit is given patch=8, but the network in",
                "heads=3, registers=4 | vit is given registers=4, but the network in",
                "heads=5 | vit cannot divide the width 24 of",
                "patch=4 | The number of attention heads of",
            })
    void refusesOptionsThatDoNotFit(String options, String message) {
        Path weights = Golden.copy("vit_r2_timm.safetensors", folder);
        assertRefused("weights=" + weights + ", " + options, message);
    }

    @Test
    void refusesImagesThatDoNotFit() {
        Path weights = Golden.copy("vit_r2_timm.safetensors", folder);
        Settings settings = Settings.of(backbone, "weights=" + weights + ", heads=3");
        assertTrue(
                assertThrows(
                                RefusedException.class,
                                () -> backbone.featureShape(request(new ImageShape(3, 18, 16), settings)))
                        .getMessage()
                        .contains(
                                "needs images whose sides are multiples of 4, but these are 18×16; resize them, for instance to"));
        assertTrue(assertThrows(
                        RefusedException.class,
                        () -> backbone.featureShape(request(new ImageShape(1, 16, 16), settings)))
                .getMessage()
                .contains("vit reads color images (3 channels), but these have 1"));
        Path clip = Golden.copy("clip_hf_whole.safetensors", folder);
        assertRefused(
                "heads=3, pooling=mean, weights=" + clip,
                "which has features of the class token only, but pooling=mean");
    }

    @Test
    void refusesAFileThatIsMissingOrNotNamed() {
        assertRefused("", "vit needs a file of weights; write vit(weights=<file.safetensors>)");
        assertRefused("weights=" + folder.resolve("none.safetensors"), "There is no file of weights “" + folder);
    }

    @Test
    void namesTheFirstThreeDifferencesOfBothSides() throws IOException {
        Path file = changed("vit_r0_dinov2.safetensors", tensors -> {
            tensors.remove("norm.bias");
            tensors.put(
                    "blocks.1.mlp.fc2.bias", NamedTensor.floats("blocks.1.mlp.fc2.bias", List.of(25L), new float[25]));
            tensors.put("fc_norm.weight", NamedTensor.floats("fc_norm.weight", List.of(24L), new float[24]));
            tensors.put("other.weight", NamedTensor.floats("other.weight", List.of(1L), new float[1]));
        });
        assertRefused(
                "heads=3, weights=" + file,
                "does not fit vit with 2 blocks, width 24, patches of 4 pixels: blocks.1.mlp.fc2.bias is [25] in the file and [24] in the network; "
                        + "norm.bias is not in the file and [24] in the network; fc_norm.weight is [24] in the file and not in the network; and 1 more; ");
    }

    @Test
    void readsTheNamesThatTransformersHasInMemory() throws IOException {
        Path file = changed("vit_r2_hf.safetensors", tensors -> {
            List<NamedTensor> before = List.copyOf(tensors.values());
            tensors.clear();
            for (NamedTensor tensor : before) {
                String name = "dinov2_with_registers."
                        + tensor.name()
                                .replace("attention.attention.query", "attention.q_proj")
                                .replace("attention.attention.key", "attention.k_proj")
                                .replace("attention.attention.value", "attention.v_proj")
                                .replace("attention.output.dense", "attention.o_proj");
                tensors.put(name, new NamedTensor(name, tensor.type(), tensor.shape(), tensor.content()));
            }
        });
        try (NDManager manager = engine.newManager(Device.cpu())) {
            NDArray images = Golden.load("vit_r2").tensor(manager, "inputs.images.16x16");
            Path original = Golden.copy("vit_r2_hf.safetensors", folder);
            assertArrayEquals(
                    features("heads=3, weights=" + original, images).toFloatArray(),
                    features("heads=3, weights=" + file, images).toFloatArray());
        }
    }

    @Test
    void forgottenLayerScaleIsRefused() throws IOException {
        Path file = changed("vit_r0_dinov2.safetensors", tensors -> tensors.remove("blocks.0.ls1.gamma"));
        assertRefused("heads=3, weights=" + file, "blocks.0.ls1.gamma is not in the file and [24] in the network");
    }

    @Test
    void aPlainTransformerHasNoLayerScale() throws IOException {
        Path file = changed("vit_r0_timm.safetensors", tensors -> {
            tensors.keySet().removeIf(name -> name.endsWith("gamma"));
            tensors.put("head.weight", NamedTensor.floats("head.weight", List.of(5L, 24L), new float[120]));
        });
        Settings settings = Settings.of(backbone, "heads=3, weights=" + file);
        assertEquals(
                new FeatureShape(WIDTH, 1, 1), backbone.featureShape(request(new ImageShape(3, 16, 16), settings)));
        assertEquals(16, backbone.preprocessing(settings).orElseThrow().crop());
        assertTrue(backbone.weights(settings).orElseThrow().feature().contains("positions by antialias"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "visual.conv1.weight | has OpenAI's or OpenCLIP's own names (visual.conv1.weight); save the same model from transformers",
                "norm_pre.weight | is a CLIP tower in timm's names",
                "blocks.0.1.norm1.weight | has the chunked blocks of a training checkpoint",
                "teacher.backbone.cls_token | is a training checkpoint with several networks",
                "blocks.0.mlp.w12.weight | has SwiGLU layers, as ViT-g does",
                "vit.encoder.layer.0.layernorm_before.weight | is a plain transformer in the names of transformers",
                "conv1.weight | has the names of no network that vit reads",
            })
    void refusesOtherNames(String name, String message) throws IOException {
        Path file = written("other.safetensors", List.of(NamedTensor.floats(name, List.of(1L), new float[1])));
        assertRefused("weights=" + file, message);
    }

    @Test
    void preparesImagesAsTheNetworkWasTrained() {
        Path dinov2 = Golden.copy("vit_r2_timm.safetensors", folder);
        assertEquals(
                new Preprocessing(
                        256, 224, Interpolation.BICUBIC, Preprocessing.IMAGENET_MEAN, Preprocessing.IMAGENET_DEVIATION),
                preprocessing("heads=3, weights=" + dinov2));
        Path clip = Golden.copy("clip_hf_whole.safetensors", folder);
        Preprocessing small = preprocessing("heads=3, weights=" + clip);
        assertEquals(List.of(16, 16), List.of(small.shorterSide(), small.crop()));
        assertEquals(0.48145466, small.mean().get(0));
        Preprocessing given = preprocessing("heads=3, crop=28, shorter=32, colors=half, weights=" + clip);
        assertEquals(
                new Preprocessing(32, 28, Interpolation.BICUBIC, List.of(0.5, 0.5, 0.5), List.of(0.5, 0.5, 0.5)),
                given);
    }

    @Test
    void saysWhatItsFeaturesAre() {
        Path clip = Golden.copy("clip_hf_whole.safetensors", folder);
        var weights = backbone.weights(Settings.of(backbone, "heads=3, weights=" + clip))
                .orElseThrow();
        assertEquals(List.of(clip), weights.files());
        assertEquals(
                "image embedding (projected class token), 2 blocks, width 24, patches of 4 pixels, 3 heads, activation quick-gelu, positions by size",
                weights.feature());
    }

    private Preprocessing preprocessing(String settings) {
        return backbone.preprocessing(Settings.of(backbone, settings)).orElseThrow();
    }

    private void assertRefused(String settings, String message) {
        String refusal = assertThrows(
                        RefusedException.class,
                        () -> backbone.build(request(new ImageShape(3, 16, 16), Settings.of(backbone, settings))))
                .getMessage();
        assertTrue(refusal.contains(message), refusal);
    }

    private interface Change {

        void on(Map<String, NamedTensor> tensors);
    }

    private Path changed(String name, Change change) throws IOException {
        Map<String, NamedTensor> tensors = new LinkedHashMap<>();
        try (SafetensorsFile file = SafetensorsFile.open(Golden.copy(name, folder))) {
            for (TensorInfo tensor : file.tensors()) {
                tensors.put(tensor.name(), NamedTensor.floats(tensor.name(), tensor.shape(), file.floats(tensor)));
            }
        }
        change.on(tensors);
        return written("changed.safetensors", List.copyOf(tensors.values()));
    }

    private Path written(String name, List<NamedTensor> tensors) throws IOException {
        Path file = folder.resolve(name);
        try (var out = Files.newOutputStream(file)) {
            SafetensorsWriter.write(out, Map.of(), tensors);
        }
        return file;
    }

    /** The output of each child of the network, by its name without number, and that of the first block. */
    private Map<String, NDArray> stages(
            Golden golden, String weights, String image, String settings, NDManager manager, TensorEngine engine) {
        Path file = Golden.copy(golden.text(weights), folder);
        NDArray images = golden.tensor(manager, image);
        Block block = initialized("heads=3, weights=" + file + settings, images);
        ParameterStore store = new ParameterStore(manager, false);
        Map<String, NDArray> stages = new LinkedHashMap<>();
        NDArray current = images;
        for (Pair<String, Block> child : block.getChildren().get(0).getValue().getChildren()) {
            String name = child.getKey().substring(2);
            if (name.equals("blocks")) {
                stages.put(
                        "block0", evaluate(child.getValue().getChildren().get(0).getValue(), store, current));
            }
            current = evaluate(child.getValue(), store, current);
            stages.put(name, current);
        }
        assertArrayEquals(
                stages.get("pixel").toFloatArray(),
                forward(block, images, Optional.of(engine)).toFloatArray());
        return stages;
    }

    private NDArray evaluate(Block block, ParameterStore store, NDArray input) {
        return engine.autograd()
                .noGrad(() -> block.forward(store, new NDList(input), false, ForwardMode.EVALUATION.options(engine))
                        .singletonOrThrow());
    }

    private NDArray features(String settings, NDArray images) {
        return forward(initialized(settings, images), images, Optional.of(engine));
    }

    private Block initialized(String settings, NDArray images) {
        Shape shape = images.getShape();
        ImageShape image = new ImageShape((int) shape.get(1), (int) shape.get(2), (int) shape.get(3));
        Block block = backbone.build(request(image, Settings.of(backbone, settings)));
        block.initialize(images.getManager(), DataType.FLOAT32, shape);
        return block;
    }

    private NDArray forward(Block block, NDArray images, Optional<TensorEngine> with) {
        ParameterStore store = new ParameterStore(images.getManager(), false);
        return engine.autograd().noGrad(() -> block.forward(
                        store,
                        new NDList(images),
                        false,
                        with.map(ForwardMode.EVALUATION::options).orElseGet(ForwardMode.EVALUATION::options))
                .singletonOrThrow());
    }

    private static float[] rows(NDArray tokens, int from, int to) {
        return tokens.get(":, " + from + ":" + to).toFloatArray();
    }

    private static BackboneRequest request(ImageShape image, Settings settings) {
        return new BackboneRequest(image, 10, settings, StageInsert.NONE);
    }
}
