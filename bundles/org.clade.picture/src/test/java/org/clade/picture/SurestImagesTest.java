package org.clade.picture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import java.util.Set;
import org.clade.api.evaluation.Assignments;
import org.junit.jupiter.api.Test;

class SurestImagesTest {

    @Test
    void theLargestClustersComeInTheirOrderEachWithItsSurestImageFirst() {
        SurestImages surest = new SurestImages(new Assignments(
                new int[] {2, 0, 2, 3, 0, 2}, new float[] {0.1f, 0.9f, 0.8f, 0.7f, 0.95f, 0.3f}, new int[6], 5));

        assertArrayEquals(new int[] {4, 1, 2, 3, 5, 0}, surest.all());
        Map<Integer, int[]> two = surest.byCluster(2);
        assertEquals(Set.of(0, 2), two.keySet());
        assertArrayEquals(new int[] {4, 1}, two.get(0));
        assertArrayEquals(new int[] {2, 5, 0}, two.get(2));
    }
}
