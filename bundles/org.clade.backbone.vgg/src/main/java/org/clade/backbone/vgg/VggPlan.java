package org.clade.backbone.vgg;

import ai.djl.nn.Block;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.clade.api.backbone.FeatureShape;
import org.clade.api.backbone.StageInsert;
import org.clade.api.data.ImageShape;
import org.clade.api.part.Option;
import org.clade.api.part.RefusedException;
import org.clade.api.part.Settings;
import org.clade.layer.Chain;

/**
 * The network that settings describe, as a list of steps.
 *
 * @param written the settings that decide its size, as a recipe writes them
 * @param steps from the images to the features
 */
record VggPlan(String written, List<VggStep> steps) {

    private static final int MOST_CONVOLUTIONS = 64;
    private static final int MOST_CHANNELS = 4096;
    private static final Pattern BLOCK = Pattern.compile("([1-9]\\d?)x([1-9]\\d{0,3})");
    private static final Pattern WIDTH = Pattern.compile("[1-9]\\d{0,3}");

    static final List<Option> OPTIONS = List.of(
            Option.text(
                    "blocks",
                    "3x64+3x128+3x256",
                    "Blocks of 3×3 convolutions, each written as convolutions x channels and joined by +."),
            Option.whole(
                    "padding", 0, 0, 1, "Zeros around the map of every 3×3 convolution, pixels; the paper's is 0."),
            Option.choice(
                    "pool",
                    List.of("every", "between"),
                    "Whether 2×2 max pooling follows every block, or only stands between two."),
            Option.whole("tail", 0, 0, 32, "More 3×3 convolutions, as wide as the last block, after the last pooling."),
            Option.text(
                    "features",
                    "k",
                    "Channels of the last 1×1 convolution: k for the number of clusters, or a whole number."));

    static VggPlan of(Settings settings, int clusters) {
        List<VggStep> steps = new ArrayList<>();
        int padding = settings.whole("padding");
        boolean poolLast = settings.text("pool").equals("every");
        String[] blocks = settings.text("blocks").split("\\+", -1);
        int width = 0;
        steps.add(new VggStep.Place(0));
        for (int stage = 1; stage <= blocks.length; stage++) {
            Matcher block = BLOCK.matcher(blocks[stage - 1].strip());
            if (!block.matches()
                    || Integer.parseInt(block.group(1)) > MOST_CONVOLUTIONS
                    || Integer.parseInt(block.group(2)) > MOST_CHANNELS) {
                throw new RefusedException(("blocks=%s does not fit vgg: “%s” is not written as convolutions x channels"
                                + " (at most %dx%d), as in 3x64+3x128+3x256.")
                        .formatted(settings.text("blocks"), blocks[stage - 1], MOST_CONVOLUTIONS, MOST_CHANNELS));
            }
            width = Integer.parseInt(block.group(2));
            for (int i = 1; i <= Integer.parseInt(block.group(1)); i++) {
                steps.add(new VggStep.Convolution("block" + stage + "." + i, width, 3, padding));
            }
            steps.add(new VggStep.Place(stage));
            if (poolLast || stage < blocks.length) {
                steps.add(new VggStep.Pooling("pool" + stage));
            }
        }
        for (int i = 1; i <= settings.whole("tail"); i++) {
            steps.add(new VggStep.Convolution("tail." + i, width, 3, padding));
        }
        steps.add(new VggStep.Convolution("features", features(settings.text("features"), clusters), 1, 0));
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

    private static int features(String text, int clusters) {
        if (text.equals("k")) {
            return clusters;
        }
        if (!WIDTH.matcher(text).matches() || Integer.parseInt(text) > MOST_CHANNELS) {
            throw new RefusedException(("features=%s does not fit vgg: it takes k, the number of clusters, or a whole"
                            + " number from 1 to %d; the default is k.")
                    .formatted(text, MOST_CHANNELS));
        }
        return Integer.parseInt(text);
    }
}
