package org.clade.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PaceTest {

    private final Pace pace = new Pace();

    @Test
    void atFirstAllThatWasDoneCounts() {
        assertEquals(30, pace.remaining(0.25, 10), 1e-9);
    }

    @Test
    void thenWhatWasSeenCounts() {
        pace.remaining(0.5, 1000);
        assertEquals(40, pace.remaining(0.6, 1010), 1e-9);
        assertEquals(45, pace.remaining(0.7, 1030), 1e-9);
    }

    @Test
    void whatIsTakenBackIsNotPaceOfTheRest() {
        pace.remaining(0.5, 100);
        assertEquals(180, pace.remaining(0.4, 120), 1e-9);
    }

    @Test
    void atTheEndNothingIsLeft() {
        pace.remaining(0.5, 100);
        assertEquals(0, pace.remaining(1, 150), 1e-9);
    }
}
