package org.clade.task.alignment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import java.util.List;
import java.util.Map;
import org.clade.api.part.Settings;
import org.clade.api.signal.Predictions;
import org.clade.api.signal.Signal;
import org.clade.api.target.TargetKind;
import org.clade.api.target.Targets;
import org.clade.api.task.LossTask;
import org.clade.api.task.Step;
import org.clade.golden.Golden;
import org.clade.testkit.LossTaskContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlignmentTaskTest implements LossTaskContract {

    @Override
    public LossTask part() {
        return new AlignmentTask();
    }

    @Override
    public List<String> settings() {
        return List.of("", "scale=sum", "scale=distance");
    }

    @ParameterizedTest
    @CsvSource({"meanOverK, scale=mean", "meanOverK, ''", "sumOverK, scale=sum", "distance, scale=distance"})
    void agreesWithTheReference(String reading, String settings) {
        Golden golden = Golden.load("mmdc_eq1_loss__" + reading);
        try (NDManager manager = engine().newManager(Device.cpu());
                GradientCollector recording = engine().autograd().record()) {
            NDArray raw = golden.tensor(manager, "inputs.raw");
            raw.setRequiresGradient(true);
            NDArray vectors = raw.normalize(2, 1);
            golden.check("expected.embedding", vectors);
            NDArray loss = loss(vectors, golden.tensor(manager, "inputs.target"), settings);
            recording.backward(loss);
            golden.check("expected.loss", loss);
            golden.check("expected.grad.raw", raw.getGradient());
        }
    }

    @Test
    void theDistanceRestsWhereItIsZero() {
        try (NDManager manager = engine().newManager(Device.cpu());
                GradientCollector recording = engine().autograd().record()) {
            NDArray vectors = manager.create(new float[][] {{1, 0}, {0.6f, 0.8f}});
            vectors.setRequiresGradient(true);
            NDArray loss = loss(vectors, manager.create(new float[][] {{1, 0}, {0.6f, -0.8f}}), "scale=distance");
            recording.backward(loss);
            assertEquals(0.8, loss.getFloat(), 1e-6);
            assertArrayEquals(new float[] {0, 0, 0, 0.5f}, vectors.getGradient().toFloatArray(), 1e-6f);
        }
    }

    private NDArray loss(NDArray vectors, NDArray targets, String settings) {
        return part().loss(new Step(
                new Predictions(Map.of(Signal.UNIT_VECTORS, vectors)),
                new Targets((int) targets.getShape().get(0), Map.of(TargetKind.ASSIGNED_VECTORS, targets)),
                Settings.of(part(), settings)));
    }
}
