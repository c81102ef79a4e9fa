package org.clade.launcher;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A thread that keeps the process from ending: it stops a bundle, or it is a shutdown hook.
 *
 * @param name its name
 * @param stack its stack trace, the innermost call first
 */
record BlockingThread(String name, StackTraceElement[] stack) {
    /** Names of threads that wait for others when the process ends. */
    private static final List<String> WAITING = List.of("main", "clade-exit", "clade-end", "DestroyJavaVM");

    private static final List<String> PLATFORM = List.of(
            "java.", "jdk.", "sun.", "org.eclipse.osgi.", "org.osgi.", "org.apache.felix.", "org.clade.launcher.");
    private static final String STOPS_BUNDLES = "org.eclipse.osgi.container.Module";

    /**
     * Finds the thread.
     *
     * @param before the threads that ran when the exit code was set, without shutdown hooks
     * @return the thread, if it is known
     */
    static Optional<BlockingThread> find(Set<Thread> before) {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(entry ->
                        !WAITING.contains(entry.getKey().getName()) && entry.getKey() != Thread.currentThread())
                .map(entry -> ranked(entry, before))
                .filter(ranked -> ranked.getKey() > 0)
                .max(Map.Entry.comparingByKey(Comparator.naturalOrder()))
                .map(Map.Entry::getValue);
    }

    private static Map.Entry<Integer, BlockingThread> ranked(
            Map.Entry<Thread, StackTraceElement[]> entry, Set<Thread> before) {
        BlockingThread thread = new BlockingThread(entry.getKey().getName(), entry.getValue());
        boolean stopsBundles = Arrays.stream(thread.stack)
                .anyMatch(frame -> frame.getClassName().startsWith(STOPS_BUNDLES));
        int rank;
        if (stopsBundles || !before.contains(entry.getKey())) {
            rank = thread.place().isPresent() ? 2 : 1;
        } else {
            rank = 0;
        }
        return Map.entry(rank, thread);
    }

    /** The innermost call outside Java and the framework. */
    private Optional<StackTraceElement> place() {
        return Arrays.stream(stack)
                .filter(frame -> PLATFORM.stream().noneMatch(frame.getClassName()::startsWith))
                .findFirst();
    }

    /** {@return its name and its place in the code, as text} */
    String description() {
        return "The thread '" + name + "'"
                + place().map(frame -> " (in " + frame.getClassName() + "." + frame.getMethodName() + ")")
                        .orElse("");
    }
}
