package org.clade.run.progress;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.clade.api.variant.PhaseRecipe;
import org.clade.run.support.RandomStreams;
import org.junit.jupiter.api.Test;

class StepsTest {

    private static PhaseRecipe phase(String name, int batch, int minibatch, int passes, int repeats, boolean dropLast) {
        return new PhaseRecipe(
                name,
                List.of(),
                Optional.empty(),
                List.of(),
                batch,
                minibatch,
                passes,
                PhaseRecipe.Redraw.STEP,
                repeats,
                dropLast,
                PhaseRecipe.Order.SHUFFLED);
    }

    @Test
    void dacMakesTwentyUpdatesOfEachOfThirtyOneMinibatches() {
        Steps steps = new Steps(phase("train", 1000, 32, 10, 2, true), 1000);
        assertEquals(31, steps.minibatches());
        assertEquals(620, steps.total());
        assertEquals(new Steps.StepIndex(0, 0, 1), steps.place(1));
        assertEquals(new Steps.StepIndex(0, 1, 0), steps.place(2));
        assertEquals(new Steps.StepIndex(9, 30, 1), steps.place(619));
    }

    @Test
    void aRestThatIsKeptMakesASmallerMinibatch() {
        Steps steps = new Steps(phase("train", 1000, 128, 5, 1, false), 1000);
        assertEquals(8, steps.minibatches());
        assertEquals(104, steps.rows(RandomStreams.range(1000), 7).length);
    }

    @Test
    void aSingleImageIsNeverAMinibatch() {
        assertEquals(1, new Steps(phase("train", 128, 128, 1, 1, false), 129).minibatches());
        assertEquals(1, TrainingBudget.batches(phase("train", 128, 128, 1, 1, false), 129));
        assertEquals(2, TrainingBudget.batches(phase("train", 128, 128, 1, 1, false), 130));
    }

    @Test
    void fewerImagesThanAMinibatchAreOne() {
        Steps steps = new Steps(phase("train", 1000, 32, 1, 1, true), 20);
        assertEquals(1, steps.total());
        assertArrayEquals(RandomStreams.range(20), steps.rows(RandomStreams.range(20), 0));
    }

    @Test
    void roundsWalkThroughThePhasesOfAnEpoch() {
        List<PhaseRecipe> phases =
                List.of(phase("rotate", 100, 10, 1, 1, true), phase("cluster", 200, 10, 1, 1, false));
        assertEquals(new BatchIndex(0, 0, 0, true), BatchIndex.of(0, phases, 500));
        assertEquals(new BatchIndex(0, 0, 4, false), BatchIndex.of(4, phases, 500));
        assertEquals(new BatchIndex(0, 1, 0, false), BatchIndex.of(5, phases, 500));
        assertEquals(new BatchIndex(0, 1, 2, false), BatchIndex.of(7, phases, 500));
        assertEquals(new BatchIndex(1, 0, 0, true), BatchIndex.of(8, phases, 500));
    }
}
