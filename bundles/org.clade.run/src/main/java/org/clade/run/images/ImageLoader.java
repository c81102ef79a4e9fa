package org.clade.run.images;

import org.clade.run.support.CancellationToken;
import org.clade.run.support.RunStoppedException;

/**
 * Loads the images of a store: one thread reads, and other threads wait for the images that they need. If reading fails or stops,
 * waiting threads get the exception.
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
     * A loader that has read no image yet.
     *
     * @param cancellation asked while a thread waits, each time more images have arrived but not enough
     */
    ImageLoader(CancellationToken cancellation) {
        this.cancellation = cancellation;
    }

    /** Reads on the calling thread. */
    void now(Runnable read) {
        read.run();
        there(ALL);
    }

    /** Begins to read on its own thread. */
    void inBackground(Runnable read) {
        reader = new Thread(
                () -> {
                    try {
                        now(read);
                    } catch (RuntimeException | Error e) { // a part may throw any exception
                        failed(e);
                    }
                },
                "clade-images");
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Reports how many images are loaded, from the first one on.
     *
     * @param images how many so far
     * @throws RunStoppedException if the others are no longer needed
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

    /** Waits until reading has ended. */
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

    /** Waits for more images, or for the end, if there are not enough. */
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

    /** {@return whether all images are loaded} */
    synchronized boolean whole() {
        return there == ALL;
    }

    /** {@return the loading thread while a thread waits for it, otherwise the given one} */
    synchronized Thread busy(Thread other) {
        return waiting > 0 && reader != null ? reader : other;
    }

    /** Stops reading and waits for its end. */
    void cancel() {
        synchronized (this) {
            canceled = true;
        }
        if (reader != null) {
            awaitEnd(reader);
        }
    }

    /** Waits for the end of a thread, also if the caller is interrupted meanwhile. */
    static void awaitEnd(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
