package org.clade.data.image;

import java.io.IOException;
import java.util.concurrent.Semaphore;

/**
 * The memory budget for decoding, shared by all threads: a large image waits until others are done, and an image larger
 * than the budget is read in strips.
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
     * @param bytes its size
     */
    DecodeMemory(long bytes) {
        this.kilobytes = (int) Math.max(1, Math.min(Integer.MAX_VALUE, bytes / KILOBYTE));
        this.free = new Semaphore(kilobytes, true);
    }

    /** {@return its size in bytes} */
    long bytes() {
        return (long) kilobytes * KILOBYTE;
    }

    /** Work that needs memory. */
    @FunctionalInterface
    interface Work {
        void run() throws IOException;
    }

    /**
     * Waits for memory and works with it.
     *
     * @param bytes how much; limited to the whole budget
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
