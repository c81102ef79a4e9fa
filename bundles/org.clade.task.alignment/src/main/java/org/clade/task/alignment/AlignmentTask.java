package org.clade.task.alignment;

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
import org.osgi.service.component.annotations.Component;

/**
 * Alignment: pulls every image's label feature to its assigned point on the sphere.
 *
 * <p>Formula: the mean over images of a_i, where f_i is the label feature, y_i the target, and a_i by {@code scale}:
 *
 * <ul>
 *   <li>{@code mean}: ‖f_i - y_i‖² / D, the mean squared error over the components too (released code)
 *   <li>{@code sum}: ‖f_i - y_i‖²
 *   <li>{@code distance}: ‖f_i - y_i‖ (Eq. 1); its gradient is zero if f_i = y_i
 * </ul>
 *
 * <p>Shapes: f and y are N×D with rows of length 1; the loss is a scalar, 0 to 4/D, 4 or 2. The 1/D is part of the balance
 * with the rotation task and of the effective learning rate. Source: Shiran and Weinshall, Multi-Modal Deep Clustering,
 * ICPR 2020, Eq. 1. Use with targets that are assigned points: means of clusters or noise.
 */
@Component
@ProvidesLossTask(
        id = "alignment",
        summary = "Pulls label features to their assigned points on the sphere (MMDC Eq. 1).")
public final class AlignmentTask implements LossTask {

    enum AlignmentScale {
        MEAN,
        SUM,
        DISTANCE
    }

    static final Option<AlignmentScale> SCALE = Option.choice(
            "scale",
            AlignmentScale.MEAN,
            "Squared distance averaged over components (released code), summed over them, or the distance itself"
                    + " (paper).");

    @Override
    public List<Option<?>> options() {
        return List.of(SCALE);
    }

    @Override
    public Set<Signal> reads(Settings settings) {
        return Set.of(Signal.UNIT_VECTORS);
    }

    @Override
    public Set<TargetKind> targets(Settings settings) {
        return Set.of(TargetKind.ASSIGNED_VECTORS);
    }

    @Override
    public NDArray loss(Step step) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDArray squares = step.predictions()
                    .get(Signal.UNIT_VECTORS)
                    .sub(step.targets().get(TargetKind.ASSIGNED_VECTORS))
                    .square();
            NDArray loss =
                    switch (step.settings().get(SCALE)) {
                        case SUM -> squares.sum(new int[] {1}).mean();
                        case DISTANCE -> root(squares.sum(new int[] {1})).mean();
                        case MEAN -> squares.mean();
                    };
            NDScope.unregister(loss);
            return loss;
        }
    }

    /** The root, with gradient 0 at 0, where it would be infinite. */
    private static NDArray root(NDArray squares) {
        NDArray zero = squares.eq(0).toType(squares.getDataType(), false);
        return squares.add(zero).sqrt().sub(zero);
    }
}
