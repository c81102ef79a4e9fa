package org.clade.sweep.statistics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SignFlipTestTest {

    @Test
    void equalPairsSayNothing() {
        assertEquals(1, SignFlipTest.p(new double[5]));
        assertEquals(1, SignFlipTest.p(new double[] {0, 0, 0.3, 0, 0}), "one pair that differs");
    }

    @Test
    void fiveSeedsGiveOneSixteenthAtLeast() {
        assertEquals(2 / 32.0, SignFlipTest.p(new double[] {0.1, 0.1, 0.1, 0.1, 0.1}));
        assertEquals(2 / 32.0, SignFlipTest.p(new double[] {0.1, 0.2, 0.05, 0.3, 0.01}));
        assertEquals(2 / 16.0, SignFlipTest.p(new double[] {0.1, 0.2, 0.05, 0.3, 0}), "an equal pair drops out");
    }

    @Test
    void theDirectionDoesNotMatter() {
        double[] differences = {0.3, -0.1, 0.2, 0.05, -0.02};
        double[] reversed = Arrays.stream(differences).map(d -> -d).toArray();
        assertEquals(SignFlipTest.p(differences), SignFlipTest.p(reversed));
        assertEquals(12 / 32.0, SignFlipTest.p(differences), "counted by itertools.product in Python");
    }

    @Test
    void manySeedsAreDrawn() {
        double[] alternating = new double[30];
        Arrays.setAll(alternating, i -> i % 2 == 0 ? 1 : -1);
        assertEquals(1, SignFlipTest.p(alternating), 1e-9);
        double[] shifted = new double[30];
        Arrays.fill(shifted, 0.1);
        assertEquals(1 / 200_001.0, SignFlipTest.p(shifted), 1e-4);
    }

    @Test
    void holmCorrectsInSteps() {
        assertArrayEquals(new double[] {0.03, 0.06, 0.06}, HolmCorrection.of(new double[] {0.01, 0.04, 0.03}), 1e-12);
        assertArrayEquals(new double[] {1, 1}, HolmCorrection.of(new double[] {0.6, 1}), 1e-12);
        assertArrayEquals(new double[0], HolmCorrection.of(new double[0]));
    }
}
