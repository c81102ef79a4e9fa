package org.clade.backbone.torchvision;

import ai.djl.nn.Block;
import java.util.List;
import java.util.Optional;
import org.clade.api.backbone.Backbone;
import org.clade.api.backbone.BackboneRequest;
import org.clade.api.backbone.FeatureShape;
import org.clade.api.backbone.Preprocessing;
import org.clade.api.backbone.PretrainedWeights;
import org.clade.api.backbone.ProvidesBackbone;
import org.clade.api.data.Interpolation;
import org.clade.api.part.Option;
import org.clade.api.part.Settings;
import org.clade.tensor.weights.PretrainedBlock;
import org.osgi.service.component.annotations.Component;

/**
 * A residual network for photographs whose first weights come from a file, in the names of torchvision.
 *
 * <p>Formula: a 7×7 convolution of stride 2, batch normalization, ReLU, 3×3 max pooling of stride 2; four stages of blocks y = ReLU(f(x) +
 * s(x)). In ResNet-18 and 34, f is two 3×3 convolutions; in ResNet-50, f is 1×1, 3×3 and 1×1, and the 3×3 has the stride. Each convolution
 * is followed by batch normalization (epsilon 1e-5). At the end comes the mean of each channel, before the classifier {@code fc}, or the map
 * itself. The file decides depth and width.
 *
 * <p>Shapes: N×3×H×W images, RGB, normalized as {@link #preprocessing} says, to N×512×1×1 (ResNet-50: N×2048×1×1), not negative; with
 * {@code pool=none} to the last map, a 32nd of height and width, rounded up.
 *
 * <p>Errors: a file whose names or shapes differ is refused with the first three differences.
 *
 * <p>Source: He et al., Deep Residual Learning, CVPR 2016, Table 1; names and arithmetic of torchvision's {@code resnet18}, {@code resnet34},
 * {@code resnet50}. Use it frozen for features of photographs, or trainable to go on from these weights.
 */
@Component
@ProvidesBackbone(
        id = "torchvision-resnet",
        summary =
                "ResNet-18, 34 or 50 with weights from a .safetensors file in torchvision's names, frozen or trainable.")
public final class TorchvisionResNetBackbone implements Backbone {

    private static final int FULL_CROP = 224;

    enum LastPool {
        GLOBAL,
        NONE
    }

    private static final Option<String> WEIGHTS = Option.string(
            "weights", "", "The file of weights, a .safetensors in torchvision's names; there is no default.");

    private static final Option<Boolean> FROZEN =
            Option.bool("frozen", true, "Whether training leaves the weights and batch statistics as they are.");

    private static final Option<LastPool> POOL = Option.choice(
            "pool", LastPool.GLOBAL, "Whether the features are the mean of each channel, or the map for attention.");

    private static final Option<Integer> SHORTER = Option.integer(
            "shorter",
            256,
            1,
            10_000,
            "Pixels of the shorter side before the crop, for the command features; the V2 weights of ResNet-50 take 232.");

    private static final Option<Integer> CROP = Option.integer(
            "crop", FULL_CROP, 1, 10_000, "Rows and columns of the center that goes in, for the command features.");

    @Override
    public List<Option<?>> options() {
        return List.of(WEIGHTS, FROZEN, POOL, SHORTER, CROP);
    }

    @Override
    public FeatureShape featureShape(BackboneRequest request) {
        return network(request.settings()).featureShape(request.image(), averaged(request.settings()));
    }

    @Override
    public Block build(BackboneRequest request) {
        TorchvisionResNet network = network(request.settings());
        network.featureShape(request.image(), averaged(request.settings()));
        TorchvisionResNet.Built built = network.build(averaged(request.settings()));
        return new PretrainedBlock(
                built.network(), built.weights(), request.settings().get(FROZEN));
    }

    @Override
    public Optional<Preprocessing> preprocessing(Settings settings) {
        return Optional.of(new Preprocessing(
                Math.max(settings.get(SHORTER), settings.get(CROP)),
                settings.get(CROP),
                Interpolation.BILINEAR,
                Preprocessing.IMAGENET_MEAN,
                Preprocessing.IMAGENET_DEVIATION));
    }

    @Override
    public Optional<PretrainedWeights> weights(Settings settings) {
        TorchvisionResNet network = network(settings);
        String feature = averaged(settings) ? "mean of the last map" : "last map";
        return Optional.of(
                new PretrainedWeights(List.of(network.file().path()), "%s of %s".formatted(feature, network.title())));
    }

    private static TorchvisionResNet network(Settings settings) {
        return TorchvisionResNet.of(settings.get(WEIGHTS));
    }

    private static boolean averaged(Settings settings) {
        return settings.get(POOL) == LastPool.GLOBAL;
    }
}
