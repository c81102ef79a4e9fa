package com.example.faults.absentpackage;

import ai.djl.ndarray.NDArray;
import java.util.Set;
import org.clade.api.part.Settings;
import org.clade.api.signal.Signal;
import org.clade.api.task.LossTask;
import org.clade.api.task.ProvidesLossTask;
import org.clade.api.task.Step;
import org.osgi.service.component.annotations.Component;

/** Its bundle imports a package that no bundle exports. */
@Component
@ProvidesLossTask(id = "absent-package", summary = "A fault: its bundle imports a package that no bundle exports.")
public final class AbsentPackageTask implements LossTask {

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
