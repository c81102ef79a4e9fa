package org.clade.backbone.vit;

import ai.djl.nn.Block;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.clade.api.backbone.FeatureShape;
import org.clade.api.backbone.Preprocessing;
import org.clade.api.data.ImageShape;
import org.clade.api.data.Interpolation;
import org.clade.api.part.RefusedException;
import org.clade.tensor.weights.WeightFile;

/**
 * The network that a file of weights and the options describe.
 *
 * @param file the file
 * @param names what its tensors are called
 * @param size the sizes of the network
 * @param settings the options
 * @param heads attention heads of a block
 * @param headsAssumed whether nothing but the width tells the number of heads
 * @param epsilon of the layer normalization
 * @param activation between the linear layers
 * @param positions how positions are scaled
 */
record VisionTransformer(
        WeightFile file,
        VitNames names,
        VitDimensions size,
        VitSettings settings,
        int heads,
        boolean headsAssumed,
        double epsilon,
        TokenActivation activation,
        PositionScaling positions) {

    private static final String PART = "vit";
    private static final int COLORS = 3;
    private static final int HEAD_WIDTH = 64;
    private static final int USUAL_CROP = 224;
    private static final double CLIP_EPSILON = 1e-5;
    private static final double EPSILON = 1e-6;

    /**
     * Reads what the file describes, and compares all names and shapes with it.
     *
     * @param settings the options
     * @return the network
     * @throws RefusedException if file and options do not fit
     */
    static VisionTransformer of(VitSettings settings) {
        WeightFile file = WeightFile.open(PART, "weights", settings.weights());
        VitNames names = VitNaming.of(file);
        VitDimensions size = VitDimensions.of(file, names);
        compare(file, "patch", settings.patch(), size.patch());
        compare(file, "registers", settings.registers(), size.registers());
        VitConfig config = VitConfig.nextTo(file.path());
        OptionalInt known = settings.heads().isPresent()
                ? settings.heads()
                : config.heads().map(OptionalInt::of).orElseGet(OptionalInt::empty);
        VisionTransformer network = new VisionTransformer(
                file,
                names,
                size,
                settings,
                heads(file, size.width(), known),
                known.isEmpty(),
                config.epsilon().orElse(names.isClip() ? CLIP_EPSILON : EPSILON),
                activation(settings, config, names),
                positions(settings, size, names));
        network.checkPooling();
        ImageShape trained = new ImageShape(COLORS, size.side() * size.patch(), size.side() * size.patch());
        new VitBuilder(network, trained).weights().check("%s with %s".formatted(PART, network.words()));
        return network;
    }

    private static void compare(WeightFile file, String option, OptionalInt given, int read) {
        if (given.isPresent() && given.getAsInt() != read) {
            throw new RefusedException("vit is given %s=%s, but the network in “%s” has %s; correct or leave out %s."
                    .formatted(option, given.getAsInt(), file.path(), read, option));
        }
    }

    private static int heads(WeightFile file, int width, OptionalInt known) {
        if (known.isEmpty() && width % HEAD_WIDTH != 0) {
            throw new RefusedException(
                    "The number of attention heads of “%s” is unknown: there is no config.json next to it, and its width %s is no multiple of %s; give heads=<number> as an option of vit."
                            .formatted(file.path(), width, HEAD_WIDTH));
        }
        int heads = known.orElse(width / HEAD_WIDTH);
        if (width % heads != 0) {
            throw new RefusedException("vit cannot divide the width %s of “%s” among %s heads; correct heads."
                    .formatted(width, file.path(), heads));
        }
        return heads;
    }

    private static TokenActivation activation(VitSettings settings, VitConfig config, VitNames names) {
        return settings.activation() != TokenActivation.AUTO
                ? settings.activation()
                : config.activation().orElse(names.isClip() ? TokenActivation.QUICK_GELU : TokenActivation.GELU);
    }

    private static PositionScaling positions(VitSettings settings, VitDimensions size, VitNames names) {
        if (settings.positions() != PositionScaling.AUTO) {
            return settings.positions();
        }
        if (names.isClip()) {
            return PositionScaling.SIZE;
        }
        return size.layerScale() && size.registers() == 0 ? PositionScaling.OFFSET : PositionScaling.ANTIALIAS;
    }

    private void checkPooling() {
        if (names.isClip() && settings.pooling() != TokenPooling.CLASS) {
            throw new RefusedException(
                    "“%s” is a CLIP tower, which has features of the class token only, but pooling=%s was given; leave pooling out."
                            .formatted(file.path(), settings.pooling()));
        }
    }

    /** {@return the network in words, for instance {@code 12 blocks, width 384, patches of 14 pixels}} */
    String words() {
        return "%s blocks, width %s, patches of %s pixels%s"
                .formatted(
                        size.depth(),
                        size.width(),
                        size.patch(),
                        size.registers() > 0 ? ", " + size.registers() + " registers" : "");
    }

    /** {@return what a feature vector is, in words} */
    String feature() {
        List<String> words = new ArrayList<>();
        words.add(meaning());
        words.add(words());
        words.add("%s heads%s".formatted(heads, headsAssumed ? " (assumed: width / " + HEAD_WIDTH + ")" : ""));
        words.add("activation " + word(activation));
        words.add("positions by " + word(positions));
        return String.join(", ", words);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private String meaning() {
        if (names.isClip()) {
            return size.projection().isPresent() ? "image embedding (projected class token)" : "pooled class token";
        }
        return settings.pooling().meaning();
    }

    FeatureShape featureShape(ImageShape image) {
        if (image.channels() != COLORS) {
            throw new RefusedException(
                    "vit reads color images (3 channels), but these have %s; leave grayscale out of the recipe's operations, or take color images."
                            .formatted(image.channels()));
        }
        if (image.height() % size.patch() != 0 || image.width() % size.patch() != 0) {
            int near = Math.max(1, Math.round((float) image.height() / size.patch())) * size.patch();
            throw new RefusedException(
                    "vit with patches of %s pixels needs images whose sides are multiples of %s, but these are %s×%s; resize them, for instance to %s pixels."
                            .formatted(size.patch(), size.patch(), image.height(), image.width(), near));
        }
        return new FeatureShape(
                size.projection().orElse(size.width() * settings.pooling().vectors()), 1, 1);
    }

    Block build(ImageShape image) {
        featureShape(image);
        return new VitBuilder(this, image).pretrained();
    }

    Preprocessing preprocessing() {
        int trained = size.side() * size.patch();
        boolean usual = size.layerScale() && USUAL_CROP % size.patch() == 0;
        int crop = settings.crop().orElse(usual ? USUAL_CROP : trained);
        int shorter = settings.shorter().orElse(names.isClip() ? crop : crop * 8 / 7);
        ColorStatistics colors = settings.colors() != ColorStatistics.AUTO
                ? settings.colors()
                : names.isClip() ? ColorStatistics.CLIP : ColorStatistics.IMAGENET;
        return new Preprocessing(
                Math.max(shorter, crop), crop, Interpolation.BICUBIC, colors.mean(), colors.deviation());
    }

    /** {@return the name of the projection, if the network has one} */
    Optional<String> projection() {
        return size.projection().isPresent() ? names.projection() : Optional.empty();
    }
}
