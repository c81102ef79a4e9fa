package org.clade.head;

import ai.djl.nn.Block;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.clade.api.head.Head;
import org.clade.api.head.HeadRequest;
import org.clade.api.head.ProvidesHead;
import org.clade.api.part.Option;
import org.clade.api.part.Settings;
import org.clade.api.signal.Signal;
import org.clade.layer.Layers;
import org.clade.layer.Sequential;
import org.osgi.service.component.annotations.Component;

/**
 * The label heads of GATCluster: label features of the whole image and, with attention, of the attended region.
 *
 * <p>Formulas: G = convolution(F) if {@code convolution=on}, else F; l = softmax(MLP(mean over positions of G)); lᵃ =
 * softmax(MLPᵃ(Σ over positions of G·A)), or the mean instead of the sum ({@code attended=mean}). Both MLPs have the
 * same form and separate weights: {@code layers} linear layers with ReLU between them.
 *
 * <p>Shapes: N×C×H×W features and N×1×H×W attention to N×K each. Rows are in 0 to 1 with sum 1, the constraint of Eq. 2.
 *
 * <p>Source: Niu et al., GATCluster, ECCV 2020, Sec. 3.1, 3.3.4 and Eq. 2. The defaults are the released code's for 96
 * pixels; for 128 pixels it has {@code relu=on}; the paper's Fig. 2 reads {@code layers=1, attended=mean}. Use when tasks
 * read probabilities.
 */
@Component
@ProvidesHead(
        id = "mlp",
        summary = "Pooled features through a small MLP and softmax, for the whole image and the attended region.")
public final class MlpHead implements Head {

    enum AttendedPooling {
        SUM,
        MEAN
    }

    static final Option<Integer> LAYERS =
            Option.integer("layers", 2, 1, 4, "Linear layers of each MLP, ReLU between them: the paper has 1.");

    static final Option<OptionalInt> HIDDEN = Option.integerOr(
            "hidden", "features", 1, 99999, "Width of the hidden layers; features for the number of feature channels.");

    static final Option<Boolean> CONVOLUTION = Option.bool(
            "convolution", true, "Whether a 1×1 convolution with batch normalization comes before both branches.");

    static final Option<Boolean> RELU = Option.bool(
            "relu", false, "Whether that convolution ends with ReLU, as the released code's for 128 pixels.");

    static final Option<AttendedPooling> ATTENDED = Option.choice(
            "attended",
            AttendedPooling.SUM,
            "How to pool the attended features: the released code sums over positions, the paper averages.");

    @Override
    public List<Option<?>> options() {
        return List.of(LAYERS, HIDDEN, CONVOLUTION, RELU, ATTENDED);
    }

    @Override
    public List<Signal> emits(HeadRequest request) {
        return request.attended()
                ? List.of(Signal.PROBABILITIES, Signal.ATTENDED_PROBABILITIES)
                : List.of(Signal.PROBABILITIES);
    }

    @Override
    public Block build(HeadRequest request) {
        Settings settings = request.settings();
        int channels = request.features().channels();
        Sequential convolution = settings.get(CONVOLUTION)
                ? Layers.convolutionWithBatchNorm(channels, channels, 1, 0)
                : new Sequential();
        if (settings.get(CONVOLUTION) && settings.get(RELU)) {
            convolution.then("relu", Layers.relu());
        }
        return new LabelsBlock(
                channels,
                convolution,
                mlp(request),
                request.attended() ? Optional.of(mlp(request)) : Optional.empty(),
                settings.get(ATTENDED) == AttendedPooling.SUM);
    }

    private static Block mlp(HeadRequest request) {
        Settings settings = request.settings();
        int hidden = settings.get(HIDDEN).orElse(request.features().channels());
        int width = request.features().channels();
        Sequential mlp = new Sequential();
        for (int layer = 1; layer < settings.get(LAYERS); layer++) {
            mlp.then("linear", Layers.linear(width, hidden)).then("relu", Layers.relu());
            width = hidden;
        }
        return mlp.then("linear", Layers.linear(width, request.clusters())).then("softmax", Layers.softmax());
    }
}
