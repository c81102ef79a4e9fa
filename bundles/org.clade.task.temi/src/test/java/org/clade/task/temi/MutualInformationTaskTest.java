package org.clade.task.temi;

import java.util.List;
import org.clade.api.part.Settings;
import org.clade.api.task.LossTask;
import org.clade.testkit.LossTaskContract;
import org.clade.testkit.check.Samples;

class MutualInformationTaskTest implements LossTaskContract {

    @Override
    public LossTask part() {
        return new MutualInformationTask();
    }

    @Override
    public List<String> settings() {
        return List.of("");
    }

    @Override
    public Samples samples() {
        return TemiSamples.all();
    }

    @Override
    public double meanTolerance(Settings settings) {
        return 1e-4;
    }
}
