package org.clade.backbone.vgg;

import ai.djl.nn.Block;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.clade.api.backbone.FeatureShape;
import org.clade.api.backbone.StageInsert;
import org.clade.api.data.ImageShape;
import org.clade.api.part.Option;
import org.clade.api.part.RefusedException;
import org.clade.api.part.Settings;
import org.clade.layer.Chain;
import org.clade.layer.ConvolutionBlock;
import org.clade.layer.Initialization;

/**
 * The network that settings describe, as a list of steps.
 *
 * @param written the settings that decide its size, as a recipe writes them
 * @param steps from the images to the features
 */
record VggPlan(String written, List<VggStep> steps) {

    private static final int MOST_CHANNELS = 4096;
    private static final int MOST_UNITS = 65536;
    private static final Pattern WIDTH = Pattern.compile("[1-9]\\d{0,3}");

    static final List<Option> OPTIONS = List.of(
            Option.text(
                    "blocks",
                    "3x64+3x128+3x256",
                    "Blocks of 3×3 convolutions, each written as convolutions x channels and joined by +."),
            Option.whole(
                    "padding", 0, 0, 1, "Zeros around the map of every 3×3 convolution, pixels; GATCluster's is 0."),
            Option.choice(
                    "pool",
                    List.of("every", "between"),
                    "Whether 2×2 max pooling follows every block, or only stands between two."),
            Option.whole("tail", 0, 0, 32, "More 3×3 convolutions, as wide as the last block, after the last pooling."),
            Option.text(
                    "features",
                    "k",
                    "Channels of the last 1×1 convolution: k for the number of clusters, a whole number, or none for no such"
                            + " convolution."),
            Option.choice(
                    "init",
                    List.of("torch", "he"),
                    "How convolutions begin: as PyTorch's default (GATCluster), or normal by He with biases 0 (ST-DAC, MMDC)."),
            Option.flag("bias", true, "Whether convolutions have biases; MMDC's have none."),
            Option.flag("poolnorm", false, "Whether batch normalisation follows every pooling, as in ST-DAC."),
            Option.whole(
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

    static VggPlan of(Settings settings, int clusters) {
        List<VggStep> steps = new ArrayList<>();
        int padding = settings.whole("padding");
        boolean poolLast = settings.text("pool").equals("every");
        Filters filters = new Filters(
                settings.flag("bias"), settings.text("init").equals("he") ? Initialization.HE : Initialization.UNIFORM);
        List<ConvolutionBlock> blocks = ConvolutionBlock.parseAll("vgg", settings.text("blocks"));
        int width = 0;
        steps.add(new VggStep.Place(0));
        for (int stage = 1; stage <= blocks.size(); stage++) {
            ConvolutionBlock block = blocks.get(stage - 1);
            width = block.channels();
            for (int i = 1; i <= block.convolutions(); i++) {
                steps.add(new VggStep.Convolution("block" + stage + "." + i, width, 3, padding, filters));
            }
            steps.add(new VggStep.Place(stage));
            if (poolLast || stage < blocks.size()) {
                steps.add(new VggStep.Pooling("pool" + stage));
                if (settings.flag("poolnorm")) {
                    steps.add(new VggStep.Normalisation("poolnorm" + stage));
                }
            }
        }
        for (int i = 1; i <= settings.whole("tail"); i++) {
            steps.add(new VggStep.Convolution("tail." + i, width, 3, padding, filters));
        }
        features(settings.text("features"), clusters)
                .ifPresent(channels -> steps.add(new VggStep.Convolution("features", channels, 1, 0, filters)));
        if (settings.whole("dense") > 0) {
            steps.add(new VggStep.Dense("dense", settings.whole("dense")));
        }
        if (settings.number("dropout") > 0) {
            steps.add(new VggStep.Drop("dropout", settings.number("dropout")));
        }
        String written = "vgg(blocks=%s, padding=%d, pool=%s, tail=%d)"
                .formatted(settings.text("blocks"), padding, settings.text("pool"), settings.whole("tail"));
        return new VggPlan(written, List.copyOf(steps));
    }

    /**
     * The features' shape.
     *
     * @throws RefusedException where the images are too small
     */
    FeatureShape featureShape(ImageShape image) {
        int least = leastSize();
        if (Math.min(image.height(), image.width()) < least) {
            throw new RefusedException(("%s needs images of at least %d×%d pixels; these are %d×%d; use fewer blocks, a"
                            + " shorter tail, padding=1, or a larger image size.")
                    .formatted(written, least, least, image.height(), image.width()));
        }
        FeatureShape map = first(image);
        for (VggStep step : steps) {
            map = step.after(map);
        }
        return map;
    }

    /**
     * Builds the network.
     *
     * @throws RefusedException where the images are too small
     */
    Block build(ImageShape image, StageInsert insert) {
        featureShape(image);
        Chain chain = new Chain();
        FeatureShape map = first(image);
        for (VggStep step : steps) {
            step.append(chain, map, insert);
            map = step.after(map);
        }
        return chain;
    }

    private int leastSize() {
        int size = 1;
        for (int i = steps.size() - 1; i >= 0; i--) {
            size = steps.get(i).before(size);
        }
        return size;
    }

    private static FeatureShape first(ImageShape image) {
        return new FeatureShape(image.channels(), image.height(), image.width());
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
                            + " number from 1 to %d, or none; the default is k.")
                    .formatted(text, MOST_CHANNELS));
        }
        return Optional.of(Integer.parseInt(text));
    }
}
