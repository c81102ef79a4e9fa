package org.clade.task.distillation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import java.util.List;
import java.util.Set;
import org.clade.api.part.Option;
import org.clade.api.part.Settings;
import org.clade.api.signal.Signal;
import org.clade.api.target.TargetKind;
import org.clade.api.task.LossTask;
import org.clade.api.task.ProvidesLossTask;
import org.clade.api.task.Step;
import org.clade.array.BinaryCrossEntropy;
import org.osgi.service.component.annotations.Component;

/**
 * Self-distillation: an augmented image should get the label feature of its clean image in step 1.
 *
 * <p>Formula: L = mean over images and clusters of -t log x - (1 - t) log(1 - x), the binary cross-entropy of Keras. x is
 * the network's output on the augmented image, the softmax y ({@code output=softmax}) or z on the unit sphere ({@code
 * output=z}), clipped to {@code clip} and 1 - {@code clip}, without a gradient outside. t is the stored label feature
 * of the clean image, z ({@code target=unit-labels}) or y ({@code target=labels}). Rows of z have length 1 and sum to
 * more than 1
 * unless one-hot, so {@code output=softmax} with {@code target=unit-labels} has no point of rest; the released code does this.
 *
 * <p>Shapes: x and t are N×K; the loss is a scalar, 0 to 16. Source: the released scripts of Chang et al., Deep Adaptive
 * Image Clustering, ICCV 2017, with weight 10 (second script for CIFAR-10: {@code output=softmax, target=labels}, weight 1),
 * and of Souza and Zanchettin's ST-DAC; no paper mentions it. Use together with {@code pairwise}: it makes the label
 * features agree under augmentation.
 */
@Component
@ProvidesLossTask(
        id = "distillation",
        summary = "An augmented image gets the label feature of its clean image (released DAC and ST-DAC).")
public final class DistillationTask implements LossTask {

    enum LearnedOutput {
        SOFTMAX,
        Z
    }

    enum StoredTarget {
        UNIT_LABELS,
        LABELS
    }

    static final Option<LearnedOutput> OUTPUT = Option.choice(
            "output",
            LearnedOutput.SOFTMAX,
            "What is trained: the softmax (CIFAR and ST-DAC scripts), or the label feature on the unit sphere"
                    + " (STL-10, ImageNet-10 and Dog scripts).");

    static final Option<StoredTarget> TARGET = Option.choice(
            "target",
            StoredTarget.UNIT_LABELS,
            "What it learns from: the clean image's label feature on the unit sphere, or its softmax"
                    + " (second script for CIFAR-10).");

    static final Option<Double> CLIP =
            Option.number("clip", 1e-7, 0, 0.1, "The distance of outputs from 0 and 1: Keras has 1e-7.");

    @Override
    public List<Option<?>> options() {
        return List.of(OUTPUT, TARGET, CLIP);
    }

    @Override
    public Set<Signal> reads(Settings settings) {
        return Set.of(output(settings));
    }

    @Override
    public Set<TargetKind> targets(Settings settings) {
        return Set.of(target(settings));
    }

    @Override
    public NDArray loss(Step step) {
        float clip = step.settings().get(CLIP).floatValue();
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDArray output = step.predictions().get(output(step.settings()));
            NDArray stored = step.targets().get(target(step.settings()));
            NDArray loss =
                    BinaryCrossEntropy.of(output.clip(clip, 1 - clip), stored).mean();
            NDScope.unregister(loss);
            return loss;
        }
    }

    private static Signal output(Settings settings) {
        return settings.get(OUTPUT) == LearnedOutput.Z ? Signal.UNIT_VECTORS : Signal.PROBABILITIES;
    }

    private static TargetKind target(Settings settings) {
        return settings.get(TARGET) == StoredTarget.LABELS ? TargetKind.LABELS : TargetKind.UNIT_LABELS;
    }
}
