package org.clade.api.evaluation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The order of images by confidence. */
class AssignmentsTest {

    @Test
    void theSurestImagesComeFirstAndEqualOnesKeepTheirOrder() {
        float[] confidence = {0.5f, -0.25f, 1, 0.5f, 0, -1, 0.5f};

        assertArrayEquals(new int[] {2, 0, 3, 6, 4, 1, 5}, of(confidence).surestFirst());
    }

    @Test
    void theOrderIsThatOfAStableSort() {
        Random random = new Random(1);
        float[] confidence = new float[5000];
        IntStream.range(0, confidence.length).forEach(i -> confidence[i] = random.nextInt(700) / 350f - 1);
        int[] sorted = IntStream.range(0, confidence.length)
                .boxed()
                .sorted(Comparator.comparingDouble(image -> -confidence[image]))
                .mapToInt(Integer::intValue)
                .toArray();

        assertArrayEquals(sorted, of(confidence).surestFirst());
        assertEquals(0, of(new float[0]).surestFirst().length);
    }

    private static Assignments of(float[] confidence) {
        return new Assignments(new int[confidence.length], confidence, new int[confidence.length], 1);
    }
}
