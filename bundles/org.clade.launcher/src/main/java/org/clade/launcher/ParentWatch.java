package org.clade.launcher;

import java.util.Optional;

/**
 * Watches the process that started this one for its own work, such as a worker of a sweep: when it ends, even by SIGKILL, this process
 * ends as after SIGTERM.
 */
final class ParentWatch {
    /** The system property with the id of the process to watch. */
    static final String PROPERTY = "clade.parent";

    private ParentWatch() {}

    /**
     * Begins to watch.
     *
     * @param pid the value of {@link #PROPERTY}; null for nothing to watch
     * @param ended called when the process has ended, also if it is gone already
     * @throws LaunchException if the value is no process id
     */
    static void start(String pid, Runnable ended) throws LaunchException {
        if (pid == null) {
            return;
        }
        Optional<ProcessHandle> parent;
        try {
            parent = ProcessHandle.of(Long.parseLong(pid.strip()));
        } catch (NumberFormatException e) {
            throw new LaunchException("'" + pid + "' in the property " + PROPERTY + " is not the id of a process.", e);
        }
        if (parent.isPresent()) {
            parent.get().onExit().thenRun(ended);
        } else {
            ended.run();
        }
    }
}
