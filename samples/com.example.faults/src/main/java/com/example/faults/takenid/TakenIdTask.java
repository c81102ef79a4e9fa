package com.example.faults.takenid;

import ai.djl.ndarray.NDArray;
import java.util.Set;
import org.clade.api.part.Settings;
import org.clade.api.signal.Signal;
import org.clade.api.task.LossTask;
import org.clade.api.task.ProvidesLossTask;
import org.clade.api.task.Step;
import org.osgi.service.component.annotations.Component;

/** A part of Clade has the same id. */
@Component
@ProvidesLossTask(id = "entropy", summary = "A fault: a part of Clade has the same id.")
public final class TakenIdTask implements LossTask {

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
