package org.clade.shell.context;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;

/**
 * Standard output and standard error of the process itself. Gogo redirects {@link System#out} to its sessions, and a deployed bundle may
 * replace it until its activation is checked.
 */
public final class ProcessStreams {

    private ProcessStreams() {}

    /** {@return standard output} */
    public static PrintStream out() {
        return stream(FileDescriptor.out);
    }

    /** {@return standard error} */
    public static PrintStream err() {
        return stream(FileDescriptor.err);
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true);
    }
}
