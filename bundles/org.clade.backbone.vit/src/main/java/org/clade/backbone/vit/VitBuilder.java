package org.clade.backbone.vit;

import ai.djl.nn.Block;
import java.util.Arrays;
import java.util.List;
import org.clade.api.data.ImageShape;
import org.clade.layer.Filters;
import org.clade.layer.Initialization;
import org.clade.layer.Layers;
import org.clade.layer.Sequential;
import org.clade.layer.Window;
import org.clade.tensor.weights.PretrainedBlock;
import org.clade.tensor.weights.TensorShape;
import org.clade.tensor.weights.WeightMap;

/** Builds the blocks of a vision transformer for images of a shape, and says which tensors become which of their parameters. */
final class VitBuilder {

    private static final int COLORS = 3;
    private static final int ROLES = 3;

    private final VisionTransformer transformer;
    private final VitNames names;
    private final VitDimensions size;
    private final WeightMap weights;
    private final Block network;

    /**
     * Builds the blocks.
     *
     * @param transformer what to build
     * @param image the shape of the images, whole patches
     */
    VitBuilder(VisionTransformer transformer, ImageShape image) {
        this.transformer = transformer;
        this.names = transformer.names();
        this.size = transformer.size();
        this.weights = new WeightMap(transformer.file());
        weights.leave(names.leftOver());
        this.network = names.isClip() ? clip(image) : plain(image);
    }

    WeightMap weights() {
        return weights;
    }

    Block pretrained() {
        return new PretrainedBlock(network, weights, transformer.settings().frozen());
    }

    private Block plain(ImageShape image) {
        return new Sequential()
                .then("embedding", embedding(image))
                .then("blocks", blocks())
                .then("norm", norm(names.lastNorm()))
                .then("pool", new TokenPoolingBlock(transformer.settings().pooling(), size.registers()))
                .then("pixel", new PixelBlock());
    }

    private Block clip(ImageShape image) {
        Sequential chain = new Sequential().then("embedding", embedding(image));
        names.firstNorm().ifPresent(name -> chain.then("first", norm(name)));
        chain.then("blocks", blocks())
                .then("pool", new TokenPoolingBlock(TokenPooling.CLASS, 0))
                .then("norm", norm(names.lastNorm()));
        transformer.projection().ifPresent(name -> {
            int out = size.projection().orElseThrow();
            Block projection = Layers.linear(size.width(), out, Initialization.UNIFORM, false);
            weights.take(projection, "weight", name + ".weight", out, size.width());
            chain.then("projection", projection);
        });
        return chain.then("pixel", new PixelBlock());
    }

    private Block embedding(ImageShape image) {
        int patch = size.patch();
        int rows = image.height() / patch;
        int columns = image.width() / patch;
        Block filters = Layers.convolution(
                COLORS,
                size.width(),
                new Window(patch, 0, patch),
                new Filters(!names.isClip(), Initialization.UNIFORM));
        weights.take(filters, "weight", names.patch() + ".weight", size.width(), COLORS, patch, patch);
        if (!names.isClip()) {
            weights.take(filters, "bias", names.patch() + ".bias", size.width());
        }
        TokenEmbeddingBlock tokens = new TokenEmbeddingBlock(
                new Sequential().then("convolution", filters).then("tokens", Layers.tokens()),
                size.width(),
                rows * columns,
                size.registers());
        takeClassToken(tokens);
        if (size.registers() > 0) {
            weights.take(tokens, TokenEmbeddingBlock.REGISTERS, names.registers(), 1, size.registers(), size.width());
        }
        int first = size.classPosition() ? size.width() : 0;
        weights.combine(tokens, TokenEmbeddingBlock.POSITIONS, List.of(positions()), values -> {
            float[] all = values.get(0);
            return transformer
                    .positions()
                    .scale(Arrays.copyOfRange(all, first, all.length), size.side(), rows, columns);
        });
        return tokens;
    }

    /** The class token never moves, so its position is added here once. */
    private void takeClassToken(Block tokens) {
        TensorShape token = names.isClip()
                ? TensorShape.of(names.classToken(), size.width())
                : TensorShape.of(names.classToken(), 1, 1, size.width());
        if (!size.classPosition()) {
            weights.combine(tokens, TokenEmbeddingBlock.CLASS_TOKEN, List.of(token), values -> values.get(0));
            return;
        }
        weights.combine(tokens, TokenEmbeddingBlock.CLASS_TOKEN, List.of(token, positions()), values -> {
            float[] sum = values.get(0).clone();
            for (int i = 0; i < sum.length; i++) {
                sum[i] += values.get(1)[i];
            }
            return sum;
        });
    }

    private TensorShape positions() {
        int count = size.side() * size.side() + (size.classPosition() ? 1 : 0);
        return names.isClip()
                ? TensorShape.of(names.positions(), count, size.width())
                : TensorShape.of(names.positions(), 1, count, size.width());
    }

    private Block blocks() {
        Sequential blocks = new Sequential();
        for (int i = 0; i < size.depth(); i++) {
            blocks.then("block" + i, block(i));
        }
        return blocks;
    }

    private Block block(int number) {
        VitNames.BlockNames parts = names.inBlock();
        Block attention = Layers.selfAttention(size.width(), transformer.heads());
        takeAttention(number, attention);
        Sequential mixing = new Sequential()
                .then("norm", norm(names.inBlock(number, parts.firstNorm())))
                .then("attention", attention);
        Sequential thinking = new Sequential()
                .then("norm", norm(names.inBlock(number, parts.secondNorm())))
                .then("fc1", linear(names.inBlock(number, parts.fc1()), size.width(), size.hidden()))
                .then("activation", transformer.activation().block())
                .then("fc2", linear(names.inBlock(number, parts.fc2()), size.hidden(), size.width()));
        if (size.layerScale()) {
            mixing.then("scale", scale(names.inBlock(number, parts.scales().get(0))));
            thinking.then("scale", scale(names.inBlock(number, parts.scales().get(1))));
        }
        return new Sequential().then("mixing", Layers.added(mixing)).then("thinking", Layers.added(thinking));
    }

    private void takeAttention(int number, Block attention) {
        int width = size.width();
        List<String> stored = names.inBlock().qkv();
        int rows = ROLES * width / stored.size();
        Block qkv = attention.getChildren().get("01qkv");
        weights.stack(
                qkv,
                "weight",
                stored.stream()
                        .map(name -> TensorShape.of(names.inBlock(number, name) + ".weight", rows, width))
                        .toList());
        weights.stack(
                qkv,
                "bias",
                stored.stream()
                        .map(name -> TensorShape.of(names.inBlock(number, name) + ".bias", rows))
                        .toList());
        takeLinear(
                attention.getChildren().get("02projection"),
                names.inBlock(number, names.inBlock().output()),
                width,
                width);
    }

    private Block linear(String name, int in, int out) {
        Block linear = Layers.linear(in, out);
        takeLinear(linear, name, in, out);
        return linear;
    }

    private void takeLinear(Block linear, String name, int in, int out) {
        weights.take(linear, "weight", name + ".weight", out, in);
        weights.take(linear, "bias", name + ".bias", out);
    }

    private Block norm(String name) {
        Block norm = Layers.layerNorm(transformer.epsilon());
        weights.take(norm, "weight", name + ".weight", size.width());
        weights.take(norm, "bias", name + ".bias", size.width());
        return norm;
    }

    private Block scale(String name) {
        Block scale = Layers.scale(1);
        weights.take(scale, "weight", name, size.width());
        return scale;
    }
}
