package org.clade.shell.gogo;

import org.clade.shell.context.Interruption;

/** Passes the interruption of this process on to its command, also one that came before the command began. */
final class ProcessInterruption {

    private Interruption command;
    private boolean fired;

    /** {@return the interruption of the command that begins on this thread} */
    Interruption begin() {
        Interruption begun = new Interruption();
        boolean late;
        synchronized (this) {
            command = begun;
            late = fired;
        }
        if (late) {
            begun.fire();
        }
        return begun;
    }

    /** Interrupts the command. */
    void fire() {
        Interruption begun;
        synchronized (this) {
            fired = true;
            begun = command;
        }
        if (begun != null) {
            begun.fire();
        }
    }
}
