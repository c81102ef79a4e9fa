package org.clade.shell.gogo;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.clade.shell.context.Interruption;

/** The commands that run now. */
final class ActiveCommands {

    private final Set<Interruption> interruptions = ConcurrentHashMap.newKeySet();

    /** A command begins. */
    void add(Interruption interruption) {
        interruptions.add(interruption);
    }

    /** A command has ended. */
    void remove(Interruption interruption) {
        interruptions.remove(interruption);
    }

    /** {@return whether there was a command to interrupt} */
    boolean interrupt() {
        interruptions.forEach(Interruption::fire);
        return !interruptions.isEmpty();
    }
}
