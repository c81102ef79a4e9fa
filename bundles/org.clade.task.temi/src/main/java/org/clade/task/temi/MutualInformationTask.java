package org.clade.task.temi;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Set;
import org.clade.api.part.Option;
import org.clade.api.part.Settings;
import org.clade.api.signal.Signal;
import org.clade.api.target.TargetKind;
import org.clade.api.target.Targets;
import org.clade.api.task.LossTask;
import org.clade.api.task.ProvidesLossTask;
import org.clade.api.task.Step;
import org.osgi.service.component.annotations.Component;

/**
 * TEMI's loss: the pointwise mutual information of an image and its neighbor, as students and teachers see them.
 *
 * <p>Formula, for an image x with a neighbor x', student probabilities p and teacher probabilities t of a head h, and the probability q of
 * a cluster over the last batches: loss = mean over heads of mean over images of w(x, x') · -log Σ_c (p(c|x) · t(c|x'))^beta / q(c), the
 * mean of both directions; with more views, of all ordered pairs. Weights w, q and beta come with the targets {@code neighbors}, without
 * gradient.
 *
 * <p>Shapes: the rows of an image and of its {@code drawn} neighbors are adjacent, N·(1 + drawn) × (H·K). Range: unbounded in both
 * directions, since beta below 1 raises the sum. It is computed from logarithms, so it is finite for certain labels too.
 *
 * <p>Source: Adaloglou et al., Exploring the Limits of Deep Image Clustering using Pretrained Models (TEMI), BMVC 2023, released code.
 */
@Component
@ProvidesLossTask(
        id = "mutual-information",
        summary = "Pointwise mutual information of an image and its neighbors, between students and teachers (TEMI).")
public final class MutualInformationTask implements LossTask {

    static final Option<Integer> DRAWN = Option.integer(
            "drawn", 1, 1, 16, "Neighbors that an image is compared with in a step; the same as in the targets.");

    @Override
    public List<Option<?>> options() {
        return List.of(DRAWN);
    }

    @Override
    public Set<Signal> reads(Settings settings) {
        return Set.of(Signal.STUDENT_LOG_PROBABILITIES);
    }

    @Override
    public Set<TargetKind> targets(Settings settings) {
        return Set.of(
                TargetKind.TEACHER_LABELS,
                TargetKind.PAIR_WEIGHTS,
                TargetKind.CLASS_LOG_PROBABILITIES,
                TargetKind.PAIR_EXPONENT);
    }

    @Override
    public int copies(Settings settings) {
        return 1 + settings.get(DRAWN);
    }

    @Override
    public NDArray loss(Step step) {
        Targets targets = step.targets();
        NDArray teachers = targets.get(TargetKind.TEACHER_LABELS);
        NDArray students = step.predictions().get(Signal.STUDENT_LOG_PROBABILITIES);
        Shape views = teachers.getShape();
        float[] exponent = targets.get(TargetKind.PAIR_EXPONENT).toFloatArray();
        return new PairObjective(exponent[0], exponent[1] > 0)
                .lossByHead(
                        students.reshape(views),
                        teachers,
                        targets.get(TargetKind.CLASS_LOG_PROBABILITIES),
                        targets.get(TargetKind.PAIR_WEIGHTS))
                .mean();
    }
}
