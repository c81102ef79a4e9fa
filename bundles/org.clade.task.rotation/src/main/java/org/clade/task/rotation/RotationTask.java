package org.clade.task.rotation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import java.util.Set;
import org.clade.api.part.Settings;
import org.clade.api.signal.Signal;
import org.clade.api.task.LossTask;
import org.clade.api.task.ProvidesLossTask;
import org.clade.api.task.Step;
import org.osgi.service.component.annotations.Component;

/**
 * The rotation task: predict which of four rotations was applied to an image.
 *
 * <p>Formula: L = mean over rows of -log softmax(s_i)_t(i), where s_i are the four scores of row i and t(i) = i modulo 4 is
 * the number of quarter turns, because the training view holds every image rotated by 0, 90, 180 and 270 degrees in that order.
 *
 * <p>Shapes: s is 4N×4 for N images; the loss is a scalar, 0 or more, log 4 = 1.386 for uninformative scores. Source:
 * Shiran and Weinshall, Multi-Modal Deep Clustering, ICPR 2020, Sec. III-C, after Gidaris et al., ICLR 2018. Use with the head
 * {@code rotation}, in a separate phase with {@code quarter-turns}, when the backbone should learn shapes and not only
 * colors. Do not use it if a rotated image is another class, as with digits 6 and 9.
 */
@Component
@ProvidesLossTask(
        id = "rotation",
        summary = "Which of four rotations was applied to an image: softmax cross-entropy (MMDC Sec. III-C).")
public final class RotationTask implements LossTask {

    private static final int TURNS = 4;

    @Override
    public Set<Signal> reads(Settings settings) {
        return Set.of(Signal.ROTATIONS);
    }

    @Override
    public int copies(Settings settings) {
        return TURNS;
    }

    @Override
    public NDArray loss(Step step) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDArray scores = step.predictions().get(Signal.ROTATIONS);
            NDArray turns = scores.getManager()
                    .arange(0, (int) scores.size(0), 1, DataType.INT64)
                    .mod(TURNS)
                    .expandDims(1);
            NDArray loss = scores.logSoftmax(1).gather(turns, 1).mean().neg();
            NDScope.unregister(loss);
            return loss;
        }
    }
}
