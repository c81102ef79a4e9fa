package org.clade.run.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class EtaEstimatorTest {

    private final EtaEstimator eta = new EtaEstimator();

    @Test
    void nothingIsKnownBeforeWorkIsSeen() {
        assertTrue(eta.seconds(10) < 0);
        eta.anchor(100, 7);
        eta.measure(100, 9);
        assertTrue(eta.seconds(10) < 0);
    }

    @Test
    void onlyWhatWasSeenCounts() {
        eta.anchor(500, 1000);
        eta.measure(600, 1010);
        assertEquals(40, eta.seconds(400), 1e-9);
        assertEquals(0, eta.seconds(0), 1e-9);
    }

    @Test
    void anotherAnchorForgetsTheSpeedOfOtherWork() {
        eta.anchor(0, 0);
        eta.measure(100, 10);
        eta.anchor(100, 10);
        assertEquals(10, eta.seconds(100), 1e-9, "until more is seen");
        eta.measure(110, 15);
        assertEquals(50, eta.seconds(100), 1e-9);
    }

    @Test
    void workThatIsTakenBackLeavesTheSpeed() {
        eta.anchor(0, 0);
        eta.measure(100, 100);
        eta.anchor(100, 100);
        eta.measure(40, 120);
        assertEquals(60, eta.seconds(60), 1e-9);
        eta.measure(60, 140);
        assertEquals(40, eta.seconds(40), 1e-9);
    }
}
