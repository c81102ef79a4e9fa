package org.clade.optimizer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import java.util.List;
import org.clade.api.optimizer.Optimizer;
import org.clade.api.optimizer.OptimizerSession;
import org.clade.api.part.Settings;
import org.clade.testkit.OptimizerContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KerasAdamOptimizerTest implements OptimizerContract {

    @Override
    public Optimizer part() {
        return new KerasAdamOptimizer(engine());
    }

    @Override
    public List<String> settings() {
        return List.of("", "lr=0.1, epsilon=0.01");
    }

    @ParameterizedTest
    @CsvSource({"optim_keras1_adam, 'lr=1e-4'", "optim_keras1_adam__big_eps, 'lr=0.1, epsilon=0.01'"})
    void agreesWithTheReference(String name, String settings) {
        Bowl.follow(name, engine(), part(), settings);
    }

    /** The first step is rate · √(1-b₂) / (1-b₁) · (1-b₁) g / (√(1-b₂) g + epsilon), and epsilon is visible here. */
    @Test
    void epsilonIsBesideTheUncorrectedRoot() {
        try (NDManager manager = engine().newManager(Device.cpu())) {
            NDArray weight = manager.create(new float[] {1});
            weight.setRequiresGradient(true);
            try (OptimizerSession session =
                    part().open(new NDList(weight), Settings.of(part(), "lr=0.1, epsilon=0.1"))) {
                try (GradientCollector recording = engine().autograd().record()) {
                    recording.backward(weight.mul(2).sum());
                }
                session.update(1);
            }
            double root = Math.sqrt(0.001);
            assertEquals(1 - 0.1 * root * 2 / (root * 2 + 0.1), weight.toFloatArray()[0], 1e-6);
        }
    }
}
