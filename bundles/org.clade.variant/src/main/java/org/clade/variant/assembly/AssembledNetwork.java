package org.clade.variant.assembly;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.util.Pair;
import ai.djl.util.PairList;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.clade.api.backbone.FeatureShape;
import org.clade.api.data.ImageShape;
import org.clade.api.engine.ForwardMode;
import org.clade.api.engine.TensorEngine;
import org.clade.api.graph.Graph;
import org.clade.api.graph.Value;
import org.clade.api.part.RefusedException;
import org.clade.api.signal.Predictions;
import org.clade.api.signal.Signal;
import org.clade.api.target.Targets;
import org.clade.api.training.StepHooks;
import org.clade.api.training.TrainingProgress;
import org.clade.api.variant.Network;
import org.clade.array.ArrayStream;

/** Backbone, attention and heads, each a DJL block, run one after the other. */
final class AssembledNetwork implements Network {

    private record HeadBlock(String written, Block block, List<Signal> signals, boolean attended) {}

    private final NDManager manager;
    private final TensorEngine engine;
    private final ParameterStore store;
    private final Block backbone;
    private final Optional<Block> inputStage;
    private final Optional<Block> attention;
    private final List<HeadBlock> heads;
    private final NetworkPlan plan;
    private final List<Block> blocks = new ArrayList<>();
    private final List<StepHooks> hooks;

    private AssembledNetwork(
            NDManager manager,
            TensorEngine engine,
            NetworkPlan plan,
            Block backbone,
            Optional<Block> inputStage,
            Optional<Block> attention,
            List<HeadBlock> heads) {
        this.manager = manager;
        this.engine = engine;
        this.plan = plan;
        this.store = new WeightStore(manager, engine);
        this.backbone = backbone;
        this.inputStage = inputStage;
        this.attention = attention;
        this.heads = heads;
        blocks.add(backbone);
        attention.ifPresent(blocks::add);
        heads.forEach(head -> blocks.add(head.block()));
        hooks = blocks.stream().flatMap(AssembledNetwork::hooks).toList();
    }

    /**
     * Builds and initializes a network.
     *
     * @param plan what to build
     * @param parent holds the weights' scope
     * @param engine seeds the draws of the initial weights
     * @param seed decides the initial weights
     * @return the network
     */
    static AssembledNetwork build(NetworkPlan plan, NDManager parent, TensorEngine engine, long seed) {
        NDManager manager = parent.newSubManager();
        engine.seed(seed);
        NetworkBlocks blocks = NetworkBlocks.of(plan);
        Shape features = batchOf(plan.features());
        blocks.backbone().initialize(manager, DataType.FLOAT32, batchOf(plan.input()));
        blocks.attention().ifPresent(block -> block.initialize(manager, DataType.FLOAT32, features));
        List<HeadBlock> heads = new ArrayList<>();
        plan.heads().forEach((head, request) -> {
            Block block = blocks.heads().get(head);
            Shape[] inputs = request.attended() ? new Shape[] {features, attentionMap(plan)} : new Shape[] {features};
            block.initialize(manager, DataType.FLOAT32, inputs);
            heads.add(new HeadBlock(head.spec().toString(), block, head.part().emits(request), request.attended()));
        });
        AssembledNetwork network = new AssembledNetwork(
                manager,
                engine,
                plan,
                blocks.backbone(),
                blocks.stages().onInput(),
                blocks.attention(),
                List.copyOf(heads));
        network.trainable().forEach(parameter -> parameter.getValue().getArray().setRequiresGradient(true));
        return network;
    }

    private static Shape batchOf(ImageShape image) {
        return new Shape(1, image.channels(), image.height(), image.width());
    }

    private static Shape batchOf(FeatureShape features) {
        return new Shape(1, features.channels(), features.height(), features.width());
    }

    private static Shape attentionMap(NetworkPlan plan) {
        return new Shape(1, 1, plan.features().height(), plan.features().width());
    }

    @Override
    public Set<Signal> signals() {
        Set<Signal> signals = new LinkedHashSet<>();
        signals.add(Signal.FEATURES);
        heads.forEach(head -> signals.addAll(head.signals()));
        return signals;
    }

    @Override
    public Signal decision() {
        return heads.get(0).signals().get(0);
    }

    @Override
    public Predictions predict(NDArray images, Set<Signal> wanted, ForwardMode mode, int together) {
        NDManager target = images.getManager();
        boolean training = mode.training();
        PairList<String, Object> options = mode.options(engine, together);
        try (NDManager scope = target.newSubManager()) {
            NDArray input = images;
            input.tempAttach(scope);
            NDList features =
                    backbone.forward(store, new NDList(engine.operators().channelsLast(input)), training, options);
            Map<Signal, NDArray> answers = new LinkedHashMap<>();
            if (wanted.contains(Signal.FEATURES)) {
                answers.put(
                        Signal.FEATURES,
                        features.head().reshape(images.getShape().get(0), -1));
            }
            NDArray map = null;
            for (HeadBlock head : heads) {
                if (head.signals().stream().noneMatch(wanted::contains)) {
                    continue;
                }
                NDList inputs = new NDList(features.head());
                if (head.attended() && attention.isPresent()) {
                    map = map == null
                            ? attention
                                    .get()
                                    .forward(store, features, training, options)
                                    .head()
                            : map;
                    inputs.add(map);
                }
                NDList outputs = head.block().forward(store, inputs, training, options);
                for (int i = 0; i < head.signals().size(); i++) {
                    answers.put(head.signals().get(i), outputs.get(i));
                }
            }
            answers.values().forEach(answer -> answer.attach(target));
            return new Predictions(answers);
        }
    }

    @Override
    public Optional<NDArray> transformed(NDArray images, ForwardMode mode) {
        return inputStage.map(block -> {
            NDList inputs = new NDList(images);
            NDArray output = block.forward(store, inputs, mode.training(), mode.options())
                    .singletonOrThrow();
            output.attach(images.getManager());
            return output;
        });
    }

    @Override
    public Optional<NDArray> attention(NDArray images, ForwardMode mode) {
        NDManager target = images.getManager();
        return attention.map(block -> {
            try (NDManager scope = target.newSubManager()) {
                images.tempAttach(scope);
                NDList features = backbone.forward(
                        store, new NDList(engine.operators().channelsLast(images)), mode.training(), mode.options());
                NDArray map = block.forward(store, features, mode.training(), mode.options())
                        .head();
                map.attach(target);
                return map;
            }
        });
    }

    @Override
    public void beforeStep(TrainingProgress progress, Targets targets) {
        tell(hook -> hook.beforeStep(progress, targets));
    }

    @Override
    public void afterStep(TrainingProgress progress) {
        tell(hook -> hook.afterStep(progress));
    }

    private void tell(Consumer<StepHooks> call) {
        if (hooks.isEmpty()) {
            return;
        }
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            engine.autograd().noGrad(() -> {
                hooks.forEach(call);
                return null;
            });
        }
    }

    private static Stream<StepHooks> hooks(Block block) {
        Stream<StepHooks> own = block instanceof StepHooks hook ? Stream.of(hook) : Stream.of();
        return Stream.concat(own, block.getChildren().values().stream().flatMap(AssembledNetwork::hooks));
    }

    @Override
    public Map<String, NDArray> stateDict() {
        StateNames names = new StateNames();
        names.add("backbone", backbone);
        attention.ifPresent(block -> names.add("attention", block));
        for (int i = 0; i < heads.size(); i++) {
            names.add("head" + (i + 1), heads.get(i).block());
        }
        return names.arrays();
    }

    @Override
    public Map<Signal, Value> export(Graph graph, Value images) {
        Map<Signal, Value> answers = new LinkedHashMap<>();
        Value features = exported(graph, "backbone=" + plan.backbone().spec(), backbone, List.of(images))
                .get(0);
        answers.put(Signal.FEATURES, graph.reshape(features, features.size()));
        Optional<Value> map = attention
                .filter(block -> heads.stream().anyMatch(HeadBlock::attended))
                .map(block -> exported(graph, "attention=" + plan.attention().spec(), block, List.of(features))
                        .get(0));
        for (HeadBlock head : heads) {
            List<Value> inputs = new ArrayList<>(List.of(features));
            map.filter(weights -> head.attended()).ifPresent(inputs::add);
            List<Value> outputs = exported(graph, "the head " + head.written(), head.block(), inputs);
            for (int i = 0; i < head.signals().size(); i++) {
                answers.put(head.signals().get(i), outputs.get(i));
            }
        }
        return answers;
    }

    private static List<Value> exported(Graph graph, String part, Block block, List<Value> inputs) {
        try {
            return graph.block(block, inputs);
        } catch (RefusedException e) {
            throw new RefusedException(
                    "The network cannot be exported because of %s: %s".formatted(part, e.getMessage()), e);
        }
    }

    @Override
    public NDList weights() {
        NDList weights = new NDList();
        trainable().forEach(parameter -> weights.add(named(parameter)));
        return weights;
    }

    @Override
    public long parameters() {
        long count = 0;
        for (NDArray weight : weights()) {
            count += weight.size();
        }
        return count;
    }

    @Override
    public void save(OutputStream out) throws IOException {
        NDList arrays = new NDList();
        all().forEach(parameter -> arrays.add(named(parameter)));
        ArrayStream.write(arrays, out);
    }

    @Override
    public void load(InputStream in) throws IOException {
        try (NDManager scope = manager.newSubManager()) {
            NDList saved = NDList.decode(scope, in);
            PairList<String, Parameter> own = all();
            if (saved.size() != own.size()) {
                throw new IOException("The weights belong to another network: %s arrays instead of %s"
                        .formatted(saved.size(), own.size()));
            }
            for (int i = 0; i < saved.size(); i++) {
                NDArray from = saved.get(i);
                NDArray to = named(own.get(i));
                if (!to.getName().equals(from.getName()) || !to.getShape().equals(from.getShape())) {
                    throw new IOException("The weights belong to another network: %s %s instead of %s %s"
                            .formatted(from.getName(), from.getShape(), to.getName(), to.getShape()));
                }
            }
            // Optimizers hold these arrays, so only their values change.
            engine.operators()
                    .copy(
                            saved,
                            new NDList(own.values().stream()
                                    .map(Parameter::getArray)
                                    .toList()));
        }
    }

    @Override
    public void close() {
        manager.close();
    }

    private static NDArray named(Pair<String, Parameter> parameter) {
        NDArray array = parameter.getValue().getArray();
        array.setName(parameter.getKey());
        return array;
    }

    private PairList<String, Parameter> trainable() {
        PairList<String, Parameter> trainable = new PairList<>();
        all().forEach(parameter -> {
            if (parameter.getValue().requiresGradient()) {
                trainable.add(parameter);
            }
        });
        return trainable;
    }

    private PairList<String, Parameter> all() {
        PairList<String, Parameter> all = new PairList<>();
        for (int i = 0; i < blocks.size(); i++) {
            for (Pair<String, Parameter> parameter : blocks.get(i).getParameters()) {
                all.add(i + "." + parameter.getKey(), parameter.getValue());
            }
        }
        return all;
    }
}
