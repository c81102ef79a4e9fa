package com.example.faults.nanatonehot;

import ai.djl.ndarray.NDArray;
import java.util.Set;
import org.clade.api.part.Settings;
import org.clade.api.signal.Signal;
import org.clade.api.task.LossTask;
import org.clade.api.task.ProvidesLossTask;
import org.clade.api.task.Step;
import org.osgi.service.component.annotations.Component;

/** The logarithm of 0 makes the loss NaN if the network is certain. */
@Component
@ProvidesLossTask(
        id = "nan-at-one-hot",
        summary = "A fault: the logarithm of 0 makes the loss NaN if the network is certain.")
public final class NanAtOneHotTask implements LossTask {

    @Override
    public Set<Signal> reads(Settings settings) {
        return Set.of(Signal.PROBABILITIES);
    }

    @Override
    public NDArray loss(Step step) {
        NDArray rows = step.predictions().get(Signal.PROBABILITIES);
        return rows.mul(rows.log()).mean().neg();
    }
}
