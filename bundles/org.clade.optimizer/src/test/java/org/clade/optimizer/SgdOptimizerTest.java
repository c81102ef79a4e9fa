package org.clade.optimizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.clade.api.optimizer.Optimizer;
import org.clade.api.optimizer.OptimizerSession;
import org.clade.api.part.Settings;
import org.clade.golden.Golden;
import org.clade.testkit.OptimizerContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SgdOptimizerTest implements OptimizerContract {

    @Override
    public Optimizer part() {
        return new SgdOptimizer(engine());
    }

    @Override
    public List<String> settings() {
        return List.of(
                "",
                "lr=0.01, momentum=0",
                "lr=0.01, weight_decay=5e-4",
                "weight_decay=0.01, weight_decay_on=all, idle=rest");
    }

    @ParameterizedTest
    @CsvSource({
        "optim_torch_sgd, 'weight_decay=5e-4'",
        "optim_torch_sgd__big_decay, 'weight_decay=0.5'",
        "optim_torch_sgd__decay_all, 'weight_decay=0.5, weight_decay_on=all'",
        "optim_torch_sgd, 'weight_decay=5e-4, idle=rest'"
    })
    void agreesWithTheReference(String name, String settings) {
        Bowl.followApart(name, engine(), part(), settings);
    }

    /** In a phase that does not train it, a head decays or rests; a bias always rests. */
    @ParameterizedTest
    @CsvSource({"decay, expected.weight, 1", "rest, expected.idleHeadDecay_off, 1"})
    void anIdleHeadDecaysOrRests(String idle, String expected, float bias) {
        Golden golden = Golden.load("optim_idle_head");
        List<Integer> shown =
                Arrays.stream(golden.integers("expected.steps")).boxed().toList();
        List<Double> path = new ArrayList<>();
        try (NDManager manager = engine().newManager(Device.cpu())) {
            NDList head = weights(manager);
            try (OptimizerSession session =
                    part().open(head, Settings.of(part(), "lr=0.05, weight_decay=5e-4, idle=" + idle))) {
                for (int step = 1; step <= shown.get(shown.size() - 1); step++) {
                    session.update(1);
                    if (shown.contains(step)) {
                        path.add((double) head.head().toFloatArray()[0]);
                    }
                }
            }
            double[] seen = path.stream()
                    .mapToDouble(weight -> weight)
                    .skip(idle.equals("rest") ? path.size() - 1 : 0)
                    .toArray();
            golden.check(expected, seen);
            assertEquals(bias, head.get(1).toFloatArray()[0]);
        }
    }

    /** A resting weight keeps its momentum for its next step. */
    @Test
    void restingWeightsGoOnWhereTheyStopped() {
        try (NDManager manager = engine().newManager(Device.cpu())) {
            NDList through = weights(manager);
            NDList paused = weights(manager);
            Settings settings = Settings.of(part(), "weight_decay=0.1, idle=rest");
            try (OptimizerSession one = part().open(through, settings);
                    OptimizerSession other = part().open(paused, settings)) {
                for (int step = 0; step < 3; step++) {
                    train(one, through);
                    train(other, paused);
                    other.update(1);
                }
            }
            for (int i = 0; i < through.size(); i++) {
                assertArrayEquals(through.get(i).toFloatArray(), paused.get(i).toFloatArray());
            }
        }
    }

    private static NDList weights(NDManager manager) {
        NDList weights = new NDList(manager.ones(new Shape(1, 1)), manager.ones(new Shape(1)));
        weights.forEach(weight -> weight.setRequiresGradient(true));
        return weights;
    }

    private void train(OptimizerSession session, NDList weights) {
        try (GradientCollector recording = engine().autograd().record()) {
            NDArray sum = weights.get(0).square().sum().add(weights.get(1).sum());
            recording.backward(sum);
        }
        session.update(1);
    }
}
