package org.clade.run.support;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RandomStreamsTest {

    @Test
    void theOrderOfAnEpochDependsOnSeedAndEpochAlone() {
        int[] order = RandomStreams.of(7).order(3, "train", 100);

        assertArrayEquals(order, RandomStreams.of(7).order(3, "train", 100));
        assertFalse(Arrays.equals(order, RandomStreams.of(7).order(4, "train", 100)));
        assertFalse(Arrays.equals(order, RandomStreams.of(8).order(3, "train", 100)));
        int[] sorted = order.clone();
        Arrays.sort(sorted);
        assertArrayEquals(RandomStreams.range(100), sorted);
    }

    @Test
    void stepsDiffer() {
        RandomStreams random = RandomStreams.of(1);
        assertNotEquals(random.step(0, "train", 0, 0, 0), random.step(0, "train", 0, 0, 1));
        assertNotEquals(random.step(0, "train", 0, 1, 0), random.step(0, "train", 1, 0, 0));
    }
}
