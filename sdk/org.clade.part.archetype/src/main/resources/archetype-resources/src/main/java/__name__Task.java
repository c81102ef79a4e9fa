package ${package};

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import java.util.List;
import java.util.Set;
import org.clade.api.part.Option;
import org.clade.api.part.Settings;
import org.clade.api.signal.Signal;
import org.clade.api.task.LossTask;
import org.clade.api.task.ProvidesLossTask;
import org.clade.api.task.Step;
import org.osgi.service.component.annotations.Component;

/**
 * Every image should belong to one cluster: increases its largest probability up to a limit.
 *
 * <p>Formula: the mean over images of max(enough - max_k p_k, 0), for N×K label features p with rows of sum 1; a scalar from 0
 * to 1. Source: an example, put your own here. Use when: add your advice.
 */
@Component
@ProvidesLossTask(id = "${name.toLowerCase()}", summary = "Every image belongs to one cluster (an example).")
public final class ${name}Task implements LossTask {

    static final Option<Double> ENOUGH =
            Option.number("enough", 1, 0, 1, "The probability above which an image has no loss.");

    @Override
    public List<Option<?>> options() {
        return List.of(ENOUGH);
    }

    @Override
    public Set<Signal> reads(Settings settings) {
        return Set.of(Signal.PROBABILITIES);
    }

    @Override
    public NDArray loss(Step step) {
        // The scope frees all arrays created within it at its end, except unregistered ones.
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDArray rows = step.predictions().get(Signal.PROBABILITIES);
            float enough = step.settings().get(ENOUGH).floatValue();
            NDArray loss = rows.max(new int[] {1}).neg().add(enough).maximum(0f).mean();
            NDScope.unregister(loss);
            return loss;
        }
    }
}
