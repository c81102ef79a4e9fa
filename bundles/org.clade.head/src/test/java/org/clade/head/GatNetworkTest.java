package org.clade.head;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import ai.djl.training.ParameterStore;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.clade.api.attention.AttentionRequest;
import org.clade.api.backbone.BackboneRequest;
import org.clade.api.backbone.FeatureShape;
import org.clade.api.backbone.StageInsert;
import org.clade.api.data.ImageShape;
import org.clade.api.engine.TensorEngine;
import org.clade.api.head.HeadRequest;
import org.clade.api.part.Settings;
import org.clade.attention.gaussian.GaussianAttention;
import org.clade.backbone.vgg.VggBackbone;
import org.clade.engine.torch.TorchEngine;
import org.clade.golden.Golden;
import org.clade.golden.NetworkSize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Backbone, attention and head composed to GATCluster's networks. */
class GatNetworkTest {

    private final TensorEngine engine = TorchEngine.start();

    /** A network and the shape of its features. */
    private record Network(FeatureShape features, Block backbone, Block attention, Block head) {

        static Network of(ImageShape image, int clusters, String vgg, String gaussian, String mlp) {
            VggBackbone backbone = new VggBackbone();
            GaussianAttention attention = new GaussianAttention();
            MlpHead head = new MlpHead();
            BackboneRequest request =
                    new BackboneRequest(image, clusters, Settings.of(backbone, vgg), StageInsert.NONE);
            FeatureShape features = backbone.featureShape(request);
            return new Network(
                    features,
                    backbone.build(request),
                    attention.build(new AttentionRequest(features, Settings.of(attention, gaussian))),
                    head.build(new HeadRequest(features, clusters, true, Settings.of(head, mlp))));
        }

        void initialize(NDManager manager, DataType type, Shape images) {
            Shape map = new Shape(images.get(0), features.channels(), features.height(), features.width());
            Shape weights = new Shape(images.get(0), 1, features.height(), features.width());
            backbone.initialize(manager, type, images);
            attention.initialize(manager, type, map);
            head.initialize(manager, type, map, weights);
        }

        NDList forward(ParameterStore store, NDArray images, boolean training) {
            NDList map = backbone.forward(store, new NDList(images), training);
            NDList weights = attention.forward(store, map, training);
            return head.forward(store, new NDList(map.head(), weights.head()), training);
        }

        List<Parameter> trained() {
            return Stream.of(backbone, attention, head)
                    .flatMap(block -> block.getParameters().values().stream())
                    .filter(Parameter::requiresGradient)
                    .toList();
        }
    }

    static Stream<String> nets() {
        return Golden.load("network_facts_gat").json("expected.nets").getAsJsonArray().asList().stream()
                .map(net -> net.getAsJsonObject().get("name").getAsString());
    }

    @ParameterizedTest
    @MethodSource("nets")
    void hasTheParametersSizesAndCostsOfTheFacts(String name) {
        JsonObject facts = Golden.load("network_facts_gat").net(name);
        JsonArray input = facts.getAsJsonArray("input");
        ImageShape image = new ImageShape(
                input.get(0).getAsInt(), input.get(1).getAsInt(), input.get(2).getAsInt());
        int clusters = facts.getAsJsonArray("output").get(0).getAsInt();
        boolean head128 =
                List.of("gat_imagenet10_128_gray", "gat_dog_128_color").contains(name) || name.endsWith("head128");
        Network network = Network.of(
                image, clusters, vgg(name, facts), head128 ? "convolution=off" : "", head128 ? "relu=on" : "");
        Shape images = new Shape(1, image.channels(), image.height(), image.width());
        try (NDManager manager = engine.newManager(Device.cpu())) {
            network.initialize(manager, DataType.FLOAT32, images);

            assertEquals(facts.get("map").getAsInt(), network.features().height());
            assertEquals(
                    facts.get("trainable_parameters").getAsLong(),
                    network.trained().stream()
                            .mapToLong(parameter -> parameter.getShape().size())
                            .sum());
            assertEquals(Golden.integers(facts.get("sizes")), sizes(network.backbone(), images));
            if (facts.has("theta_inputs")) {
                assertEquals(
                        facts.get("theta_inputs").getAsInt(), network.features().size());
            }
            NetworkSize size = NetworkSize.of(network.backbone(), network.attention(), network.head());
            assertEquals(facts.get("conv_output_elements").getAsLong(), size.convolutionOutputs());
            assertEquals(facts.get("multiply_adds").getAsLong(), size.multiplyAdds());
        }
    }

    @Test
    void hasTheGradientOfItsFiniteDifferences() {
        Network network = Network.of(
                new ImageShape(2, 9, 12),
                5,
                "blocks=1x3+1x4, padding=1, tail=1",
                "parameters=free, alpha=1",
                "relu=on");
        Shape shape = new Shape(6, 2, 9, 12);
        try (NDManager manager = engine.newManager(Device.cpu())) {
            engine.seed(11);
            network.initialize(manager, DataType.FLOAT64, shape);
            NDArray images = manager.randomNormal(0, 1, shape, DataType.FLOAT64);
            NDArray upstream = manager.randomNormal(0, 1, new Shape(12, 5), DataType.FLOAT64);
            try (GradientCollector recording = engine.autograd().record()) {
                recording.backward(loss(network, manager, images, upstream));
            }
            double largest = 0;
            for (Parameter parameter : network.trained()) {
                NDArray array = parameter.getArray();
                NDArray gradient = array.getGradient();
                NDArray direction = manager.randomNormal(0, 1, array.getShape(), DataType.FLOAT64);
                double expected = engine.autograd().noGrad(() -> {
                    double step = 1e-6;
                    array.addi(direction.mul(step));
                    double above = loss(network, manager, images, upstream).getDouble();
                    array.subi(direction.mul(2 * step));
                    double below = loss(network, manager, images, upstream).getDouble();
                    array.addi(direction.mul(step));
                    return (above - below) / (2 * step);
                });
                double actual = gradient.mul(direction).sum().getDouble();
                assertEquals(expected, actual, 1e-6 + 1e-5 * Math.abs(expected), parameter.getName());
                largest = Math.max(largest, Math.abs(actual));
            }
            assertEquals(true, largest > 1e-3, "gradients that are not all zero");
        }
    }

    @Test
    void inferenceDoesNotDependOnTheSubBatch() {
        Network network = Network.of(new ImageShape(1, 28, 28), 10, "blocks=2x8+2x16", "", "");
        Shape shape = new Shape(12, 1, 28, 28);
        try (NDManager manager = engine.newManager(Device.cpu())) {
            network.initialize(manager, DataType.FLOAT32, shape);
            NDArray images = manager.randomNormal(shape);
            ParameterStore store = new ParameterStore(manager, false);
            engine.autograd().noGrad(() -> {
                NDArray whole = network.forward(store, images, false).head();
                NDList parts = new NDList();
                for (NDArray part : images.split(4)) {
                    parts.add(network.forward(store, part, false).head());
                }
                NDArray joined = ai.djl.ndarray.NDArrays.concat(parts);
                assertEquals(0, whole.sub(joined).abs().max().getFloat(), 1e-6);
                return joined;
            });
        }
    }

    private static NDArray loss(Network network, NDManager manager, NDArray images, NDArray upstream) {
        NDList out = network.forward(new ParameterStore(manager, false), images, true);
        return out.get(0).concat(out.get(1)).mul(upstream).sum();
    }

    private static String vgg(String name, JsonObject facts) {
        if (name.startsWith("gat_cifar")) {
            return "blocks=3x64+3x128, pool=between";
        }
        boolean two = List.of("gat_imagenet10_128_gray", "gat_dog_128_color").contains(name);
        JsonElement tail = facts.get("tail_conv3_256");
        return "tail=" + (two ? 2 : tail == null ? 0 : tail.getAsInt());
    }

    private static List<Integer> sizes(Block backbone, Shape images) {
        List<Integer> sizes = new ArrayList<>(List.of((int) images.get(2)));
        Shape[] shapes = {images};
        for (Block child : backbone.getChildren().values()) {
            shapes = child.getOutputShapes(shapes);
            sizes.add((int) shapes[0].get(2));
        }
        return sizes;
    }
}
