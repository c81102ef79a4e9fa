package org.clade.run.background;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StallTimerTest {

    private final StallTimer stallTimer = new StallTimer();

    private Duration look(long lastMovedMillis, long nowMillis) {
        return stallTimer.of(TimeUnit.MILLISECONDS.toNanos(lastMovedMillis), TimeUnit.MILLISECONDS.toNanos(nowMillis));
    }

    @Test
    void itGrowsAsLongAsNothingMoves() {
        assertEquals(Duration.ofMillis(150), look(50, 200));
        assertEquals(Duration.ofMillis(350), look(50, 400));
        assertEquals(Duration.ofMillis(20), look(580, 600));
        assertEquals(Duration.ofMillis(220), look(580, 800));
    }

    @Test
    void timeInWhichTheProcessWasHaltedCountsForASecondAtMost() {
        assertEquals(Duration.ofMillis(100), look(100, 200));
        assertEquals(Duration.ofMillis(1100), look(100, 3_600_000));
        assertEquals(Duration.ofMillis(1300), look(100, 3_600_200));
        assertEquals(Duration.ofMillis(1000), look(3_600_300, 7_200_000), "it moved, then all was halted");
    }
}
