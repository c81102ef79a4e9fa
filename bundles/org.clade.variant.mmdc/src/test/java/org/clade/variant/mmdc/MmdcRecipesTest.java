package org.clade.variant.mmdc;

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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.clade.api.augment.ImageOperation;
import org.clade.api.backbone.Backbone;
import org.clade.api.backbone.BackboneRequest;
import org.clade.api.backbone.StageInsert;
import org.clade.api.data.ImageShape;
import org.clade.api.engine.ForwardMode;
import org.clade.api.engine.TensorEngine;
import org.clade.api.head.Head;
import org.clade.api.head.HeadRequest;
import org.clade.api.optimizer.OptimizerSession;
import org.clade.api.part.PartSpec;
import org.clade.api.part.Settings;
import org.clade.api.random.RandomStream;
import org.clade.api.signal.Predictions;
import org.clade.api.signal.Signal;
import org.clade.api.target.TargetContext;
import org.clade.api.target.TargetRequest;
import org.clade.api.target.TargetSession;
import org.clade.api.target.Targets;
import org.clade.api.task.LossTask;
import org.clade.api.task.Step;
import org.clade.api.variant.TaskSpec;
import org.clade.assignment.ShortestPathSolver;
import org.clade.augment.CenterCrop;
import org.clade.augment.ColorJitter;
import org.clade.augment.Crop;
import org.clade.augment.Grayscale;
import org.clade.augment.HorizontalFlip;
import org.clade.augment.QuarterTurns;
import org.clade.augment.Rotate;
import org.clade.augment.Sobel;
import org.clade.backbone.resnet.ResNetBackbone;
import org.clade.backbone.vgg.VggBackbone;
import org.clade.engine.torch.TorchEngine;
import org.clade.golden.Golden;
import org.clade.head.RotationHead;
import org.clade.head.SphereHead;
import org.clade.optimizer.SgdOptimizer;
import org.clade.optimizer.StepRate;
import org.clade.target.mixture.MixtureTargets;
import org.clade.task.alignment.AlignmentTask;
import org.clade.task.rotation.RotationTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The parts of every recipe accept its options and fit, networks match the facts, and both phases of an epoch reduce their losses. */
class MmdcRecipesTest {

    private static final Path FOLDER = Path.of("src/main/resources/OSGI-INF/configurator");
    private static final int IMAGES = 32;
    private static final Map<String, Backbone> BACKBONES =
            Map.of("resnet", new ResNetBackbone(), "vgg", new VggBackbone());
    private static final Map<String, Head> HEADS = Map.of("sphere", new SphereHead(), "rotation", new RotationHead());
    private static final Map<String, LossTask> TASKS =
            Map.of("alignment", new AlignmentTask(), "rotation", new RotationTask());
    private static final Map<String, ImageOperation> OPERATIONS = Map.of(
            "center-crop", new CenterCrop(),
            "crop", new Crop(),
            "grayscale", new Grayscale(),
            "horizontal-flip", new HorizontalFlip(),
            "color-jitter", new ColorJitter(),
            "quarter-turns", new QuarterTurns(),
            "rotate", new Rotate(),
            "sobel", new Sobel());

    private final TensorEngine engine = TorchEngine.start();
    private final MixtureTargets mixture = new MixtureTargets(new ShortestPathSolver());

    static Stream<String> names() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString().replace(".json", "")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void partsTakeTheirOptionsAndFit(String name) {
        JsonObject recipe = recipe(name);
        boolean paper = name.endsWith("-paper");
        boolean small = name.contains("mnist") || name.contains("fashion");
        assertEquals(paper, text(recipe, "source").equals("paper"));
        Set<Signal> emitted = Set.copyOf(heads(recipe).stream()
                .flatMap(head -> part(HEADS, head).emits(headRequest(recipe, head)).stream())
                .toList());
        ImageShape clean = view(recipe, "eval_transform");
        List<String> phases = texts(recipe, "phases");
        for (String phase : phases) {
            TaskSpec task = TaskSpec.parse(texts(recipe, phase + ".tasks").get(0));
            LossTask part = part(TASKS, task.part());
            Settings settings = Settings.of(part, task.part());
            assertTrue(emitted.containsAll(part.reads(settings)));
            assertEquals(part.copies(settings), copies(recipe, phase + ".augment"));
            assertEquals(clean, view(recipe, phase + ".augment"));
            if (phase.equals("cluster")) {
                assertEquals(
                        paper ? "distance" : name.startsWith("nat") ? "sum" : "mean",
                        settings.written().get("scale"));
                Settings rule = Settings.of(mixture, targets(recipe));
                assertTrue(mixture.provides(rule).containsAll(part.targets(settings)));
                assertEquals(
                        rule.written().get("dimensions"),
                        Settings.of(HEADS.get("sphere"), heads(recipe).get(0))
                                .written()
                                .get("dimensions"));
            }
        }
        if (phases.size() == 2) {
            assertEquals(paper ? List.of("cluster", "rotate") : List.of("rotate", "cluster"), phases);
        }
        Settings rate = Settings.of(new StepRate(), PartSpec.parse(text(recipe, "lr_schedule")));
        int epochs = recipe.get("epochs").getAsInt();
        int drop = small ? 40 : paper ? 350 : 300;
        assertEquals(1, new StepRate().factor(drop - 1, epochs, rate));
        assertEquals(small ? 0.1 : 0.2, new StepRate().factor(drop, epochs, rate), 1e-9);
        Settings sgd = Settings.of(new SgdOptimizer(engine), PartSpec.parse(text(recipe, "optimizer")));
        assertEquals(
                phases.contains("rotate") || small ? 0.05 : 0.01,
                Double.parseDouble(sgd.written().get("lr")));
    }

    @ParameterizedTest
    @CsvSource({
        "mmdc-mnist, mmdc_small_vgg_mnist",
        "mmdc-cifar10, mmdc_resnet18_32",
        "mmdc-cifar100-20, mmdc_resnet18_32_k20",
        "mmdc-stl10, mmdc_resnet18_64",
        "mmdc-imagenet10, mmdc_resnet18_64",
        "mmdc-tiny-imagenet, mmdc_resnet18_64_k200"
    })
    void networksAreThoseOfTheFacts(String name, String facts) {
        JsonObject net = Golden.load("network_facts_mmdc").json("expected.nets").getAsJsonArray().asList().stream()
                .map(JsonElement::getAsJsonObject)
                .filter(each -> text(each, "name").equals(facts))
                .findFirst()
                .orElseThrow();
        for (String reading : List.of(name, name + "-paper")) {
            JsonObject recipe = recipe(reading);
            ImageShape image = view(recipe, "eval_transform");
            assertEquals(
                    net.get("input").getAsJsonArray().asList().stream()
                            .map(JsonElement::getAsInt)
                            .toList(),
                    List.of(image.channels(), image.height(), image.width()));
            try (NDManager manager = engine.newManager(Device.cpu())) {
                assertEquals(
                        net.get("trainable_parameters").getAsLong(),
                        new Network(recipe, manager)
                                .weights().stream().mapToLong(NDArray::size).sum());
            }
        }
    }

    /** Stripes of several widths. On one batch without augmentation both phases have something to learn. */
    @Test
    void bothPhasesTeach() {
        JsonObject recipe = recipe("mmdc-cifar10");
        recipe.addProperty("backbone", "resnet(blocks=1+1, widths=8+16)");
        SgdOptimizer sgd = new SgdOptimizer(engine);
        try (NDManager manager = engine.newManager(Device.cpu())) {
            engine.seed(1);
            Network network = new Network(recipe, manager);
            NDArray images = stripes(manager, view(recipe, "eval_transform"));
            NDArray turned = OPERATIONS
                    .get("quarter-turns")
                    .apply(images, Settings.of(OPERATIONS.get("quarter-turns"), ""), RandomStream.of(1));
            Settings rule = Settings.of(mixture, targets(recipe));
            try (OptimizerSession optimizer =
                            sgd.open(network.weights(), Settings.of(sgd, PartSpec.parse(text(recipe, "optimizer"))));
                    TargetSession session =
                            mixture.open(new TargetRequest(IMAGES, clusters(recipe), rule, RandomStream.of(1)))) {
                List<Float> rotation = new ArrayList<>();
                List<Float> alignment = new ArrayList<>();
                for (int step = 0; step < 30; step++) {
                    rotation.add(step(recipe, "rotate", network, turned, Targets.NONE, optimizer));
                    Targets targets = engine.autograd()
                            .noGrad(() -> session.compute(new TargetContext(
                                    0,
                                    IntStream.range(0, IMAGES).toArray(),
                                    network.say(images, ForwardMode.EVALUATION),
                                    RandomStream.of(2),
                                    manager)));
                    alignment.add(step(recipe, "cluster", network, images, targets, optimizer));
                }
                assertTrue(rotation.get(29) < 0.8 * rotation.get(0), rotation::toString);
                assertTrue(alignment.get(29) < 0.8 * alignment.get(0), alignment::toString);
            }
        }
    }

    private float step(
            JsonObject recipe,
            String phase,
            Network network,
            NDArray images,
            Targets targets,
            OptimizerSession optimizer) {
        TaskSpec task = TaskSpec.parse(texts(recipe, phase + ".tasks").get(0));
        LossTask part = part(TASKS, task.part());
        float value;
        try (NDManager scope = images.getManager().newSubManager();
                GradientCollector recording = engine.autograd().record()) {
            NDArray view = images.duplicate();
            view.attach(scope);
            NDArray loss = part.loss(
                    new Step(network.say(view, ForwardMode.TRAINING), targets, Settings.of(part, task.part())));
            recording.backward(loss);
            value = loss.getFloat();
        }
        optimizer.update(1);
        return value;
    }

    private static NDArray stripes(NDManager manager, ImageShape shape) {
        NDArray noise =
                manager.randomUniform(-0.1f, 0.1f, new Shape(IMAGES, shape.channels(), shape.height(), shape.width()));
        NDArray columns = manager.arange(0f, shape.width()).reshape(1, 1, 1, shape.width());
        NDArray sorts = manager.arange(0f, IMAGES).mod(8).add(1).reshape(IMAGES, 1, 1, 1);
        return columns.mul(sorts).mul(0.1f).sin().mul(0.4f).add(noise).add(0.5f);
    }

    /** Backbone and heads of a recipe. */
    private final class Network {

        private final Block backbone;
        private final Map<Signal, Block> heads = new LinkedHashMap<>();

        Network(JsonObject recipe, NDManager manager) {
            PartSpec spec = PartSpec.parse(text(recipe, "backbone"));
            Backbone part = part(BACKBONES, spec);
            BackboneRequest request = backboneRequest(recipe);
            ImageShape image = request.image();
            backbone = part.build(request);
            Shape[] shapes = {new Shape(2, image.channels(), image.height(), image.width())};
            backbone.initialize(manager, DataType.FLOAT32, shapes);
            for (PartSpec head : heads(recipe)) {
                HeadRequest wanted = headRequest(recipe, head);
                Block block = part(HEADS, head).build(wanted);
                block.initialize(manager, DataType.FLOAT32, backbone.getOutputShapes(shapes));
                heads.put(part(HEADS, head).emits(wanted).get(0), block);
            }
        }

        NDList weights() {
            NDList weights = new NDList();
            Stream.concat(Stream.of(backbone), heads.values().stream())
                    .flatMap(block -> block.getParameters().values().stream())
                    .filter(Parameter::requiresGradient)
                    .forEach(parameter -> weights.add(parameter.getArray()));
            return weights;
        }

        Predictions say(NDArray images, ForwardMode mode) {
            ParameterStore store = new ParameterStore(images.getManager(), false);
            NDList features = backbone.forward(store, new NDList(images), mode.training(), mode.options());
            Map<Signal, NDArray> signals = new LinkedHashMap<>();
            heads.forEach((signal, head) -> signals.put(
                    signal,
                    head.forward(store, features, mode.training(), mode.options())
                            .singletonOrThrow()));
            return new Predictions(signals);
        }
    }

    private static BackboneRequest backboneRequest(JsonObject recipe) {
        PartSpec spec = PartSpec.parse(text(recipe, "backbone"));
        return new BackboneRequest(
                view(recipe, "eval_transform"),
                clusters(recipe),
                Settings.of(part(BACKBONES, spec), spec),
                StageInsert.NONE);
    }

    private static HeadRequest headRequest(JsonObject recipe, PartSpec head) {
        Backbone backbone = part(BACKBONES, PartSpec.parse(text(recipe, "backbone")));
        return new HeadRequest(
                backbone.featureShape(backboneRequest(recipe)),
                clusters(recipe),
                false,
                Settings.of(part(HEADS, head), head));
    }

    private static ImageShape view(JsonObject recipe, String key) {
        int size = recipe.get("size").getAsInt();
        boolean gray = size == 28;
        ImageShape shape = new ImageShape(gray ? 1 : 3, size, size);
        for (PartSpec spec : operations(recipe, key)) {
            ImageOperation operation = part(OPERATIONS, spec);
            shape = operation.shape(shape, Settings.of(operation, spec));
        }
        return shape;
    }

    private static int copies(JsonObject recipe, String key) {
        return operations(recipe, key).stream()
                .mapToInt(spec -> part(OPERATIONS, spec).copies(Settings.of(part(OPERATIONS, spec), spec)))
                .reduce(1, (a, b) -> a * b);
    }

    private static List<PartSpec> operations(JsonObject recipe, String key) {
        return texts(recipe, key).stream().map(PartSpec::parse).toList();
    }

    private static List<PartSpec> heads(JsonObject recipe) {
        return operations(recipe, "heads");
    }

    private static PartSpec targets(JsonObject recipe) {
        PartSpec spec = PartSpec.parse(text(recipe, "cluster.targets"));
        assertEquals("mixture", spec.id());
        return spec;
    }

    private static <P> P part(Map<String, P> parts, PartSpec spec) {
        assertTrue(parts.containsKey(spec.id()), spec::id);
        return parts.get(spec.id());
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
                new InputStreamReader(MmdcRecipesTest.class.getResourceAsStream(path), StandardCharsets.UTF_8)) {
            JsonObject root = JsonParser.parseReader(reader).getAsJsonObject();
            assertEquals(Set.of(":configurator:resource-version", "org.clade.variant~" + name), root.keySet());
            return root.getAsJsonObject("org.clade.variant~" + name);
        } catch (IOException e) {
            throw new IllegalStateException(path, e);
        }
    }
}
