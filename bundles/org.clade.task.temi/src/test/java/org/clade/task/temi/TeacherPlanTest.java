package org.clade.task.temi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.clade.api.training.TrainingProgress;
import org.clade.golden.Golden;
import org.junit.jupiter.api.Test;

class TeacherPlanTest {

    @Test
    void agreesWithTheReference() {
        Golden golden = Golden.load("temi_schedules");
        int epochs = (int) golden.number("params.epochs");
        int steps = (int) golden.number("params.steps_per_epoch");
        double start = golden.number("params.momentum");
        for (String end : new String[] {"readme", "default"}) {
            TeacherPlan plan = plan(start, golden.number("params.max_momentum_" + end), 3);
            golden.check(
                    "expected.momentum_" + end,
                    IntStream.range(0, epochs * steps)
                            .mapToDouble(step -> plan.momentum(new TrainingProgress(step, steps, epochs)))
                            .toArray());
        }
        TeacherPlan plan = plan(start, start, (int) golden.number("params.temperature_warmup_epochs"));
        golden.check(
                "expected.teacher_temperature_per_epoch",
                IntStream.range(0, epochs)
                        .mapToDouble(
                                epoch -> plan.temperature(new TrainingProgress((long) epoch * steps, steps, epochs)))
                        .toArray());
    }

    @Test
    void aRunShorterThanTheWarmUpEndsWithIt() {
        TeacherPlan plan = plan(0.9, 1, 30);
        assertEquals(0.04, plan.temperature(new TrainingProgress(0, 1, 3)));
        assertEquals(0.07, plan.temperature(new TrainingProgress(1, 1, 3)), 1e-12);
        assertEquals(0.1, plan.temperature(new TrainingProgress(2, 1, 3)));
        assertEquals(0.1, plan.temperature(new TrainingProgress(0, 1, 1)));
    }

    @Test
    void withoutANumberOfEpochsTheMomentumStays() {
        assertEquals(0.9, plan(0.9, 1, 30).momentum(new TrainingProgress(100, 10, 0)));
    }

    @Test
    void theLastLayerRestsInTheFirstEpoch() {
        TeacherPlan plan = plan(0.9, 1, 30);
        assertTrue(plan.frozen(new TrainingProgress(4, 5, 3)));
        assertFalse(plan.frozen(new TrainingProgress(5, 5, 3)));
    }

    private static TeacherPlan plan(double momentum, double end, int warmup) {
        return new TeacherPlan(momentum, end, 0.04, 0.1, warmup, 1);
    }
}
