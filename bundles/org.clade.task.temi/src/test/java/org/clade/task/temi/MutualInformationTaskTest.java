package org.clade.task.temi;

import java.util.List;
import org.clade.api.part.Settings;
import org.clade.api.task.LossTask;
import org.clade.testkit.LossTaskContract;

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
    public double meanTolerance(Settings settings) {
        return 1e-4;
    }
}
