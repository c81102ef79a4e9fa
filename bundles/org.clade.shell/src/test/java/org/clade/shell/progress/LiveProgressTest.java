package org.clade.shell.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.clade.api.run.RunProgress;
import org.junit.jupiter.api.Test;

class LiveProgressTest {

    private long seconds;
    private final LiveProgress live = new LiveProgress(() -> seconds * 1_000_000_000);

    @Test
    void timeGoesOnBetweenReports() {
        assertEquals(report(0.5, 10, 40), live.now(report(0.5, 10, 40)));
        seconds = 4;
        assertEquals(report(0.55, 14, 36), live.now(report(0.5, 10, 40)));
        assertEquals(report(0.6, 15, 30), live.now(report(0.6, 15, 30)), "a new report counts as it is");
    }

    @Test
    void aRunThatTakesLongerThanThoughtHasNothingLeft() {
        live.now(report(0.5, 10, 40));
        seconds = 60;
        assertEquals(report(1, 70, 0), live.now(report(0.5, 10, 40)));
    }

    @Test
    void anUnknownEndStaysUnknown() {
        live.now(report(0, 1, -1));
        seconds = 3;
        assertEquals(report(0, 4, -1), live.now(report(0, 1, -1)));
    }

    private static RunProgress report(double share, double elapsed, double remaining) {
        return RunProgress.of("training")
                .withEpoch(1, 2)
                .withRound(3, 4)
                .withTime(share, elapsed, remaining)
                .withSpeed(100);
    }
}
