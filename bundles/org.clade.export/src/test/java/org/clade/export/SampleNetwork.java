package org.clade.export;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.util.Pair;
import ai.djl.util.PairList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.clade.api.attention.AttentionRequest;
import org.clade.api.attention.HeadAttention;
import org.clade.api.attention.StageAttention;
import org.clade.api.backbone.Backbone;
import org.clade.api.backbone.BackboneRequest;
import org.clade.api.backbone.FeatureShape;
import org.clade.api.backbone.StageInsert;
import org.clade.api.data.ImageShape;
import org.clade.api.engine.ForwardMode;
import org.clade.api.engine.TensorEngine;
import org.clade.api.graph.Value;
import org.clade.api.head.Head;
import org.clade.api.head.HeadRequest;
import org.clade.api.part.Part;
import org.clade.api.part.PartSpec;
import org.clade.api.part.Settings;
import org.clade.api.random.RandomStream;
import org.clade.attention.conv.ConvolutionAttention;
import org.clade.attention.gaussian.GaussianAttention;
import org.clade.attention.identity.IdentityAttention;
import org.clade.attention.spatial.SpatialTransformer;
import org.clade.backbone.allconv.AllConvBackbone;
import org.clade.backbone.features.FeaturesBackbone;
import org.clade.backbone.onnx.OnnxBackbone;
import org.clade.backbone.resnet.ResNetBackbone;
import org.clade.backbone.torchscript.TorchScriptBackbone;
import org.clade.backbone.torchvision.TorchvisionResNetBackbone;
import org.clade.backbone.vgg.VggBackbone;
import org.clade.backbone.vit.VitBackbone;
import org.clade.export.graph.RecordedGraph;
import org.clade.head.MlpHead;
import org.clade.head.RestraintHead;
import org.clade.head.RotationHead;
import org.clade.head.SphereHead;
import org.clade.task.temi.StudentTeacherHead;
import org.clade.task.turtle.TaskEncoderHead;

/** A small network of parts, with random weights and statistics. */
final class SampleNetwork {

    static final int CLUSTERS = 6;

    private static final Map<String, Backbone> BACKBONES = Map.of(
            "vgg", new VggBackbone(),
            "allconv", new AllConvBackbone(),
            "resnet", new ResNetBackbone(),
            "features", new FeaturesBackbone(),
            "vit", new VitBackbone(),
            "torchvision-resnet", new TorchvisionResNetBackbone());
    private static final Map<String, HeadAttention> ATTENTIONS = Map.of(
            "gaussian",
            new GaussianAttention(),
            "conv",
            new ConvolutionAttention(),
            "identity",
            new IdentityAttention());
    private static final Map<String, Head> HEADS = Map.of(
            "mlp", new MlpHead(),
            "restraint", new RestraintHead(),
            "sphere", new SphereHead(),
            "rotation", new RotationHead(),
            "student-teacher", new StudentTeacherHead(),
            "task-encoder", new TaskEncoderHead());

    private final TensorEngine engine;
    private final NDManager scope;
    private final ImageShape image;
    private final Block backbone;
    private final Optional<Block> attention;
    private final Block head;
    private final Map<String, NDArray> arrays = new LinkedHashMap<>();

    SampleNetwork(
            TensorEngine engine,
            NDManager scope,
            ImageShape image,
            String backbone,
            Map<Integer, String> stages,
            String attention,
            String head) {
        this.engine = engine;
        this.scope = scope;
        this.image = image;
        engine.seed(7);
        PartSpec spec = PartSpec.parse(backbone);
        Backbone part =
                switch (spec.id()) {
                    case "torchscript" -> new TorchScriptBackbone(engine);
                    case "onnx" -> new OnnxBackbone(engine);
                    default -> BACKBONES.get(spec.id());
                };
        BackboneRequest request = new BackboneRequest(image, CLUSTERS, Settings.of(part, spec), insert(stages));
        FeatureShape features = part.featureShape(request);
        this.backbone = part.build(request);
        Bound<HeadAttention> looks = bound(attention, ATTENTIONS);
        AttentionRequest asked = new AttentionRequest(features, looks.settings());
        boolean attends = looks.part().attends(asked);
        Bound<Head> reads = bound(head, HEADS);
        this.head = reads.part().build(new HeadRequest(features, CLUSTERS, attends, reads.settings()));
        this.attention = attends ? Optional.of(looks.part().build(asked)) : Optional.empty();
        Shape map = new Shape(1, features.channels(), features.height(), features.width());
        initialize("backbone", this.backbone, new Shape(1, image.channels(), image.height(), image.width()));
        this.attention.ifPresent(block -> initialize("attention", block, map));
        Shape weights = new Shape(1, 1, features.height(), features.width());
        initialize("head", this.head, attends ? new Shape[] {map, weights} : new Shape[] {map});
    }

    private record Bound<P>(P part, Settings settings) {}

    private static <P extends Part> Bound<P> bound(String text, Map<String, P> parts) {
        PartSpec spec = PartSpec.parse(text);
        P part = parts.get(spec.id());
        return new Bound<>(part, Settings.of(part, spec));
    }

    private StageInsert insert(Map<Integer, String> stages) {
        StageAttention spatial = new SpatialTransformer(engine);
        return (stage, map) -> Optional.ofNullable(stages.get(stage))
                .map(text -> spatial.build(new AttentionRequest(map, Settings.of(spatial, PartSpec.parse(text)))));
    }

    private void initialize(String name, Block block, Shape... shapes) {
        block.initialize(scope, DataType.FLOAT32, shapes);
        for (Pair<String, Parameter> parameter : block.getParameters()) {
            if (!parameter.getValue().isInitialized()) {
                continue;
            }
            String path = name + "." + parameter.getKey();
            NDArray array = parameter.getValue().getArray();
            array.setRequiresGradient(false);
            float[] noise = RandomStream.of(3).derive(path).uniform((int) array.size(), -0.5f, 0.5f);
            try (NDArray drawn = scope.create(noise, array.getShape())) {
                switch (parameter.getValue().getType()) {
                    case RUNNING_VAR, GAMMA -> array.addi(drawn);
                    case RUNNING_MEAN, BETA, BIAS -> array.addi(drawn.mul(0.5f));
                    default -> array.addi(drawn.mul(0.1f));
                }
            }
            arrays.put(path, array);
        }
    }

    /** {@return features, then what the head gives} */
    List<NDArray> forward(NDArray images) {
        ParameterStore store = new ParameterStore(scope, false);
        PairList<String, Object> options = ForwardMode.EVALUATION.options(engine);
        return engine.autograd().noGrad(() -> {
            NDList map = backbone.forward(store, new NDList(images), false, options);
            NDList inputs = new NDList(map.head());
            attention.ifPresent(block ->
                    inputs.add(block.forward(store, map, false, options).head()));
            NDList outputs = head.forward(store, inputs, false, options);
            NDList all = new NDList(map.head().reshape(images.size(0), -1));
            all.addAll(outputs);
            return all;
        });
    }

    /** {@return the same as a graph, each output by a name} */
    RecordedGraph graph(Map<String, Value> outputs) {
        RecordedGraph graph = new RecordedGraph(new Shape(image.channels(), image.height(), image.width()), arrays);
        Value map = graph.block(backbone, graph.input());
        outputs.put("embeddings", graph.reshape(map, map.size()));
        List<Value> inputs =
                attention.map(block -> List.of(map, graph.block(block, map))).orElse(List.of(map));
        List<Value> labels = graph.block(head, inputs);
        for (int i = 0; i < labels.size(); i++) {
            outputs.put("output" + i, labels.get(i));
        }
        return graph;
    }

    ImageShape image() {
        return image;
    }
}
