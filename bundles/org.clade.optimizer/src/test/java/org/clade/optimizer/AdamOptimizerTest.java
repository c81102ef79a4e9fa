package org.clade.optimizer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.List;
import org.clade.api.optimizer.Optimizer;
import org.clade.api.optimizer.OptimizerSession;
import org.clade.api.part.RefusedException;
import org.clade.api.part.Settings;
import org.clade.testkit.OptimizerContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdamOptimizerTest implements OptimizerContract {

    @Override
    public Optimizer part() {
        return new AdamOptimizer(engine());
    }

    @Override
    public List<String> settings() {
        return List.of("", "lr=0.1, clip=0.5", "weight_decay=0.01");
    }

    @ParameterizedTest
    @CsvSource({
        "optim_torch_adam, 'lr=1e-3'",
        "optim_torch_adam__big_eps, 'lr=0.1, epsilon=0.01'",
        "optim_torch_adam__clip10, 'lr=0.1, epsilon=0.01, clip=10'"
    })
    void agreesWithTheReference(String name, String settings) {
        Bowl.follow(name, engine(), part(), settings);
    }

    @Test
    void theRateFactorMultipliesTheRate() {
        try (NDManager manager = engine().newManager(Device.cpu())) {
            NDArray weight = manager.create(new float[] {1});
            weight.setRequiresGradient(true);
            try (OptimizerSession session = part().open(new NDList(weight), Settings.of(part(), "lr=0.1"))) {
                try (GradientCollector recording = engine().autograd().record()) {
                    recording.backward(weight.sum());
                }
                session.update(0.5);
            }
            assertEquals(1 - 0.05, weight.toFloatArray()[0], 1e-6);
        }
    }

    /** An overflowed gradient must not affect the next one. */
    @Test
    void gradientsThatAreNotFiniteAreClearedToo() {
        try (NDManager manager = engine().newManager(Device.cpu())) {
            NDArray weight = manager.create(new float[] {1, 2});
            weight.setRequiresGradient(true);
            try (OptimizerSession session = part().open(new NDList(weight), Settings.of(part(), ""))) {
                try (GradientCollector recording = engine().autograd().record()) {
                    recording.backward(weight.mul(Float.POSITIVE_INFINITY).sum());
                }
                session.update(1);
            }
            assertEquals(0, weight.getGradient().abs().sum().getFloat());
        }
    }

    @Test
    void aStateOfAnotherNetworkIsRefused() {
        try (NDManager manager = engine().newManager(Device.cpu())) {
            Settings settings = Settings.of(part(), "");
            NDList one = new NDList(manager.ones(new Shape(3)));
            NDList two = new NDList(manager.ones(new Shape(4)));
            try (OptimizerSession small = part().open(one, settings);
                    OptimizerSession large = part().open(two, settings)) {
                NDList state = small.save(manager);
                RefusedException refused = assertThrows(RefusedException.class, () -> large.restore(state));
                assertTrue(refused.getMessage().contains("do not fit"), refused.getMessage());
            }
        }
    }
}
