package org.clade.run.images;

import org.clade.run.support.CancellationToken;
import org.clade.run.support.RunStoppedException;

/**
 * How far the images of a store are read: the thread that reads tells, others wait for those that they need. What ends the
 * reading early is thrown to whoever waits.
 */
final class ImageLoader {

    private static final int ALL = Integer.MAX_VALUE;

    private final CancellationToken cancellation;
    private Thread reader;
    private int there;
    private int waiting;
    private Throwable failure;
    private boolean canceled;

    /**
     * Nothing is read yet.
     *
     * @param cancellation asked while a thread waits, each time that more images are there but not enough
     */
    ImageLoader(CancellationToken cancellation) {
        this.cancellation = cancellation;
    }

    /** Reads at once. */
    void now(Runnable read) {
        read.run();
        there(ALL);
    }

    /** Begins to read on a thread of its own. */
    void beside(Runnable read) {
        reader = new Thread(
                () -> {
                    try {
                        now(read);
                    } catch (RuntimeException | Error e) { // a part may throw anything
                        failed(e);
                    }
                },
                "clade-images");
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Images are there, from the first one on.
     *
     * @param images how many by now
     * @throws RunStoppedException where nobody needs the others
     */
    synchronized void there(int images) {
        if (canceled) {
            throw new RunStoppedException();
        }
        there = images;
        notifyAll();
    }

    private synchronized void failed(Throwable reason) {
        failure = reason;
        notifyAll();
    }

    /** Waits until the reading is over. */
    void await() {
        await(ALL);
    }

    /**
     * Waits for images.
     *
     * @param images how many, from the first one on
     */
    void await(int images) {
        while (!has(images)) {
            cancellation.throwIfCanceled();
            pause(images);
        }
    }

    private synchronized boolean has(int images) {
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof RuntimeException exception) {
            throw exception;
        }
        return there >= images;
    }

    /** Waits for more images, or for the end, where there are not enough. */
    private synchronized void pause(int images) {
        if (failure == null && there < images) {
            waiting++;
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new RunStoppedException();
            } finally {
                waiting--;
            }
        }
    }

    /** {@return whether the reading is over and all images are there} */
    synchronized boolean whole() {
        return there == ALL;
    }

    /** {@return the thread that reads, where somebody waits for it, otherwise the given one} */
    synchronized Thread busy(Thread other) {
        return waiting > 0 && reader != null ? reader : other;
    }

    /** Ends the reading, if it is not over, and waits for its end. */
    void cancel() {
        synchronized (this) {
            canceled = true;
        }
        boolean interrupted = false;
        while (reader != null && reader.isAlive()) {
            try {
                reader.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
