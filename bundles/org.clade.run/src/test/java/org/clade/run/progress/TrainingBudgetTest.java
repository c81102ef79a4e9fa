package org.clade.run.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.clade.api.engine.ForwardMode;
import org.clade.api.part.PartSpec;
import org.clade.api.variant.PhaseRecipe;
import org.clade.api.variant.Recipe;
import org.clade.api.variant.TaskSpec;
import org.junit.jupiter.api.Test;

class TrainingBudgetTest {

    private static PhaseRecipe phase(int batch) {
        return new PhaseRecipe(
                "p",
                List.of(),
                Optional.empty(),
                List.of(TaskSpec.parse("t")),
                batch,
                32,
                1,
                PhaseRecipe.Redraw.BATCH,
                1,
                true,
                PhaseRecipe.Order.SHUFFLED);
    }

    static Recipe recipe(int epochs, int rounds, PhaseRecipe... phases) {
        return new Recipe(
                "r",
                new Recipe.Provenance("", "own", "own"),
                new Recipe.Architecture(
                        10,
                        0,
                        PartSpec.parse("b"),
                        List.of(),
                        PartSpec.parse("identity"),
                        List.of(PartSpec.parse("h"))),
                new Recipe.TrainingPlan(
                        PartSpec.parse("o"),
                        PartSpec.parse("constant"),
                        ForwardMode.EVALUATION,
                        List.of(),
                        List.of(phases),
                        epochs,
                        rounds,
                        0,
                        100),
                Map.of());
    }

    @Test
    void wholeLargeBatchesMakeAnEpoch() {
        assertEquals(new TrainingBudget(13, 26, 2, 0), TrainingBudget.of(recipe(2, 0, phase(1000)), 13_500, 0));
    }

    @Test
    void phasesAddUp() {
        assertEquals(
                13 + 26,
                TrainingBudget.of(recipe(1, 0, phase(1000), phase(500)), 13_000, 0)
                        .rounds());
    }

    @Test
    void aSetSmallerThanABatchIsOneBatch() {
        assertEquals(new TrainingBudget(1, 3, 3, 0), TrainingBudget.of(recipe(3, 0, phase(1000)), 200, 0));
    }

    @Test
    void anEpochThatTimeCutsShortHasBegun() {
        TrainingBudget length = new TrainingBudget(10, 60, 6, 270);
        assertEquals(0, length.begun(0));
        assertEquals(1, length.begun(1));
        assertEquals(5, length.begun(50));
        assertEquals(6, length.begun(59));
    }

    @Test
    void trainingEndsWhenThatIsWanted() {
        AtomicBoolean wanted = new AtomicBoolean();
        TrainingBudget length = new TrainingBudget(10, 60, 6, 270).until(wanted::get);
        assertFalse(length.reached(1, 1));
        assertFalse(length.timeUp(1));
        wanted.set(true);
        assertTrue(length.reached(1, 1));
        assertTrue(length.timeUp(1));
    }

    @Test
    void whicheverLimitComesFirstEndsTheRun() {
        assertEquals(5, TrainingBudget.of(recipe(2, 5, phase(1000)), 13_000, 0).rounds());
        assertEquals(
                26, TrainingBudget.of(recipe(2, 500, phase(1000)), 13_000, 0).rounds());
        TrainingBudget timed = TrainingBudget.of(recipe(0, 6000, phase(1000)), 13_000, 60);
        assertFalse(timed.reached(10, 54));
        assertTrue(timed.reached(10, 55), "the eleventh would end after 60.5 seconds");
        assertFalse(timed.reached(0, 59.9));
        assertTrue(timed.reached(0, 60));
    }
}
