package org.clade.shell.gogo;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.clade.shell.context.Interruption;

/** The active commands. */
final class ActiveCommands {

    private final Set<Interruption> interruptions = ConcurrentHashMap.newKeySet();

    /** Adds a command. */
    void add(Interruption interruption) {
        interruptions.add(interruption);
    }

    /** Removes a command. */
    void remove(Interruption interruption) {
        interruptions.remove(interruption);
    }

    /** {@return whether a command was active} */
    boolean interrupt() {
        interruptions.forEach(Interruption::fire);
        return !interruptions.isEmpty();
    }
}
