package org.clade.engine.tuning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SpinPolicyTest {

    private static final double ALONE = 0.05;
    private static final double BETWEEN = 0.2;
    private static final double CROWDED = 0.4;

    private final SpinPolicy spinning = new SpinPolicy();

    @Test
    void threadsSpinWhereNobodyWaits() {
        for (int look = 0; look < 100; look++) {
            assertTrue(spinning.after(look % 2 == 0 ? ALONE : BETWEEN));
        }
    }

    @Test
    void theySleepAtTheFirstSignOfACrowdAndSpinAgainAfterTwoCalmLooks() {
        assertFalse(spinning.after(CROWDED));
        assertEquals(2, looksUntilTheySpin());
        assertFalse(spinning.after(CROWDED));
    }

    @Test
    void calmIsCountedAnewWhereItWasNotKept() {
        spinning.after(CROWDED);
        for (int look = 0; look < 10; look++) {
            assertFalse(spinning.after(ALONE));
            assertFalse(spinning.after(BETWEEN));
        }
        assertEquals(2, looksUntilTheySpin());
    }

    @Test
    void aCrowdThatIsBackSoonIsWaitedForTwiceAsLongUpToAMinute() {
        int[] expected = {2, 4, 8, 16, 32, 64, 64};
        for (int looks : expected) {
            assertFalse(spinning.after(CROWDED));
            assertEquals(looks, looksUntilTheySpin());
        }
        for (int look = 0; look < 10; look++) {
            assertTrue(spinning.after(ALONE));
        }
        assertFalse(spinning.after(CROWDED));
        assertEquals(2, looksUntilTheySpin());
    }

    private int looksUntilTheySpin() {
        int looks = 1;
        while (!spinning.after(ALONE)) {
            looks++;
        }
        return looks;
    }
}
