package com.example.faults.targetgradient;

import ai.djl.ndarray.NDArray;
import java.util.Set;
import org.clade.api.part.Settings;
import org.clade.api.signal.Signal;
import org.clade.api.target.TargetKind;
import org.clade.api.task.LossTask;
import org.clade.api.task.ProvidesLossTask;
import org.clade.api.task.Step;
import org.osgi.service.component.annotations.Component;

/** It requests gradients of a target, which is a constant. */
@Component
@ProvidesLossTask(id = "target-gradient", summary = "A fault: it requests gradients of a target, which is a constant.")
public final class TargetGradientTask implements LossTask {

    @Override
    public Set<Signal> reads(Settings settings) {
        return Set.of(Signal.PROBABILITIES);
    }

    @Override
    public Set<TargetKind> targets(Settings settings) {
        return Set.of(TargetKind.BALANCED);
    }

    @Override
    public NDArray loss(Step step) {
        NDArray rows = step.predictions().get(Signal.PROBABILITIES);
        NDArray target = step.targets().get(TargetKind.BALANCED);
        target.setRequiresGradient(true);
        return rows.sub(target).square().mean();
    }
}
