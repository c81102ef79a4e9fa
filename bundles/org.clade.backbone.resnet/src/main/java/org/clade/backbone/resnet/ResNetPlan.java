package org.clade.backbone.resnet;

import ai.djl.nn.Block;
import java.util.ArrayList;
import java.util.List;
import org.clade.api.backbone.FeatureShape;
import org.clade.api.backbone.StageInsert;
import org.clade.api.data.ImageShape;
import org.clade.api.part.Option;
import org.clade.api.part.RefusedException;
import org.clade.api.part.Settings;
import org.clade.layer.Filters;
import org.clade.layer.Initialization;
import org.clade.layer.Layers;
import org.clade.layer.Sequential;
import org.clade.layer.Window;

/**
 * The network that settings describe.
 *
 * @param stages from the first to the last
 * @param pooledStem whether max pooling ends the stem
 * @param averaged whether the network ends with the mean of each channel
 */
record ResNetPlan(List<Stage> stages, boolean pooledStem, boolean averaged) {

    private static final Filters FILTERS = new Filters(false, Initialization.HE);
    private static final int MOST_STAGES = 8;

    enum FinalPool {
        GLOBAL,
        NONE
    }

    static final Option<List<Integer>> BLOCKS = Option.integers(
            "blocks",
            List.of(2, 2, 2, 2),
            1,
            64,
            "Basic blocks of each stage, of at most " + MOST_STAGES + ", joined by +.");

    static final Option<List<Integer>> WIDTHS = Option.integers(
            "widths",
            List.of(64, 128, 256, 512),
            1,
            4096,
            "Channels of each stage, joined by +; the stem is as wide as the first.");

    static final Option<Boolean> STEM_POOL =
            Option.bool("stem_pool", true, "Whether 2×2 max pooling with padding 1 ends the stem, as in MMDC.");

    static final Option<FinalPool> POOL = Option.choice(
            "pool", FinalPool.GLOBAL, "Whether the features are the mean of each channel, or the map for attention.");

    static final List<Option<?>> OPTIONS = List.of(BLOCKS, WIDTHS, STEM_POOL, POOL);

    /**
     * Basic blocks of one width.
     *
     * @param blocks how many
     * @param width channels
     * @param stride of the first of them
     */
    record Stage(int blocks, int width, int stride) {

        FeatureShape after(FeatureShape before) {
            return new FeatureShape(width, strided(before.height()), strided(before.width()));
        }

        private int strided(int pixels) {
            return (pixels - 1) / stride + 1;
        }
    }

    static ResNetPlan of(Settings settings) {
        List<Integer> blocks = settings.get(BLOCKS);
        List<Integer> widths = settings.get(WIDTHS);
        if (blocks.size() > MOST_STAGES) {
            throw new RefusedException("blocks=%s does not fit resnet: it takes at most %s stages, but these are %s."
                    .formatted(settings.written(BLOCKS), MOST_STAGES, blocks.size()));
        }
        if (blocks.size() != widths.size()) {
            throw new RefusedException(
                    "blocks=%s has %s stages, but widths=%s has %s; give both lists of resnet the same length."
                            .formatted(
                                    settings.written(BLOCKS), blocks.size(), settings.written(WIDTHS), widths.size()));
        }
        List<Stage> stages = new ArrayList<>();
        for (int i = 0; i < blocks.size(); i++) {
            stages.add(new Stage(blocks.get(i), widths.get(i), i == 0 ? 1 : 2));
        }
        return new ResNetPlan(List.copyOf(stages), settings.get(STEM_POOL), settings.get(POOL) == FinalPool.GLOBAL);
    }

    FeatureShape featureShape(ImageShape image) {
        FeatureShape map = stem(image);
        for (Stage stage : stages) {
            map = stage.after(map);
        }
        return averaged ? new FeatureShape(map.channels(), 1, 1) : map;
    }

    Block build(ImageShape image, StageInsert insert) {
        Sequential chain = new Sequential();
        insert(chain, 0, new FeatureShape(image.channels(), image.height(), image.width()), insert);
        int width = stages.get(0).width();
        chain.then("stem", normalized(image.channels(), width, 3, 1).then("relu", Layers.relu()));
        if (pooledStem) {
            chain.then("stempool", Layers.maxPool(2, 1));
        }
        FeatureShape map = stem(image);
        for (int s = 1; s <= stages.size(); s++) {
            Stage stage = stages.get(s - 1);
            for (int b = 1; b <= stage.blocks(); b++) {
                chain.then("stage" + s + "." + b, basic(map.channels(), stage.width(), b == 1 ? stage.stride() : 1));
                map = b == 1 ? stage.after(map) : map;
            }
            insert(chain, s, map, insert);
        }
        return averaged ? chain.then("average", Layers.globalAverage()) : chain;
    }

    private FeatureShape stem(ImageShape image) {
        int width = stages.get(0).width();
        return pooledStem
                ? new FeatureShape(width, image.height() / 2 + 1, image.width() / 2 + 1)
                : new FeatureShape(width, image.height(), image.width());
    }

    private static void insert(Sequential chain, int stage, FeatureShape map, StageInsert insert) {
        insert.at(stage, map).ifPresent(block -> chain.then("insert" + stage, block));
    }

    private static Block basic(int in, int out, int stride) {
        Sequential path =
                normalized(in, out, 3, stride).then("relu", Layers.relu()).then("second", normalized(out, out, 3, 1));
        return Layers.residual(path, in == out && stride == 1 ? new Sequential() : normalized(in, out, 1, stride));
    }

    private static Sequential normalized(int in, int out, int kernel, int stride) {
        return new Sequential()
                .then("convolution", Layers.convolution(in, out, new Window(kernel, kernel / 2, stride), FILTERS))
                .then("normalization", Layers.batchNorm());
    }
}
