package org.clade.optimizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.List;
import org.clade.api.optimizer.Optimizer;
import org.clade.api.optimizer.OptimizerSession;
import org.clade.api.part.Settings;
import org.clade.testkit.OptimizerContract;
import org.junit.jupiter.api.Test;

/** Golden values are in the two steps of org.clade.task.temi. */
class AdamWOptimizerTest implements OptimizerContract {

    @Override
    public Optimizer part() {
        return new AdamWOptimizer(engine());
    }

    @Override
    public List<String> settings() {
        return List.of("", "lr=0.01, weight_decay=0.1, weight_decay_on=all", "lr=0.01, idle=rest");
    }

    /** With a constant gradient the step is the rate; the decay comes first and is no part of the moments. */
    @Test
    void theDecayIsDecoupled() {
        try (NDManager manager = engine().newManager(Device.cpu())) {
            NDArray matrix = manager.create(new float[] {2}, new Shape(1, 1));
            NDArray bias = manager.create(new float[] {2});
            step(matrix, bias, "lr=0.1, weight_decay=0.5", manager);
            assertEquals(2 * (1 - 0.1 * 0.5) - 0.1, matrix.toFloatArray()[0], 1e-5);
            assertEquals(2 - 0.1, bias.toFloatArray()[0], 1e-5);
        }
    }

    private void step(NDArray matrix, NDArray bias, String settings, NDManager manager) {
        NDList weights = new NDList(matrix, bias);
        weights.forEach(weight -> weight.setRequiresGradient(true));
        try (OptimizerSession session = part().open(weights, Settings.of(part(), settings))) {
            try (GradientCollector recording = engine().autograd().record()) {
                recording.backward(matrix.sum().add(bias.sum()));
            }
            session.update(1);
        }
    }

    /** A weight that rests has its first step later, with the bias correction of a first step. */
    @Test
    void aWeightWithoutGradientRests() {
        try (NDManager manager = engine().newManager(Device.cpu())) {
            NDArray trained = manager.create(new float[] {1}, new Shape(1, 1));
            NDArray idle = manager.create(new float[] {1}, new Shape(1, 1));
            NDList weights = new NDList(trained, idle);
            weights.forEach(weight -> weight.setRequiresGradient(true));
            String settings = "lr=0.1, weight_decay=0.5, idle=rest";
            try (OptimizerSession session = part().open(weights, Settings.of(part(), settings))) {
                for (int i = 0; i < 5; i++) {
                    try (GradientCollector recording = engine().autograd().record()) {
                        recording.backward(trained.sum().add(idle.stopGradient().sum()));
                    }
                    session.update(1);
                }
                assertArrayEquals(new float[] {1}, idle.toFloatArray());
                try (GradientCollector recording = engine().autograd().record()) {
                    recording.backward(trained.sum().add(idle.sum().mul(3f)));
                }
                session.update(1);
                assertEquals(1 - 0.1 * 0.5 - 0.1, idle.toFloatArray()[0], 1e-5);
            }
        }
    }
}
