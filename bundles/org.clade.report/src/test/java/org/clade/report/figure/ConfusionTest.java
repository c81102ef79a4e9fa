package org.clade.report.figure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.clade.api.assignment.AssignmentSolver;
import org.clade.api.evaluation.Assignments;
import org.clade.report.Solvers;
import org.junit.jupiter.api.Test;

class ConfusionTest {

    private final AssignmentSolver solver = Solvers.solver();

    private Confusion confusion(int[] labels, int[] clusters, int k) {
        Assignments assigned = new Assignments(clusters, new float[labels.length], clusters, k);
        return Confusion.of(assigned.counts(labels), k, solver);
    }

    @Test
    void clustersStandInTheOrderOfTheClassesTheyMatch() {
        Confusion confusion = confusion(new int[] {4, 4, 4, 7, 7, 9}, new int[] {2, 2, 0, 0, 0, 1}, 3);
        assertArrayEquals(new int[] {4, 7, 9}, confusion.classes());
        assertArrayEquals(new int[] {2, 0, 1}, confusion.clusters());
        assertArrayEquals(new int[] {2, 1, 0}, confusion.counts()[0]);
        assertArrayEquals(new int[] {7, 9, 4}, confusion.matched());
    }

    @Test
    void moreClustersThanClassesAreThereToo() {
        Confusion confusion = confusion(new int[] {0, 0, 1, 1}, new int[] {3, 3, 1, 0}, 4);
        assertArrayEquals(new int[] {3}, Arrays.copyOf(confusion.clusters(), 1));
        assertEquals(4, confusion.clusters().length);
        assertEquals(-1, confusion.matched()[2]);
    }

    @Test
    void moreClassesThanClustersAreThereToo() {
        Confusion confusion = confusion(new int[] {0, 1, 2, 2}, new int[] {0, 0, 1, 1}, 2);
        assertEquals(3, confusion.counts().length);
        assertEquals(2, confusion.matched()[1]);
    }
}
