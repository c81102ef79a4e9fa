package org.clade.task.rotation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.Map;
import org.clade.api.part.Settings;
import org.clade.api.signal.Predictions;
import org.clade.api.signal.Signal;
import org.clade.api.target.Targets;
import org.clade.api.task.LossTask;
import org.clade.api.task.Step;
import org.clade.golden.Golden;
import org.clade.testkit.LossTaskContract;
import org.junit.jupiter.api.Test;

class RotationTaskTest implements LossTaskContract {

    @Override
    public LossTask part() {
        return new RotationTask();
    }

    @Test
    void agreesWithTheReference() {
        Golden golden = Golden.load("mmdc_rotation_loss");
        try (NDManager manager = engine().newManager(Device.cpu());
                GradientCollector recording = engine().autograd().record()) {
            NDArray scores = golden.tensor(manager, "inputs.logits");
            scores.setRequiresGradient(true);
            NDArray loss = loss(scores);
            recording.backward(loss);
            golden.check("expected.loss", loss);
            golden.check("expected.grad.logits", scores.getGradient());
        }
    }

    /** The rows of {@code quarter-turns} and their labels. */
    @Test
    void rightScoresForTheRowsOfQuarterTurnsCostNothing() {
        Golden golden = Golden.load("mmdc_rotation_batch");
        int[] turns = golden.integers("expected.labels");
        assertArrayEquals(new int[] {0, 1, 2, 3, 0, 1, 2, 3}, turns);
        try (NDManager manager = engine().newManager(Device.cpu())) {
            float[] scores = new float[turns.length * 4];
            for (int row = 0; row < turns.length; row++) {
                scores[row * 4 + turns[row]] = 50;
            }
            assertEquals(
                    0, loss(manager.create(scores, new Shape(turns.length, 4))).getFloat(), 1e-6);
            assertEquals(
                    Math.log(4), loss(manager.zeros(new Shape(turns.length, 4))).getFloat(), 1e-6);
        }
    }

    @Test
    void asksForFourImagesOfEach() {
        assertEquals(4, part().copies(Settings.of(part(), "")));
    }

    private NDArray loss(NDArray scores) {
        return part().loss(new Step(
                new Predictions(Map.of(Signal.ROTATIONS, scores)), Targets.NONE, Settings.of(part(), "")));
    }
}
