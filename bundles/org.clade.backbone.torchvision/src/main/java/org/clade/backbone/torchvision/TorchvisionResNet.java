package org.clade.backbone.torchvision;

import ai.djl.nn.Block;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.clade.api.backbone.FeatureShape;
import org.clade.api.data.ImageShape;
import org.clade.api.part.RefusedException;
import org.clade.layer.Filters;
import org.clade.layer.Initialization;
import org.clade.layer.Layers;
import org.clade.layer.Sequential;
import org.clade.layer.Window;
import org.clade.tensor.weights.WeightFile;
import org.clade.tensor.weights.WeightMap;

/**
 * The network that a file of weights describes.
 *
 * @param file the file
 * @param bottleneck whether its blocks have three convolutions
 * @param stem channels of the first convolution
 * @param stages the blocks of each stage
 */
record TorchvisionResNet(WeightFile file, boolean bottleneck, int stem, List<List<BlockWidths>> stages) {

    private static final String PART = "torchvision-resnet";
    private static final int STAGES = 4;
    private static final int COLORS = 3;
    private static final int STEM_KERNEL = 7;
    private static final Filters FILTERS = new Filters(false, Initialization.HE);
    private static final Pattern LEFT_OVER =
            Pattern.compile("fc\\.(weight|bias)|(.*\\.)?(bn\\d|downsample\\.\\d)\\.num_batches_tracked");

    /**
     * A block.
     *
     * @param middle channels inside
     * @param out channels at its end
     * @param stride of its 3×3 convolution
     */
    record BlockWidths(int middle, int out, int stride) {}

    /** A network with its first weights. */
    record Built(Block network, WeightMap weights) {}

    /**
     * Reads what the file describes, and compares all names and shapes with it.
     *
     * @param text the option: the path of the file
     * @return the network
     */
    static TorchvisionResNet of(String text) {
        WeightFile file = WeightFile.open(PART, "weights", text);
        if (!file.has("conv1.weight") || !file.has("layer1.0.conv1.weight")) {
            throw new RefusedException(
                    "“%s” does not have torchvision's names (conv1.weight, layer1.0.conv1.weight), but begins with %s; save the state_dict of torchvision.models.resnet18, 34 or 50, as docs/pretrained.md shows."
                            .formatted(file.path(), file.first()));
        }
        boolean bottleneck = file.has("layer1.0.conv3.weight");
        List<List<BlockWidths>> stages = new ArrayList<>();
        for (int stage = 1; stage <= STAGES; stage++) {
            stages.add(stage(file, stage, bottleneck));
        }
        TorchvisionResNet network =
                new TorchvisionResNet(file, bottleneck, file.size(PART, "conv1.weight", 0), List.copyOf(stages));
        network.build(true).weights().check("%s of %s".formatted(PART, network.title()));
        return network;
    }

    private static List<BlockWidths> stage(WeightFile file, int stage, boolean bottleneck) {
        List<BlockWidths> blocks = new ArrayList<>();
        do {
            String name = "layer%s.%s.".formatted(stage, blocks.size());
            blocks.add(new BlockWidths(
                    file.size(PART, name + "conv1.weight", 0),
                    file.size(PART, name + (bottleneck ? "conv3.weight" : "conv2.weight"), 0),
                    stage > 1 && blocks.isEmpty() ? 2 : 1));
        } while (file.has("layer%s.%s.conv1.weight".formatted(stage, blocks.size())));
        return List.copyOf(blocks);
    }

    /** {@return its name, for instance {@code ResNet-50}} */
    String title() {
        int blocks = stages.stream().mapToInt(List::size).sum();
        return "ResNet-" + (blocks * (bottleneck ? 3 : 2) + 2);
    }

    FeatureShape featureShape(ImageShape image, boolean averaged) {
        if (image.channels() != COLORS) {
            throw new RefusedException(
                    "%s reads color images (3 channels), but these have %s; leave grayscale out of the recipe's operations, or take color images."
                            .formatted(PART, image.channels()));
        }
        List<BlockWidths> last = stages.get(STAGES - 1);
        int width = last.get(last.size() - 1).out();
        return averaged
                ? new FeatureShape(width, 1, 1)
                : new FeatureShape(width, lastMap(image.height()), lastMap(image.width()));
    }

    private static int lastMap(int pixels) {
        int halved = pixels;
        for (int i = 0; i < STAGES + 1; i++) {
            halved = (halved - 1) / 2 + 1;
        }
        return halved;
    }

    /**
     * Builds the network.
     *
     * @param averaged whether it ends with the mean of each channel
     * @return a new network, not initialized
     */
    Built build(boolean averaged) {
        WeightMap weights = new WeightMap(file);
        weights.leave(LEFT_OVER);
        Sequential chain = new Sequential()
                .then("stem", normalized(weights, "conv1", "bn1", COLORS, stem, new Window(STEM_KERNEL, 3, 2), true))
                .then("pool", Layers.maxPool(new Window(3, 1, 2)));
        int in = stem;
        for (int s = 0; s < STAGES; s++) {
            Sequential stage = new Sequential();
            for (int b = 0; b < stages.get(s).size(); b++) {
                BlockWidths widths = stages.get(s).get(b);
                stage.then("block" + b, block(weights, "layer%s.%s.".formatted(s + 1, b), in, widths));
                in = widths.out();
            }
            chain.then("layer" + (s + 1), stage);
        }
        return new Built(averaged ? chain.then("average", Layers.globalAverage()) : chain, weights);
    }

    private Block block(WeightMap weights, String name, int in, BlockWidths widths) {
        int middle = widths.middle();
        int stride = widths.stride();
        Sequential path = new Sequential();
        if (bottleneck) {
            path.then("first", normalized(weights, name + "conv1", name + "bn1", in, middle, Window.of(1, 0), true))
                    .then(
                            "second",
                            normalized(
                                    weights,
                                    name + "conv2",
                                    name + "bn2",
                                    middle,
                                    middle,
                                    new Window(3, 1, stride),
                                    true))
                    .then(
                            "third",
                            normalized(
                                    weights,
                                    name + "conv3",
                                    name + "bn3",
                                    middle,
                                    widths.out(),
                                    Window.of(1, 0),
                                    false));
        } else {
            path.then(
                            "first",
                            normalized(
                                    weights, name + "conv1", name + "bn1", in, middle, new Window(3, 1, stride), true))
                    .then(
                            "second",
                            normalized(
                                    weights,
                                    name + "conv2",
                                    name + "bn2",
                                    middle,
                                    widths.out(),
                                    Window.of(3, 1),
                                    false));
        }
        Sequential shortcut = in != widths.out() || stride != 1
                ? normalized(
                        weights,
                        name + "downsample.0",
                        name + "downsample.1",
                        in,
                        widths.out(),
                        new Window(1, 0, stride),
                        false)
                : new Sequential();
        return Layers.residual(path, shortcut);
    }

    private static Sequential normalized(
            WeightMap weights, String convolution, String norm, int in, int out, Window window, boolean relu) {
        Block filters = Layers.convolution(in, out, window, FILTERS);
        weights.take(filters, "weight", convolution + ".weight", out, in, window.kernel(), window.kernel());
        Block normalization = Layers.batchNorm();
        weights.take(normalization, "gamma", norm + ".weight", out);
        weights.take(normalization, "beta", norm + ".bias", out);
        weights.take(normalization, "runningMean", norm + ".running_mean", out);
        weights.take(normalization, "runningVar", norm + ".running_var", out);
        Sequential chain = new Sequential().then("convolution", filters).then("normalization", normalization);
        return relu ? chain.then("relu", Layers.relu()) : chain;
    }
}
