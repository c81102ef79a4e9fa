package org.clade.head;

import ai.djl.nn.Block;
import java.util.List;
import org.clade.api.head.Head;
import org.clade.api.head.HeadRequest;
import org.clade.api.head.ProvidesHead;
import org.clade.api.part.Option;
import org.clade.api.part.RefusedException;
import org.clade.api.part.Settings;
import org.clade.api.signal.Signal;
import org.clade.layer.Initialization;
import org.clade.layer.Layers;
import org.clade.layer.Sequential;
import org.osgi.service.component.annotations.Component;

/**
 * The restraint layer of DAC: label features that are nonnegative and of length 1.
 *
 * <p>Formulas: x = the flattened features through {@code layers} dense layers of K units, each followed by batch
 * normalization and ReLU, the last one's ReLU only if {@code relu=on}; y = softmax(x); z = y / ‖y + e‖₂ with e the {@code
 * epsilon}. Eq. 9 has exp(x - max x) in place of the softmax: its scale cancels, z is the same.
 *
 * <p>Shapes: N×C×H×W features to y and z, N×K each. Rows of y have sum 1, rows of z length 1 (Eq. 4). Dense layers
 * start at the identity ({@code init=identity}, needs C·H·W = K, as after the backbone {@code allconv}) or Glorot
 * uniform, biases 0.
 *
 * <p>Source: Chang et al., Deep Adaptive Image Clustering, ICCV 2017, Sec. 3.3, and the released scripts, where DAC has
 * {@code layers=2, init=identity}; Souza and Zanchettin, ST-DAC, ICANN 2019, Table 1, is the default. Use when tasks compare
 * images by the cosine of their label features.
 */
@Component
@ProvidesHead(
        id = "restraint",
        summary = "Dense layers, softmax, then length 1: the label features of DAC and ST-DAC (DAC Eq. 9).")
public final class RestraintHead implements Head {

    enum DenseInit {
        GLOROT,
        IDENTITY
    }

    static final Option<Integer> LAYERS =
            Option.integer("layers", 1, 1, 2, "Dense layers before the softmax: ST-DAC has 1, DAC 2.");

    static final Option<DenseInit> INIT = Option.choice(
            "init",
            DenseInit.GLOROT,
            "The initialization of dense layers: Glorot uniform (ST-DAC) or the identity matrix (DAC), which needs K"
                    + " features.");

    static final Option<Boolean> RELU = Option.bool(
            "relu",
            true,
            "Whether the last dense layer ends with ReLU: on in ST-DAC and in DAC's scripts for MNIST, STL-10"
                    + " and ImageNet, off in those for CIFAR.");

    static final Option<Double> EPSILON = Option.number(
            "epsilon",
            0,
            0,
            1,
            "Added to each number only inside the length: 1e-7 in DAC's second script for CIFAR-10.");

    @Override
    public List<Option<?>> options() {
        return List.of(LAYERS, INIT, RELU, EPSILON);
    }

    @Override
    public List<Signal> emits(HeadRequest request) {
        return List.of(Signal.PROBABILITIES, Signal.UNIT_VECTORS);
    }

    @Override
    public Block build(HeadRequest request) {
        Settings settings = request.settings();
        int clusters = request.clusters();
        int width = request.features().size();
        if (request.attended()) {
            throw new RefusedException("The head restraint reads no attention map, but this variant makes one;"
                    + " set attention=identity, or choose the head mlp.");
        }
        boolean identity = settings.get(INIT) == DenseInit.IDENTITY;
        if (identity && width != clusters) {
            throw new RefusedException(
                    ("init=identity does not fit restraint here: it needs as many features as clusters,"
                                    + " %s, but these are %s, %s numbers; set init=glorot, or choose a backbone that ends in %s"
                                    + " numbers, such as allconv.")
                            .formatted(clusters, request.features(), width, clusters));
        }
        Initialization initialization = identity ? Initialization.IDENTITY : Initialization.GLOROT;
        Sequential dense = new Sequential().then("flat", Layers.flatten());
        for (int layer = 1; layer <= settings.get(LAYERS); layer++) {
            dense.then("linear", Layers.linear(width, clusters, initialization))
                    .then("normalization", Layers.batchNorm());
            if (layer < settings.get(LAYERS) || settings.get(RELU)) {
                dense.then("relu", Layers.relu());
            }
            width = clusters;
        }
        return new RestraintBlock(dense, settings.get(EPSILON).floatValue());
    }
}
