package org.clade.api.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ImageSubsetTest {

    @Test
    void withoutALimitAllImagesAreTaken() {
        int[] all = IntStream.range(0, 50).toArray();
        assertArrayEquals(all, ImageSubset.of(50, 0, 1));
        assertArrayEquals(all, ImageSubset.of(50, 50, 1));
        assertArrayEquals(all, ImageSubset.of(50, 60, 1));
    }

    @Test
    void theSeedDecidesWhichImagesAreTaken() {
        int[] some = ImageSubset.of(1000, 20, 1);
        assertArrayEquals(some, ImageSubset.of(1000, 20, 1));
        assertFalse(Arrays.equals(some, ImageSubset.of(1000, 20, 2)));
        assertEquals(20, IntStream.of(some).distinct().count());
        int[] sorted = some.clone();
        Arrays.sort(sorted);
        assertArrayEquals(sorted, some);
    }
}
