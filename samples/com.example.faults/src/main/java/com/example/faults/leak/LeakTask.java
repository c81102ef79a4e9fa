package com.example.faults.leak;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Set;
import org.clade.api.part.Settings;
import org.clade.api.signal.Signal;
import org.clade.api.task.LossTask;
import org.clade.api.task.ProvidesLossTask;
import org.clade.api.task.Step;
import org.osgi.service.component.annotations.Component;

/** Its arrays belong to no step and are never freed. */
@Component
@ProvidesLossTask(id = "leak", summary = "A fault: its arrays belong to no step and are never freed.")
public final class LeakTask implements LossTask {

    @Override
    public Set<Signal> reads(Settings settings) {
        return Set.of(Signal.PROBABILITIES);
    }

    @Override
    public NDArray loss(Step step) {
        NDArray rows = step.predictions().get(Signal.PROBABILITIES);
        NDArray ones = NDManager.newBaseManager().ones(rows.getShape());
        return rows.mul(ones).square().mean();
    }
}
