package org.clade.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.clade.api.data.ImageShape;
import org.clade.api.engine.TensorEngine;
import org.clade.api.graph.Value;
import org.clade.api.part.RefusedException;
import org.clade.api.random.RandomStream;
import org.clade.engine.torch.TorchEngine;
import org.clade.export.graph.RecordedNetwork;
import org.clade.golden.Golden;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks of all parts that ship give the same numbers in libtorch from a TorchScript file, and in ONNX Runtime from an ONNX file. */
class ExportedPartsTest {

    private static final double TOLERANCE = 1e-5;
    private static final ImageShape COLOR = new ImageShape(3, 28, 28);
    private static final TensorEngine ENGINE = TorchEngine.start();

    private static final List<String> BACKBONES = List.of(
            "vgg(blocks=1x8+1x12)",
            "vgg(blocks=1x8+1x12, padding=1, pool=between, pool_norm=on, init=he, features=none, dense=20, dropout=0.5)",
            "vgg(blocks=1x8, padding=1, tail=1, features=12, bias=off, init=he)",
            "allconv(blocks=1x8+1x12, average=2, pool_norm=on)",
            "allconv(blocks=1x8, kernel=5, pool=4, average=6)",
            "resnet(blocks=1+2, widths=8+12)",
            "resnet(blocks=1+1, widths=8+12, pool=none, stem_pool=off)");

    private static final List<Map<Integer, String>> STAGES = List.of(
            Map.of(0, "spatial(filters=4, hidden=8)"),
            Map.of(0, "spatial(filters=4, hidden=8, scale=corners)", 1, "spatial(filters=4, hidden=8, final=linear)"));

    private static final List<String> ATTENTIONS = List.of(
            "identity",
            "gaussian(parameters=tied, width=2, convolution=on)",
            "gaussian(parameters=free, width=1, convolution=off, epsilon=0)",
            "conv(kernel=1)",
            "conv(kernel=3)");

    private static final List<String> HEADS = List.of(
            "mlp(layers=2, attended=sum)",
            "mlp(layers=1, relu=on, attended=mean)",
            "mlp(layers=3, hidden=9, convolution=off)",
            "restraint(layers=1)",
            "restraint(layers=2, relu=off, epsilon=1e-7)",
            "sphere(dimensions=k)",
            "sphere(dimensions=5)",
            "rotation",
            "student-teacher(heads=3, hidden=10, bottleneck=7)",
            "task-encoder");

    private static final Map<String, double[]> WORST = new TreeMap<>();

    static Stream<String> backbones() {
        return BACKBONES.stream();
    }

    @ParameterizedTest
    @MethodSource("backbones")
    void giveTheSameNumbers(String backbone, @TempDir Path folder) throws Exception {
        int seen = 0;
        for (String attention : ATTENTIONS) {
            for (String head : HEADS) {
                seen += compare(COLOR, backbone, Map.of(), attention, head, folder) ? 1 : 0;
            }
        }
        for (Map<Integer, String> stages : STAGES) {
            for (String head : HEADS.subList(0, 2)) {
                seen += compare(COLOR, backbone, stages, ATTENTIONS.get(0), head, folder) ? 1 : 0;
            }
        }
        assertTrue(seen >= HEADS.size(), () -> "too few networks fit " + backbone);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "vit(heads=3, weights=%s/vit_r2_timm.safetensors)",
                "vit(heads=3, frozen=off, pooling=class+mean, activation=gelu-tanh, weights=%s/vit_r2_timm.safetensors)",
                "vit(heads=3, pooling=mean, weights=%s/vit_r0_timm.safetensors)",
                "vit(heads=3, weights=%s/clip_hf_whole.safetensors)",
                "torchvision-resnet(weights=%s/resnet_basic.safetensors)",
                "torchvision-resnet(frozen=off, pool=none, weights=%s/resnet_bottleneck.safetensors)",
            })
    void pretrainedNetworksGiveTheSameNumbers(String backbone, @TempDir Path folder) throws Exception {
        String file = backbone.replaceFirst(".*/", "").replace(")", "");
        Golden.copy(file, folder);
        String written = backbone.formatted(folder);
        ImageShape image = new ImageShape(3, 32, 32);
        assertTrue(compare(image, written, Map.of(), "identity", HEADS.get(0), folder));
        assertTrue(compare(image, written, Map.of(), "identity", "sphere", folder));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "features(norm=none)",
                "features(norm=l2)",
                "features(norm=batch, layers=2, width=9)",
            })
    void networksOfVectorsGiveTheSameNumbers(String backbone, @TempDir Path folder) throws Exception {
        for (String head : HEADS) {
            assertTrue(compare(ImageShape.vector(12), backbone, Map.of(), "identity", head, folder));
        }
        assertTrue(compare(
                ImageShape.vector(12), "features(norm=l2)", Map.of(), "identity", "task-encoder(spaces=5+7)", folder));
    }

    /** Returns false where the parts do not fit each other. */
    private static boolean compare(
            ImageShape image, String backbone, Map<Integer, String> stages, String attention, String head, Path folder)
            throws Exception {
        try (NDManager scope = ENGINE.newManager(Device.cpu())) {
            SampleNetwork network;
            try {
                network = new SampleNetwork(ENGINE, scope, image, backbone, stages, attention, head);
            } catch (RefusedException e) {
                return false;
            }
            NDArray images = images(scope, 3, image);
            Map<String, Value> outputs = new LinkedHashMap<>();
            RecordedNetwork recorded = network.graph(outputs).network(outputs, Map.of());
            List<float[]> expected =
                    network.forward(images).stream().map(NDArray::toFloatArray).toList();
            double torchscript = difference(expected, WrittenNetwork.torchscript(recorded, folder, images));
            double onnx = difference(expected, WrittenNetwork.onnx(recorded, folder, images));
            List<String> parts =
                    new ArrayList<>(List.of(backbone.replaceAll("weights=.*/", "weights="), attention, head));
            stages.forEach((stage, part) -> parts.add(part));
            for (String part : parts) {
                double[] worst = WORST.computeIfAbsent(part, each -> new double[2]);
                worst[0] = Math.max(worst[0], torchscript);
                worst[1] = Math.max(worst[1], onnx);
            }
            assertTrue(
                    torchscript <= TOLERANCE, () -> "TorchScript differs by %s with %s".formatted(torchscript, parts));
            assertTrue(onnx <= TOLERANCE, () -> "ONNX differs by %s with %s".formatted(onnx, parts));
            return true;
        }
    }

    private static NDArray images(NDManager scope, int count, ImageShape image) {
        Shape shape = new Shape(count, image.channels(), image.height(), image.width());
        return scope.create(RandomStream.of(5).uniform((int) shape.size(), 0, 1), shape);
    }

    /** {@return the largest difference, in units of the largest number of the output if that is above 1} */
    private static double difference(List<float[]> expected, List<float[]> actual) {
        assertEquals(expected.size(), actual.size());
        double worst = 0;
        for (int i = 0; i < expected.size(); i++) {
            assertEquals(expected.get(i).length, actual.get(i).length);
            double unit = 1;
            for (float number : expected.get(i)) {
                unit = Math.max(unit, Math.abs(number));
            }
            for (int j = 0; j < expected.get(i).length; j++) {
                double difference = Math.abs((double) expected.get(i)[j] - actual.get(i)[j]) / unit;
                worst = Double.isNaN(difference) ? Double.POSITIVE_INFINITY : Math.max(worst, difference);
            }
        }
        return worst;
    }

    /** The table of docs/results. */
    @AfterAll
    static void showTheLargestDifferences() {
        WORST.forEach((part, worst) ->
                System.out.println(String.format(Locale.ROOT, "| `%s` | %.1e | %.1e |", part, worst[0], worst[1])));
    }
}
