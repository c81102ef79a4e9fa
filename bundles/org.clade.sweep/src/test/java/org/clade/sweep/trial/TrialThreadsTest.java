package org.clade.sweep.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.clade.api.part.RefusedException;
import org.junit.jupiter.api.Test;

class TrialThreadsTest {

    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

    @Test
    void neverMoreThreadsThanProcessors() {
        assertEquals(PROCESSORS, TrialThreads.of(PROCESSORS, 1));
        assertEquals(1, TrialThreads.of(0, PROCESSORS));
        String refusal = assertThrows(RefusedException.class, () -> TrialThreads.of(1, PROCESSORS + 1))
                .getMessage();
        assertTrue(refusal.contains(PROCESSORS + 1 + " trials at once with 1 thread each"), refusal);
        assertThrows(RefusedException.class, () -> TrialThreads.of(0, PROCESSORS + 1));
        assertThrows(RefusedException.class, () -> TrialThreads.of(PROCESSORS + 1, 1));
        assertThrows(RefusedException.class, () -> TrialThreads.require(Integer.MAX_VALUE, 4, 8));
    }

    @Test
    void otherMachinesNeedANumber() {
        assertEquals(1000, TrialThreads.of(1000, 0));
        assertThrows(RefusedException.class, () -> TrialThreads.of(0, 0));
    }
}
