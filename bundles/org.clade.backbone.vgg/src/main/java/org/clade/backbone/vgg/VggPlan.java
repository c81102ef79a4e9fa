package org.clade.backbone.vgg;

import java.util.ArrayList;
import java.util.List;
import org.clade.api.backbone.BackboneRequest;
import org.clade.api.part.Option;
import org.clade.api.part.Settings;
import org.clade.layer.ConvNetPlan;
import org.clade.layer.ConvNetStage;
import org.clade.layer.ConvolutionBlock;
import org.clade.layer.Filters;
import org.clade.layer.Initialization;
import org.clade.layer.Layers;

/** The options of the backbone, and the network that they describe. */
final class VggPlan {

    enum PoolPlaces {
        EVERY,
        BETWEEN
    }

    enum ConvolutionInit {
        TORCH,
        HE
    }

    static final Option<List<ConvolutionBlock>> BLOCKS = ConvolutionBlock.option(
            "3x64+3x128+3x256", "Blocks of 3×3 convolutions, each written as convolutions x channels and joined by +.");

    static final Option<Integer> PADDING = Option.integer(
            "padding", 0, 0, 1, "Zeros around the map of every 3×3 convolution, pixels; GATCluster's is 0.");

    static final Option<PoolPlaces> POOL = Option.choice(
            "pool", PoolPlaces.EVERY, "Whether 2×2 max pooling follows every block, or is only between two blocks.");

    static final Option<Integer> TAIL = Option.integer(
            "tail", 0, 0, 32, "More 3×3 convolutions, as wide as the last block, after the last pooling.");

    static final Option<FeatureChannels> FEATURES = Option.form(
            "features",
            FeatureChannels::parse,
            "k",
            "k, the number of clusters, a whole number from 1 to " + FeatureChannels.MOST + ", or none",
            "Channels of the last 1×1 convolution: k for the number of clusters, a whole number, or none for no such"
                    + " convolution.");

    static final Option<ConvolutionInit> INIT = Option.choice(
            "init",
            ConvolutionInit.TORCH,
            "The initialization of convolutions: PyTorch's default (GATCluster), or He normal with biases 0 (ST-DAC, MMDC).");

    static final Option<Boolean> BIAS =
            Option.bool("bias", true, "Whether convolutions have biases; MMDC's have none.");

    static final Option<Boolean> POOL_NORM =
            Option.bool("pool_norm", false, "Whether batch normalization follows every pooling, as in ST-DAC.");

    static final Option<Integer> DENSE = Option.integer(
            "dense",
            0,
            0,
            65536,
            "Units of a linear layer over the whole map, with batch normalization and ReLU, at the end; 0 for none;"
                    + " ST-DAC has 3096.");

    static final Option<Double> DROPOUT = Option.number(
            "dropout", 0, 0, 0.99, "Share of the features that training drops, drawn at random; ST-DAC has 0.5.");

    private static final String ADVICE = "use fewer blocks, a shorter tail, padding=1, or a larger image size";

    static final List<Option<?>> OPTIONS =
            List.of(BLOCKS, PADDING, POOL, TAIL, FEATURES, INIT, BIAS, POOL_NORM, DENSE, DROPOUT);

    private VggPlan() {}

    /** {@return the network that a request describes} */
    static ConvNetPlan of(BackboneRequest request) {
        Settings settings = request.settings();
        List<ConvNetStage> steps = new ArrayList<>();
        int padding = settings.get(PADDING);
        boolean poolLast = settings.get(POOL) == PoolPlaces.EVERY;
        Filters filters = new Filters(
                settings.get(BIAS),
                settings.get(INIT) == ConvolutionInit.HE ? Initialization.HE : Initialization.UNIFORM);
        List<ConvolutionBlock> blocks = settings.get(BLOCKS);
        int width = 0;
        steps.add(ConvNetStage.place(0, request.insert()));
        for (int stage = 1; stage <= blocks.size(); stage++) {
            ConvolutionBlock block = blocks.get(stage - 1);
            width = block.channels();
            for (int i = 1; i <= block.convolutions(); i++) {
                steps.add(ConvNetStage.convolution("block" + stage + "." + i, width, 3, padding, filters));
            }
            steps.add(ConvNetStage.place(stage, request.insert()));
            if (poolLast || stage < blocks.size()) {
                steps.add(ConvNetStage.pooling("pool" + stage, 2, Layers::maxPool));
                if (settings.get(POOL_NORM)) {
                    steps.add(ConvNetStage.keeping("poolnorm" + stage, Layers::batchNorm));
                }
            }
        }
        for (int i = 1; i <= settings.get(TAIL); i++) {
            steps.add(ConvNetStage.convolution("tail." + i, width, 3, padding, filters));
        }
        settings.get(FEATURES)
                .of(request.clusters())
                .ifPresent(channels -> steps.add(ConvNetStage.convolution("features", channels, 1, 0, filters)));
        int dense = settings.get(DENSE);
        if (dense > 0) {
            steps.add(ConvNetStage.vector("dense", dense, numbers -> new DenseBlock(numbers, dense)));
        }
        double dropout = settings.get(DROPOUT);
        if (dropout > 0) {
            steps.add(ConvNetStage.keeping("dropout", () -> Layers.dropout(dropout)));
        }
        String written = "vgg(blocks=%s, padding=%s, pool=%s, tail=%s)"
                .formatted(settings.written(BLOCKS), padding, settings.written(POOL), settings.get(TAIL));
        return new ConvNetPlan(written, ADVICE, request.image(), steps);
    }
}
