package org.clade.variant.dac;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.clade.api.augment.ImageOperation;
import org.clade.api.backbone.BackboneRequest;
import org.clade.api.backbone.FeatureShape;
import org.clade.api.backbone.StageInsert;
import org.clade.api.data.ImageShape;
import org.clade.api.engine.ForwardMode;
import org.clade.api.engine.TensorEngine;
import org.clade.api.head.HeadRequest;
import org.clade.api.optimizer.OptimizerSession;
import org.clade.api.part.PartSpec;
import org.clade.api.part.Settings;
import org.clade.api.random.RandomStream;
import org.clade.api.signal.Predictions;
import org.clade.api.signal.Signal;
import org.clade.api.target.TargetContext;
import org.clade.api.target.TargetKind;
import org.clade.api.target.TargetRequest;
import org.clade.api.target.TargetSession;
import org.clade.api.target.Targets;
import org.clade.api.task.LossTask;
import org.clade.api.task.Step;
import org.clade.api.variant.TaskSpec;
import org.clade.augment.ChannelShift;
import org.clade.augment.Grayscale;
import org.clade.augment.HorizontalFlip;
import org.clade.augment.KerasAffine;
import org.clade.augment.Normalize;
import org.clade.augment.Rescale;
import org.clade.backbone.allconv.AllConvBackbone;
import org.clade.engine.torch.TorchEngine;
import org.clade.golden.Golden;
import org.clade.head.RestraintHead;
import org.clade.optimizer.RmsPropOptimizer;
import org.clade.target.thresholds.ThresholdTargets;
import org.clade.task.distillation.DistillationTask;
import org.clade.task.pairwise.PairwiseTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The parts of every recipe accept its options and fit, its network matches the facts, and a step reduces its loss. */
class DacRecipesTest {

    private static final int STEPS = 20;
    private static final List<String> DATA =
            List.of("mnist", "cifar10", "cifar100-20", "stl10", "imagenet10", "imagenet-dog");
    private static final Map<String, LossTask> TASKS =
            Map.of("pairwise", new PairwiseTask(), "distillation", new DistillationTask());
    private static final Map<String, ImageOperation> OPERATIONS = Map.of(
            "grayscale", new Grayscale(),
            "normalize", new Normalize(),
            "keras-affine", new KerasAffine(),
            "channel-shift", new ChannelShift(),
            "horizontal-flip", new HorizontalFlip(),
            "rescale", new Rescale());

    private final TensorEngine engine = TorchEngine.start();
    private final AllConvBackbone allconv = new AllConvBackbone();
    private final RestraintHead restraint = new RestraintHead();
    private final ThresholdTargets thresholds = new ThresholdTargets();

    static Stream<String> names() {
        return DATA.stream()
                .flatMap(data -> Stream.of("dac-star-", "dac-").map(method -> method + data))
                .flatMap(name -> Stream.of(name, name + "-paper"));
    }

    @ParameterizedTest
    @MethodSource("names")
    void partsTakeTheirOptionsAndFit(String name) {
        JsonObject recipe = recipe(name);
        assertEquals(name.endsWith("-paper") ? "paper" : "reference", text(recipe, "source"));
        assertEquals(name.startsWith("dac-star") ? "DAC*" : "DAC", text(recipe, "method"));
        assertEquals("batch", text(recipe, "batch_norm"));
        assertEquals(
                recipe.get("minibatch"),
                recipe.get("inference_batch"),
                "the batch's statistics are part of the method");

        PartSpec targets = PartSpec.parse(text(recipe, "targets"));
        Settings rule = Settings.of(thresholds, targets);
        assertEquals("thresholds", targets.id());
        assertEquals(
                rule.written().get("schedule").equals("lambda")
                        ? 46
                        : Integer.parseInt(rule.written().get("epochs")),
                recipe.get("epochs").getAsInt());
        Set<TargetKind> provided = thresholds.provides(rule);
        for (String written : texts(recipe, "tasks")) {
            TaskSpec task = TaskSpec.parse(written);
            LossTask part = TASKS.get(task.part().id());
            assertTrue(provided.containsAll(part.targets(Settings.of(part, task.part()))), written);
        }
        ImageShape image = view(recipe, "eval_transform");
        assertEquals(image, view(recipe, "augment"));
        assertEquals("restraint", head(recipe).id());
        assertEquals(new FeatureShape(clusters(recipe), 1, 1), allconv.featureShape(request(recipe)));
        assertEquals("rmsprop", PartSpec.parse(text(recipe, "optimizer")).id());
    }

    @ParameterizedTest
    @MethodSource("names")
    void networksAreThoseOfTheFacts(String name) {
        String plain = name.replace("-paper", "").replace("dac-star-", "").replace("dac-", "");
        String facts =
                switch (plain) {
                    case "cifar10" -> name.startsWith("dac-star") ? "dac_cifar10_1" : "dac_cifar10_2";
                    case "cifar100-20" -> "dac_cifar100";
                    case "stl10", "imagenet10" -> "dac_stl10_imagenet10";
                    case "imagenet-dog" -> "dac_dog";
                    default -> "dac_" + plain;
                };
        long expected = Golden.load("network_facts_dac").json("expected.nets").getAsJsonArray().asList().stream()
                .map(JsonElement::getAsJsonObject)
                .filter(net -> text(net, "name").equals(facts))
                .mapToLong(net -> net.get("trainable_parameters").getAsLong())
                .findFirst()
                .orElseThrow();
        try (NDManager manager = engine.newManager(Device.cpu())) {
            assertEquals(
                    expected,
                    new Network(recipe(name), manager)
                            .weights().stream().mapToLong(NDArray::size).sum());
        }
    }

    /** Three kinds of stripes; minibatches use the targets of the batch of clean images. */
    @Test
    void stepsOnOneBatchLowerTheLoss() {
        for (String name : List.of("dac-star-mnist", "dac-mnist-paper")) {
            JsonObject recipe = recipe(name);
            PartSpec optimizer = PartSpec.parse(text(recipe, "optimizer"));
            RmsPropOptimizer rmsprop = new RmsPropOptimizer(engine);
            try (NDManager manager = engine.newManager(Device.cpu())) {
                engine.seed(3);
                Network network = new Network(recipe, manager);
                NDArray images = stripes(manager, view(recipe, "eval_transform"));
                Settings rule = Settings.of(thresholds, PartSpec.parse(text(recipe, "targets")));
                try (OptimizerSession steps = rmsprop.open(network.weights(), Settings.of(rmsprop, optimizer));
                        TargetSession session = thresholds.open(new TargetRequest(24, 10, rule, RandomStream.of(1)))) {
                    Targets targets = engine.autograd()
                            .noGrad(() -> session.compute(new TargetContext(
                                    0,
                                    IntStream.range(0, 24).toArray(),
                                    network.say(images, ForwardMode.BATCH_STATISTICS),
                                    RandomStream.of(2),
                                    manager)));
                    float first = step(recipe, network, images, targets, steps);
                    float last = 0;
                    for (int i = 0; i < STEPS; i++) {
                        float loss = step(recipe, network, images, targets, steps);
                        last += i < STEPS - 5 ? 0 : loss / 5;
                    }
                    assertTrue(last < first, name + ": " + first + " became " + last);
                }
            }
        }
    }

    private float step(JsonObject recipe, Network network, NDArray images, Targets targets, OptimizerSession steps) {
        float value;
        try (NDManager scope = images.getManager().newSubManager();
                GradientCollector recording = engine.autograd().record()) {
            NDArray view = images.duplicate();
            view.attach(scope);
            Predictions said = network.say(view, ForwardMode.TRAINING);
            NDArray total = scope.create(0f);
            for (String written : texts(recipe, "tasks")) {
                TaskSpec task = TaskSpec.parse(written);
                LossTask part = TASKS.get(task.part().id());
                total = total.add(part.loss(new Step(said, targets, Settings.of(part, task.part())))
                        .mul((float) task.weight()));
            }
            recording.backward(total);
            value = total.getFloat();
        }
        steps.update(1);
        return value;
    }

    private static NDArray stripes(NDManager manager, ImageShape shape) {
        NDArray noise =
                manager.randomUniform(-0.1f, 0.1f, new Shape(24, shape.channels(), shape.height(), shape.width()));
        NDArray columns = manager.arange(0f, shape.width()).reshape(1, 1, 1, shape.width());
        NDArray sorts = manager.arange(0f, 24f).mod(3).add(1).reshape(24, 1, 1, 1);
        return columns.mul(sorts).mul(0.5f).sin().mul(0.4f).add(noise);
    }

    /** Backbone and head of a recipe. */
    private final class Network {

        private final Block backbone;
        private final Block head;

        Network(JsonObject recipe, NDManager manager) {
            BackboneRequest request = request(recipe);
            ImageShape image = request.image();
            backbone = allconv.build(request);
            head = restraint.build(new HeadRequest(
                    allconv.featureShape(request), clusters(recipe), false, Settings.of(restraint, head(recipe))));
            backbone.initialize(
                    manager, DataType.FLOAT32, new Shape(2, image.channels(), image.height(), image.width()));
            head.initialize(manager, DataType.FLOAT32, new Shape(2, clusters(recipe), 1, 1));
        }

        NDList weights() {
            NDList weights = new NDList();
            Stream.of(backbone, head)
                    .flatMap(block -> block.getParameters().values().stream())
                    .filter(Parameter::requiresGradient)
                    .forEach(parameter -> weights.add(parameter.getArray()));
            return weights;
        }

        Predictions say(NDArray images, ForwardMode mode) {
            ParameterStore store = new ParameterStore(images.getManager(), false);
            NDList features = backbone.forward(store, new NDList(images), mode.training(), mode.options());
            NDList said = head.forward(store, features, mode.training(), mode.options());
            Map<Signal, NDArray> signals = new LinkedHashMap<>();
            signals.put(Signal.PROBABILITIES, said.get(0));
            signals.put(Signal.UNIT_VECTORS, said.get(1));
            return new Predictions(signals);
        }
    }

    private BackboneRequest request(JsonObject recipe) {
        PartSpec backbone = PartSpec.parse(text(recipe, "backbone"));
        assertEquals("allconv", backbone.id());
        return new BackboneRequest(
                view(recipe, "eval_transform"), clusters(recipe), Settings.of(allconv, backbone), StageInsert.NONE);
    }

    private static ImageShape view(JsonObject recipe, String key) {
        int size = recipe.get("size").getAsInt();
        ImageShape shape = new ImageShape(3, size, size);
        for (String written : texts(recipe, key)) {
            PartSpec spec = PartSpec.parse(written);
            ImageOperation operation = OPERATIONS.get(spec.id());
            shape = operation.shape(shape, Settings.of(operation, spec));
        }
        return shape;
    }

    private static PartSpec head(JsonObject recipe) {
        return PartSpec.parse(texts(recipe, "heads").get(0));
    }

    private static int clusters(JsonObject recipe) {
        return recipe.get("clusters").getAsInt();
    }

    private static String text(JsonObject recipe, String key) {
        return recipe.get(key).getAsString();
    }

    private static List<String> texts(JsonObject recipe, String key) {
        return recipe.getAsJsonArray(key).asList().stream()
                .map(JsonElement::getAsString)
                .toList();
    }

    private static JsonObject recipe(String name) {
        String path = "/OSGI-INF/configurator/" + name + ".json";
        try (Reader reader =
                new InputStreamReader(DacRecipesTest.class.getResourceAsStream(path), StandardCharsets.UTF_8)) {
            JsonObject root = JsonParser.parseReader(reader).getAsJsonObject();
            assertEquals(Set.of(":configurator:resource-version", "org.clade.variant~" + name), root.keySet());
            return root.getAsJsonObject("org.clade.variant~" + name);
        } catch (IOException e) {
            throw new IllegalStateException(path, e);
        }
    }
}
