package org.clade.data.image;

import java.io.IOException;
import java.util.concurrent.Semaphore;

/**
 * The memory that images may take while they are decoded, shared by all threads: a large image waits until others are done,
 * and one that takes more than all of it is read in strips.
 */
final class DecodeMemory {

    /** The memory of this Java machine. */
    static final DecodeMemory SHARED = new DecodeMemory(Runtime.getRuntime().maxMemory() / 5 * 2);

    private static final int KILOBYTE = 1024;

    private final int kilobytes;
    private final Semaphore free;

    /**
     * The memory.
     *
     * @param bytes how much there is
     */
    DecodeMemory(long bytes) {
        this.kilobytes = (int) Math.max(1, Math.min(Integer.MAX_VALUE, bytes / KILOBYTE));
        this.free = new Semaphore(kilobytes, true);
    }

    /** {@return how much there is} */
    long bytes() {
        return (long) kilobytes * KILOBYTE;
    }

    /** What is done with memory. */
    @FunctionalInterface
    interface Work {
        void run() throws IOException;
    }

    /**
     * Waits for memory and works with it.
     *
     * @param bytes how much; more than there is counts as all of it
     * @param work needs it
     * @throws IOException if the work does
     */
    void use(long bytes, Work work) throws IOException {
        int wanted = (int) Math.min(kilobytes, bytes / KILOBYTE + 1);
        free.acquireUninterruptibly(wanted);
        try {
            work.run();
        } finally {
            free.release(wanted);
        }
    }
}
