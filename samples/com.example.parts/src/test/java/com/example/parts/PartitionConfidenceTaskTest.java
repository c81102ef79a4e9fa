package com.example.parts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Map;
import org.clade.api.part.Settings;
import org.clade.api.signal.Predictions;
import org.clade.api.signal.Signal;
import org.clade.api.target.Targets;
import org.clade.api.task.LossTask;
import org.clade.api.task.Step;
import org.clade.testkit.LossTaskContract;
import org.junit.jupiter.api.Test;

class PartitionConfidenceTaskTest implements LossTaskContract {

    @Override
    public LossTask part() {
        return new PartitionConfidenceTask();
    }

    @Override
    public List<String> settings() {
        return List.of("", "balance=0");
    }

    @Test
    void clustersThatShareNothingLoseLeast() {
        assertEquals(Math.log(Math.E + 1) - 1, loss("", 1, 0, 0, 1), 1e-6);
    }

    @Test
    void clustersThatShareAllLoseLogK() {
        assertEquals(Math.log(2), loss("", 0.5f, 0.5f, 0.5f, 0.5f), 1e-6);
    }

    @Test
    void betweenThemItIsAsTheFormulaSays() {
        double cosine = (0.9 * 0.1 + 0.6 * 0.4) / (Math.hypot(0.9, 0.6) * Math.hypot(0.1, 0.4));
        double uncertainty = Math.log(Math.E + Math.exp(cosine)) - 1;
        double imbalance = Math.log(2) + 0.75 * Math.log(0.75) + 0.25 * Math.log(0.25);
        assertEquals(uncertainty, loss("balance=0", 0.9f, 0.1f, 0.6f, 0.4f), 1e-6);
        assertEquals(uncertainty + 2 * imbalance, loss("", 0.9f, 0.1f, 0.6f, 0.4f), 1e-6);
    }

    private double loss(String settings, float... rows) {
        try (NDManager manager = engine().newManager(Device.cpu())) {
            Predictions predictions =
                    new Predictions(Map.of(Signal.PROBABILITIES, manager.create(rows, new Shape(rows.length / 2, 2))));
            return part().loss(new Step(predictions, Targets.NONE, Settings.of(part(), settings)))
                    .getFloat();
        }
    }
}
