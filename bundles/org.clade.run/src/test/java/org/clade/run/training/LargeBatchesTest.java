package org.clade.run.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.clade.api.variant.PhaseRecipe;
import org.clade.run.progress.LargeBatch;
import org.clade.run.support.RandomStreams;
import org.junit.jupiter.api.Test;

class LargeBatchesTest {

    private static LargeBatches batches(PhaseRecipe.Order order, boolean dropLast) {
        PhaseRecipe phase = new PhaseRecipe(
                "train",
                List.of(),
                Optional.empty(),
                List.of(),
                40,
                15,
                2,
                PhaseRecipe.Redraw.STEP,
                3,
                dropLast,
                order);
        return new LargeBatches(List.of(phase), 100, RandomStreams.of(1));
    }

    private static int[] images(LargeBatches batches, int round) {
        return batches.at(batches.index(round)).indices();
    }

    @Test
    void drawnBatchesAreWholeAndIndependent() {
        LargeBatches batches = batches(PhaseRecipe.Order.DRAWN, false);
        int[] first = images(batches, 0);
        int[] last = images(batches, 2);
        assertEquals(40, Arrays.stream(first).distinct().count());
        assertEquals(40, Arrays.stream(last).distinct().count());
        assertFalse(Arrays.equals(first, last));
        assertNotEquals(
                80,
                Arrays.stream(first)
                                .filter(i -> Arrays.stream(last).noneMatch(j -> i == j))
                                .count()
                        + 40);
        assertArrayEquals(first, images(batches(PhaseRecipe.Order.DRAWN, false), 0));
        assertFalse(Arrays.equals(first, images(batches, 3)));
    }

    @Test
    void anEpochOfShuffledBatchesHasEveryImage() {
        LargeBatches batches = batches(PhaseRecipe.Order.SHUFFLED, false);
        assertEquals(20, images(batches, 2).length);
        assertEquals(
                100,
                Arrays.stream(new int[] {0, 1, 2})
                        .flatMap(round -> Arrays.stream(images(batches, round)))
                        .distinct()
                        .count());
    }

    /** Two passes, three updates: batches of 40, 40 and 20 have 3, 3 and 2 minibatches, or 2 and 2 whole ones. */
    @Test
    void stepsOfAnEpochAreCounted() {
        assertEquals(
                2 * 3 * (3 + 3 + 2), batches(PhaseRecipe.Order.SHUFFLED, false).stepsPerEpoch());
        assertEquals(
                2 * 3 * (3 + 3 + 3), batches(PhaseRecipe.Order.DRAWN, false).stepsPerEpoch());
        assertEquals(2 * 3 * (2 + 2), batches(PhaseRecipe.Order.SHUFFLED, true).stepsPerEpoch());
    }

    @Test
    void companionsFollowTheirImage() {
        LargeBatch batch = new LargeBatch(0, 0, new int[] {7, 9}).with(new int[] {1, 2, 3, 4});
        assertArrayEquals(new int[] {7, 1, 2, 9, 3, 4}, batch.members());
        assertEquals(3, batch.together());
        assertEquals(1, new LargeBatch(0, 0, new int[] {7, 9}).together());
    }
}
