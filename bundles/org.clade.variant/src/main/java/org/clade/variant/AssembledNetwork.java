package org.clade.variant;

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
import java.io.DataInputStream;
import java.io.DataOutputStream;
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
import org.clade.api.backbone.FeatureShape;
import org.clade.api.data.ImageShape;
import org.clade.api.engine.TensorEngine;
import org.clade.api.signal.Predictions;
import org.clade.api.signal.Signal;
import org.clade.api.variant.Network;

/** Backbone, attention and heads, each a DJL block, run one after the other. */
final class AssembledNetwork implements Network {

    private record HeadBlock(Block block, List<Signal> signals, boolean attended) {}

    private final NDManager manager;
    private final ParameterStore store;
    private final Block backbone;
    private final Optional<Block> attention;
    private final List<HeadBlock> heads;
    private final List<Block> blocks = new ArrayList<>();

    private AssembledNetwork(NDManager manager, Block backbone, Optional<Block> attention, List<HeadBlock> heads) {
        this.manager = manager;
        this.store = new ParameterStore(manager, false);
        this.backbone = backbone;
        this.attention = attention;
        this.heads = heads;
        blocks.add(backbone);
        attention.ifPresent(blocks::add);
        heads.forEach(head -> blocks.add(head.block()));
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
        Block backbone = plan.backbone().part().build(plan.backboneRequest());
        backbone.initialize(manager, DataType.FLOAT32, batchOf(plan.input()));
        Shape features = batchOf(plan.features());
        Optional<Block> attention = plan.attended()
                ? Optional.of(plan.attention().part().build(plan.attentionRequest()))
                : Optional.empty();
        attention.ifPresent(block -> block.initialize(manager, DataType.FLOAT32, features));
        List<HeadBlock> heads = new ArrayList<>();
        plan.heads().forEach((head, request) -> {
            Block block = head.part().build(request);
            Shape[] inputs = request.attended() ? new Shape[] {features, attentionMap(plan)} : new Shape[] {features};
            block.initialize(manager, DataType.FLOAT32, inputs);
            heads.add(new HeadBlock(block, head.part().emits(request), request.attended()));
        });
        AssembledNetwork network = new AssembledNetwork(manager, backbone, attention, List.copyOf(heads));
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
        heads.forEach(head -> signals.addAll(head.signals()));
        return signals;
    }

    @Override
    public Signal decision() {
        return heads.get(0).signals().get(0);
    }

    @Override
    public Predictions predict(NDArray images, Set<Signal> wanted, boolean training) {
        NDManager target = images.getManager();
        try (NDManager scope = target.newSubManager()) {
            NDArray input = images;
            input.tempAttach(scope);
            NDList features = backbone.forward(store, new NDList(input), training);
            Map<Signal, NDArray> answers = new LinkedHashMap<>();
            NDArray map = null;
            for (HeadBlock head : heads) {
                if (head.signals().stream().noneMatch(wanted::contains)) {
                    continue;
                }
                NDList inputs = new NDList(features.head());
                if (head.attended() && attention.isPresent()) {
                    map = map == null
                            ? attention.get().forward(store, features, training).head()
                            : map;
                    inputs.add(map);
                }
                NDList outputs = head.block().forward(store, inputs, training);
                for (int i = 0; i < head.signals().size(); i++) {
                    answers.put(head.signals().get(i), outputs.get(i));
                }
            }
            answers.values().forEach(answer -> answer.attach(target));
            return new Predictions(answers);
        }
    }

    @Override
    public NDList weights() {
        NDList weights = new NDList();
        trainable().forEach(parameter -> {
            NDArray array = parameter.getValue().getArray();
            array.setName(parameter.getKey());
            weights.add(array);
        });
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
        DataOutputStream data = new DataOutputStream(out);
        for (Block block : blocks) {
            block.saveParameters(data);
        }
        data.flush();
    }

    @Override
    public void load(InputStream in) throws IOException {
        DataInputStream data = new DataInputStream(in);
        try {
            for (Block block : blocks) {
                block.loadParameters(manager, data);
            }
        } catch (ai.djl.MalformedModelException e) {
            throw new IOException("The weights belong to another network: " + e.getMessage(), e);
        }
        trainable().forEach(parameter -> parameter.getValue().getArray().setRequiresGradient(true));
    }

    @Override
    public void close() {
        manager.close();
    }

    private PairList<String, Parameter> trainable() {
        PairList<String, Parameter> trainable = new PairList<>();
        for (int i = 0; i < blocks.size(); i++) {
            for (Pair<String, Parameter> parameter : blocks.get(i).getParameters()) {
                if (parameter.getValue().requiresGradient()) {
                    trainable.add(i + "." + parameter.getKey(), parameter.getValue());
                }
            }
        }
        return trainable;
    }
}
