package org.clade.shell.gogo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProcessInterruptionTest {

    private final List<String> said = new ArrayList<>();
    private final ProcessInterruption process = new ProcessInterruption();

    @AfterEach
    void clear() {
        Thread.interrupted();
    }

    @Test
    void aCommandStopsByItsOwnActionAndItsThreadGoesOn() {
        process.begin().gently(() -> said.add("Stopping; --resume goes on."));
        process.fire();
        assertEquals(List.of("Stopping; --resume goes on."), said);
        assertFalse(Thread.currentThread().isInterrupted());
    }

    @Test
    void theThreadOfACommandWithoutAnActionIsInterrupted() {
        process.begin();
        assertFalse(Thread.currentThread().isInterrupted());
        process.fire();
        assertTrue(Thread.currentThread().isInterrupted());
    }

    @Test
    void anInterruptionBeforeTheCommandIsNotLost() {
        process.fire();
        assertFalse(Thread.currentThread().isInterrupted());
        process.begin();
        assertTrue(Thread.currentThread().isInterrupted());
    }
}
