package com.example.faults.constructor;

import ai.djl.ndarray.NDArray;
import java.util.Set;
import org.clade.api.part.Settings;
import org.clade.api.signal.Signal;
import org.clade.api.task.LossTask;
import org.clade.api.task.ProvidesLossTask;
import org.clade.api.task.Step;
import org.osgi.service.component.annotations.Component;

/** Its constructor throws. */
@Component
@ProvidesLossTask(id = "constructor", summary = "A fault: its constructor throws.")
public final class ConstructorTask implements LossTask {

    /** Always throws. */
    public ConstructorTask() {
        throw new IllegalStateException("no license found");
    }

    @Override
    public Set<Signal> reads(Settings settings) {
        return Set.of(Signal.PROBABILITIES);
    }

    @Override
    public NDArray loss(Step step) {
        NDArray rows = step.predictions().get(Signal.PROBABILITIES);
        return rows.square().mean();
    }
}
