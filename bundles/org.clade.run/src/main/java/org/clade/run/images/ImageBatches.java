package org.clade.run.images;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.clade.api.data.Dataset;
import org.clade.api.data.ImageConsumer;
import org.clade.api.data.ImageShape;
import org.clade.api.data.SelectiveDataset;
import org.clade.run.support.CancellationToken;
import org.clade.run.support.RunStoppedException;

/**
 * Reads images on a thread of its own, a batch at a time and in their order. A few batches are read ahead and never more, so that
 * the memory does not grow with the number of images.
 */
public final class ImageBatches implements AutoCloseable {

    private static final int BUFFERS = 3;
    private static final int PAUSE_MILLIS = 50;

    /**
     * Images that were read.
     *
     * @param from the place of the first of them
     * @param count how many; none at the end
     * @param images begins with their count×C×H×W bytes
     */
    public record Batch(int from, int count, ByteBuffer images) {}

    /** Reads images in turn. */
    @FunctionalInterface
    public interface Reader {

        /**
         * Reads images.
         *
         * @param items which, ascending
         * @param receiver takes them, as {@link SelectiveDataset#readItems} has it
         */
        void read(int[] items, ImageConsumer receiver);
    }

    private final Reader reader;
    private final int[] items;
    private final int batch;
    private final int imageBytes;
    private final BlockingQueue<ByteBuffer> free = new ArrayBlockingQueue<>(BUFFERS);
    private final BlockingQueue<Batch> read = new ArrayBlockingQueue<>(BUFFERS + 1);
    private final Thread thread;
    private volatile Throwable failure;
    private volatile boolean canceled;

    /** The batch that is being filled; only the reading thread touches these. */
    private ByteBuffer filling;

    private int from;
    private int filled;

    private ImageBatches(Reader reader, ImageShape shape, int[] items, int from, int to, int batch) {
        this.reader = reader;
        this.items = Arrays.copyOfRange(items, from, to);
        this.batch = batch;
        this.imageBytes = shape.bytes();
        this.from = from;
        for (int i = 0; i < BUFFERS; i++) {
            free.add(ByteBuffer.allocateDirect(Math.min(batch, Math.max(1, to - from)) * imageBytes));
        }
        this.thread = new Thread(this::read, "clade-images");
        thread.setDaemon(true);
    }

    /**
     * Begins to read.
     *
     * @param dataset the images
     * @param shape the shape they are read in
     * @param size pixels they are resized to, both ways; 0 for their own size
     * @param items the images that are wanted, ascending
     * @param from the first of them to be read, a place in {@code items}
     * @param to behind the last of them
     * @param batch images in a batch; the last one may have fewer
     * @return the batches
     */
    public static ImageBatches start(
            Dataset dataset, ImageShape shape, int size, int[] items, int from, int to, int batch) {
        return start(
                (wanted, receiver) -> SelectiveDataset.readItems(dataset, size, size, wanted, receiver),
                shape,
                items,
                from,
                to,
                batch);
    }

    /**
     * Begins to read.
     *
     * @param reader reads the images
     * @param shape the shape they are read in
     * @param items the images that are wanted, ascending
     * @param from the first of them to be read, a place in {@code items}
     * @param to behind the last of them
     * @param batch images in a batch; the last one may have fewer
     * @return the batches
     */
    public static ImageBatches start(Reader reader, ImageShape shape, int[] items, int from, int to, int batch) {
        ImageBatches batches = new ImageBatches(reader, shape, items, from, to, batch);
        batches.thread.start();
        return batches;
    }

    private void read() {
        try {
            filling = free.take();
            reader.read(items, (first, count, images) -> take(count, images));
            if (filled > 0) {
                hand();
            }
            read.put(new Batch(from, 0, ByteBuffer.allocate(0)));
        } catch (RuntimeException | Error e) { // a part may throw anything
            failure = e;
        } catch (InterruptedException e) {
            failure = new RunStoppedException();
        }
    }

    private void take(int count, ByteBuffer images) {
        for (int done = 0; done < count; ) {
            if (filling == null) {
                filling = empty();
            }
            int some = Math.min(count - done, batch - filled);
            filling.put(filled * imageBytes, images, done * imageBytes, some * imageBytes);
            filled += some;
            done += some;
            if (filled == batch) {
                hand();
            }
        }
    }

    private void hand() {
        read.add(new Batch(from, filled, filling)); // there are no more batches than buffers
        from += filled;
        filled = 0;
        filling = null;
    }

    private ByteBuffer empty() {
        try {
            while (!canceled) {
                ByteBuffer buffer = free.poll(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
                if (buffer != null) {
                    return buffer;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new RunStoppedException();
    }

    /**
     * Waits for the next batch.
     *
     * @param cancellation asked while it waits
     * @return the batch, to be {@linkplain #release released}; one without images at the end
     */
    public Batch next(CancellationToken cancellation) {
        try {
            while (true) {
                cancellation.throwIfCanceled();
                Batch next = read.poll(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
                if (next != null) {
                    return next;
                }
                if (read.isEmpty() && failure instanceof Error error) {
                    throw error;
                }
                if (read.isEmpty() && failure instanceof RuntimeException exception) {
                    throw exception;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RunStoppedException();
        }
    }

    /** Gives the memory of a batch back. */
    public void release(Batch done) {
        free.add(done.images());
    }

    /** Ends the reading and waits for its end. */
    @Override
    public void close() {
        canceled = true;
        ImageLoader.awaitEnd(thread);
    }
}
