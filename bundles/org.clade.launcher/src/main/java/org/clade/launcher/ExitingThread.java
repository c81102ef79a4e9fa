package org.clade.launcher;

import java.util.Arrays;
import java.util.Optional;

/**
 * The thread that ends the process: the one that called {@link System#exit}, or that of a signal.
 *
 * @param thread the thread
 * @param stack its stack trace, the innermost call first
 */
record ExitingThread(Thread thread, StackTraceElement[] stack) {
    private static final String HOOKS = "java.lang.ApplicationShutdownHooks";
    private static final String RUNTIME = "java.lang.Runtime";

    /** {@return the thread that waits for the shutdown hooks, if there is one} */
    static Optional<ExitingThread> find() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(entry -> calls(entry.getValue(), HOOKS))
                .findFirst()
                .map(entry -> new ExitingThread(entry.getKey(), entry.getValue()));
    }

    private static boolean calls(StackTraceElement[] stack, String type) {
        return Arrays.stream(stack).anyMatch(frame -> frame.getClassName().equals(type));
    }

    /** {@return whether Java itself ends the process, because of a signal or at the end of the last thread} */
    boolean ofSignal() {
        return !calls(stack, RUNTIME);
    }

    /** {@return the code that called {@link System#exit}, as text} */
    String caller() {
        for (StackTraceElement frame : stack) {
            String type = frame.getClassName();
            if (!type.startsWith("java.") && !type.startsWith("jdk.") && !type.startsWith("sun.")) {
                return type + "." + frame.getMethodName();
            }
        }
        return thread.getName();
    }
}
