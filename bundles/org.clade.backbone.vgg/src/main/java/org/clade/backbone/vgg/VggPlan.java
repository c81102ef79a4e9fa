package org.clade.backbone.vgg;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.clade.api.backbone.BackboneRequest;
import org.clade.api.part.Option;
import org.clade.api.part.RefusedException;
import org.clade.api.part.Settings;
import org.clade.layer.ConvNetPlan;
import org.clade.layer.ConvNetStage;
import org.clade.layer.ConvolutionBlock;
import org.clade.layer.Filters;
import org.clade.layer.Initialization;
import org.clade.layer.Layers;

/** The options of the backbone, and the network that they describe. */
final class VggPlan {

    private static final int MOST_CHANNELS = 4096;
    private static final int MOST_UNITS = 65536;
    private static final String ADVICE = "use fewer blocks, a shorter tail, padding=1, or a larger image size";
    private static final Pattern WIDTH = Pattern.compile("[1-9]\\d{0,3}");

    static final List<Option> OPTIONS = List.of(
            Option.string(
                    "blocks",
                    "3x64+3x128+3x256",
                    "Blocks of 3×3 convolutions, each written as convolutions x channels and joined by +."),
            Option.integer(
                    "padding", 0, 0, 1, "Zeros around the map of every 3×3 convolution, pixels; GATCluster's is 0."),
            Option.choice(
                    "pool",
                    List.of("every", "between"),
                    "Whether 2×2 max pooling follows every block, or only stands between two."),
            Option.integer(
                    "tail", 0, 0, 32, "More 3×3 convolutions, as wide as the last block, after the last pooling."),
            Option.string(
                    "features",
                    "k",
                    "Channels of the last 1×1 convolution: k for the number of clusters, a whole number, or none for no such"
                            + " convolution."),
            Option.choice(
                    "init",
                    List.of("torch", "he"),
                    "How convolutions begin: as PyTorch's default (GATCluster), or normal by He with biases 0 (ST-DAC, MMDC)."),
            Option.bool("bias", true, "Whether convolutions have biases; MMDC's have none."),
            Option.bool("pool_norm", false, "Whether batch normalisation follows every pooling, as in ST-DAC."),
            Option.integer(
                    "dense",
                    0,
                    0,
                    MOST_UNITS,
                    "Units of a linear layer over the whole map, with batch normalisation and ReLU, at the end; 0 for none;"
                            + " ST-DAC has 3096."),
            Option.number(
                    "dropout",
                    0,
                    0,
                    0.99,
                    "Share of the features that training drops, drawn at random; ST-DAC has 0.5."));

    private VggPlan() {}

    /** {@return the network that a request describes} */
    static ConvNetPlan of(BackboneRequest request) {
        Settings settings = request.settings();
        List<ConvNetStage> steps = new ArrayList<>();
        int padding = settings.integer("padding");
        boolean poolLast = settings.string("pool").equals("every");
        Filters filters = new Filters(
                settings.bool("bias"),
                settings.string("init").equals("he") ? Initialization.HE : Initialization.UNIFORM);
        List<ConvolutionBlock> blocks = ConvolutionBlock.parseAll("vgg", settings.string("blocks"));
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
                if (settings.bool("pool_norm")) {
                    steps.add(ConvNetStage.keeping("poolnorm" + stage, Layers::normalisation));
                }
            }
        }
        for (int i = 1; i <= settings.integer("tail"); i++) {
            steps.add(ConvNetStage.convolution("tail." + i, width, 3, padding, filters));
        }
        features(settings.string("features"), request.clusters())
                .ifPresent(channels -> steps.add(ConvNetStage.convolution("features", channels, 1, 0, filters)));
        int dense = settings.integer("dense");
        if (dense > 0) {
            steps.add(ConvNetStage.vector("dense", dense, numbers -> new DenseBlock(numbers, dense)));
        }
        double dropout = settings.number("dropout");
        if (dropout > 0) {
            steps.add(ConvNetStage.keeping("dropout", () -> Layers.dropout(dropout)));
        }
        String written = "vgg(blocks=%s, padding=%s, pool=%s, tail=%s)"
                .formatted(settings.string("blocks"), padding, settings.string("pool"), settings.integer("tail"));
        return new ConvNetPlan(written, ADVICE, request.image(), steps);
    }

    private static Optional<Integer> features(String text, int clusters) {
        if (text.equals("none")) {
            return Optional.empty();
        }
        if (text.equals("k")) {
            return Optional.of(clusters);
        }
        if (!WIDTH.matcher(text).matches() || Integer.parseInt(text) > MOST_CHANNELS) {
            throw new RefusedException(("features=%s does not fit vgg: it takes k, the number of clusters, a whole"
                            + " number from 1 to %s, or none; the default is k.")
                    .formatted(text, MOST_CHANNELS));
        }
        return Optional.of(Integer.parseInt(text));
    }
}
