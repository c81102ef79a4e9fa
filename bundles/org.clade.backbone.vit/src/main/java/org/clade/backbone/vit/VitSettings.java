package org.clade.backbone.vit;

import java.util.List;
import java.util.OptionalInt;
import org.clade.api.part.Option;
import org.clade.api.part.Settings;

/**
 * The options of {@link VitBackbone}.
 *
 * @param weights the file of weights
 * @param frozen whether training leaves the weights as they are
 * @param pooling which tokens are the features
 * @param patch pixels of a patch, if given
 * @param registers register tokens, if given
 * @param heads attention heads, if given
 * @param positions how positions are scaled
 * @param activation between the linear layers
 * @param crop rows and columns of the input for the command {@code features}, if given
 * @param shorter pixels of the shorter side before the crop, if given
 * @param colors which mean and deviation the input has
 */
record VitSettings(
        String weights,
        boolean frozen,
        TokenPooling pooling,
        OptionalInt patch,
        OptionalInt registers,
        OptionalInt heads,
        PositionScaling positions,
        TokenActivation activation,
        OptionalInt crop,
        OptionalInt shorter,
        ColorStatistics colors) {

    private static final String AUTO = "auto";
    private static final int MOST_PIXELS = 10_000;

    private static final Option<String> WEIGHTS = Option.string(
            "weights",
            "",
            "The file of weights, a .safetensors in the names of DINOv2, timm or Hugging Face (DINOv2, CLIP); there is no default.");

    private static final Option<Boolean> FROZEN =
            Option.bool("frozen", true, "Whether training leaves the weights as they are.");

    private static final Option<TokenPooling> POOLING = Option.choice(
            "pooling", TokenPooling.CLASS, "Which tokens are the features; CLIP's towers have class only.");

    private static final Option<OptionalInt> PATCH = Option.integerOr(
            "patch", AUTO, 1, 256, "Rows and columns of a patch, in pixels; auto takes them from the file.");

    private static final Option<OptionalInt> REGISTERS =
            Option.integerOr("registers", AUTO, 0, 256, "Register tokens; auto counts those of the file.");

    private static final Option<OptionalInt> HEADS = Option.integerOr(
            "heads",
            AUTO,
            1,
            256,
            "Attention heads of a block; auto takes them from config.json next to the file, otherwise width / 64.");

    private static final Option<PositionScaling> POSITIONS = Option.choice(
            "positions",
            PositionScaling.AUTO,
            "How positions are scaled to other image sizes: offset as DINOv2 without registers, antialias as DINOv2 with registers and as timm, size as CLIP and Hugging Face; auto decides so by network.");

    private static final Option<TokenActivation> ACTIVATION = Option.choice(
            "activation",
            TokenActivation.AUTO,
            "The activation; auto takes it from config.json next to the file, otherwise quick-gelu for CLIP, gelu for others.");

    private static final Option<OptionalInt> CROP = Option.integerOr(
            "crop",
            AUTO,
            1,
            MOST_PIXELS,
            "Rows and columns of the center that goes in, for the command features; auto is 224 for DINOv2, otherwise the trained size.");

    private static final Option<OptionalInt> SHORTER = Option.integerOr(
            "shorter",
            AUTO,
            1,
            MOST_PIXELS,
            "Pixels of the shorter side before the crop, for the command features; auto is the crop for CLIP, otherwise 8/7 of it.");

    private static final Option<ColorStatistics> COLORS = Option.choice(
            "colors",
            ColorStatistics.AUTO,
            "Mean and deviation of the input, for the command features: imagenet, clip, or half (0.5 each, as timm's augreg).");

    static final List<Option<?>> OPTIONS =
            List.of(WEIGHTS, FROZEN, POOLING, PATCH, REGISTERS, HEADS, POSITIONS, ACTIVATION, CROP, SHORTER, COLORS);

    static VitSettings of(Settings settings) {
        return new VitSettings(
                settings.get(WEIGHTS),
                settings.get(FROZEN),
                settings.get(POOLING),
                settings.get(PATCH),
                settings.get(REGISTERS),
                settings.get(HEADS),
                settings.get(POSITIONS),
                settings.get(ACTIVATION),
                settings.get(CROP),
                settings.get(SHORTER),
                settings.get(COLORS));
    }
}
