package org.clade.shell.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SettleDetectorTest {

    private long now;
    private final SettleDetector calm = new SettleDetector(() -> now);

    @Test
    void aQuickStartIsSoonCalm() {
        now = 100;
        calm.disturbed();
        assertEquals(300, calm.missing());
        now = 399;
        assertEquals(1, calm.missing());
        now = 400;
        assertEquals(0, calm.missing());
    }

    @Test
    void aSlowStartIsWatchedLonger() {
        now = 3000;
        calm.disturbed();
        now = 3500;
        assertEquals(500, calm.missing());
    }

    @Test
    void calmLasts() {
        now = 300;
        assertEquals(0, calm.missing());
        calm.disturbed();
        assertEquals(0, calm.missing());
    }

    @Test
    void patienceEnds() throws InterruptedException {
        for (now = 0; now < 60_000; now += 100) {
            calm.disturbed();
            assertTrue(calm.missing() > 0);
        }
        calm.disturbed();
        calm.await();
        assertEquals(0, calm.missing());
    }
}
