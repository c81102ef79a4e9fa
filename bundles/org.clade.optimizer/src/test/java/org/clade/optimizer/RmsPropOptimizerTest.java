package org.clade.optimizer;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RmsPropOptimizerTest implements OptimizerContract {

    @Override
    public Optimizer part() {
        return new RmsPropOptimizer(engine());
    }

    @Override
    public List<String> settings() {
        return List.of("", "lr=0.01, rho=0.99, epsilon=0.01", "rho=0", "reset=2");
    }

    @ParameterizedTest
    @CsvSource({"optim_keras1_rmsprop, ''", "optim_keras1_rmsprop__big_eps, 'lr=0.1, epsilon=0.01'"})
    void agreesWithTheReference(String name, String settings) {
        Bowl.follow(name, engine(), part(), settings);
    }

    /** With gradient 1 the first step is lr / √0.1 long, the second lr / √0.19, and so again after the reset. */
    @Test
    void beginsAnewAfterTheReset() {
        try (NDManager manager = engine().newManager(Device.cpu())) {
            NDArray weight = manager.zeros(new Shape(1));
            weight.setName("weight");
            weight.setRequiresGradient(true);
            try (OptimizerSession session =
                    part().open(new NDList(weight), Settings.of(part(), "lr=0.1, epsilon=0, reset=2"))) {
                double expected = 0;
                for (double mean : new double[] {0.1, 0.19, 0.1, 0.19, 0.1}) {
                    try (GradientCollector recording = engine().autograd().record()) {
                        recording.backward(weight.sum());
                    }
                    session.update(1);
                    expected -= 0.1 / Math.sqrt(mean);
                    assertEquals(expected, weight.getFloat(), 1e-5);
                }
            }
        }
    }
}
