package org.clade.target.relations;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Arrays;
import org.clade.api.random.RandomStream;
import org.junit.jupiter.api.Test;

class KMeansGroupsTest {

    @Test
    void findsBlobsThatLieApart() {
        double[][] points = blobs(200, 5, 8, 0.05);
        int[] groups = new KMeansGroups(5, 10).groups(points, RandomStream.of(1));
        for (int i = 0; i < points.length; i++) {
            assertEquals(groups[i % 5], groups[i], "point " + i);
        }
        assertEquals(5, Arrays.stream(groups).distinct().count());
    }

    @Test
    void isGivenByTheStreamAlone() {
        double[][] points = blobs(300, 6, 4, 1);
        int[] first = new KMeansGroups(6, 5).groups(points, RandomStream.of(2));
        for (int i = 0; i < 5; i++) {
            assertArrayEquals(first, new KMeansGroups(6, 5).groups(points, RandomStream.of(2)));
        }
    }

    /** A collapsed network says the same of all images; that must not take long. */
    @Test
    void comesToRestWherePointsAreAlike() {
        double[][] points = new double[1000][10];
        int[] groups = assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> new KMeansGroups(10, 20).groups(points, RandomStream.of(3)));
        assertEquals(1, Arrays.stream(groups).distinct().count());
    }

    private static double[][] blobs(int count, int centres, int dimensions, double width) {
        RandomStream random = RandomStream.of(4);
        double[][] middle = new double[centres][dimensions];
        for (double[] centre : middle) {
            Arrays.setAll(centre, i -> random.uniform(-1, 1));
        }
        double[][] points = new double[count][dimensions];
        for (int p = 0; p < count; p++) {
            double[] centre = middle[p % centres];
            Arrays.setAll(points[p], i -> centre[i] + random.uniform(-width, width));
        }
        return points;
    }
}
