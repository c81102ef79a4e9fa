package org.clade.run.images;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import javax.management.JMException;
import javax.management.ObjectName;
import org.clade.api.data.ImageShape;
import org.clade.api.engine.TensorEngine;
import org.clade.api.part.RefusedException;
import org.clade.run.support.FrameworkSetting;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The storage of a run's images: main memory, or above a limit a file that is mapped into memory (ADR 0024). The file is
 * deleted as soon as it is mapped, if the system allows that, or else when Clade ends; its space is free again after the images are
 * closed.
 *
 * @param engine maps the file
 * @param host holds the images, in main memory
 * @param folder takes the file
 * @param most the maximum number of bytes in memory
 */
public record ImageStorage(TensorEngine engine, NDManager host, Path folder, long most) {

    /** The framework's property for the megabytes of images in memory. */
    static final String KEY = "clade.images.memory";

    private static final Logger LOG = LoggerFactory.getLogger("run");
    private static final long MEGABYTE = 1_000_000;
    private static final int SHARE = 4;

    /**
     * The configured storage.
     *
     * @param engine maps the file
     * @param host holds the images
     * @param folder takes the file
     * @return the storage; without a configured limit, images may take a quarter of the machine's memory
     * @throws RefusedException if the limit is not a number
     */
    public static ImageStorage of(TensorEngine engine, NDManager host, Path folder) {
        return new ImageStorage(
                engine,
                host,
                folder,
                FrameworkSetting.of(KEY).map(ImageStorage::megabytes).orElseGet(ImageStorage::share));
    }

    private static long megabytes(String value) {
        try {
            return Math.multiplyExact(Math.max(0, Long.parseLong(value)), MEGABYTE);
        } catch (NumberFormatException | ArithmeticException e) {
            throw new RefusedException("%s is “%s”; it must be a number of megabytes.".formatted(KEY, value), e);
        }
    }

    /** A quarter of the memory that this machine, or its container, has. */
    private static long share() {
        try {
            return (Long) ManagementFactory.getPlatformMBeanServer()
                            .getAttribute(new ObjectName("java.lang:type=OperatingSystem"), "TotalMemorySize")
                    / SHARE;
        } catch (JMException e) {
            return Runtime.getRuntime().maxMemory();
        }
    }

    /** Receives images in their order. */
    interface ImageBuffer extends AutoCloseable {

        /** Receives the next images. */
        void put(ByteBuffer images, int count);

        /** {@return how many images can be read after so many were put, before all were} */
        int readable(int put);

        /** Ends the input: all images were put. */
        void finish();

        /** {@return all images, N×C×H×W; the content of images that cannot be read yet is undefined} */
        NDArray images();

        /** Frees them. */
        @Override
        void close();
    }

    /**
     * Begins to store images.
     *
     * @param name the set's name
     * @param count the number of images
     * @param shape the shape of each
     * @return the receiver of the images
     * @throws RefusedException if there is not enough space
     */
    ImageBuffer open(String name, int count, ImageShape shape) {
        Shape whole = ImageTensor.shape(count, shape);
        long bytes = (long) count * shape.bytes();
        if (bytes <= most) {
            return new InMemory(host.create(whole, ImageTensor.type(shape)), shape);
        }
        String need = String.format(
                Locale.ROOT,
                "The %s images of %s take %.1f GB at %s, more than the limit of %.1f GB in memory (%s)",
                count,
                name,
                bytes / 1e9,
                shape,
                most / 1e9,
                KEY);
        try {
            long free = Files.getFileStore(folder).getUsableSpace();
            if (free < bytes) {
                throw new RefusedException(String.format(
                        Locale.ROOT,
                        "%s, and only %.1f GB are free in “%s” to map them from; choose a smaller size, fewer images or another folder.",
                        need,
                        free / 1e9,
                        folder));
            }
            Path file = Files.createTempFile(folder, "images-", shape.isVector() ? ".f32" : ".u8");
            LOG.warn("{}; Clade maps them from a file in {} and deletes it afterwards.", need, folder);
            return new Mapped(file, whole, shape, FileChannel.open(file, StandardOpenOption.WRITE));
        } catch (IOException e) {
            throw new RefusedException("%s, and Clade cannot write them to “%s”: %s.".formatted(need, folder, e), e);
        }
    }

    private final class InMemory implements ImageBuffer {

        private final NDArray all;
        private final ImageShape image;
        private int filled;

        InMemory(NDArray all, ImageShape image) {
            this.all = all;
            this.image = image;
        }

        @Override
        public void put(ByteBuffer images, int count) {
            try (NDManager scope = engine.newManager(all.getDevice())) {
                NDArray array = ImageTensor.of(images, count, image, scope);
                all.set(new NDIndex("{}:{}", filled, filled + count), array);
            }
            filled += count;
        }

        @Override
        public int readable(int put) {
            return put;
        }

        @Override
        public void finish() {}

        @Override
        public NDArray images() {
            return all;
        }

        @Override
        public void close() {
            all.close();
        }
    }

    private final class Mapped implements ImageBuffer {

        private final Path file;
        private final Shape shape;
        private final ImageShape image;
        private final FileChannel channel;
        private NDArray all;

        Mapped(Path file, Shape shape, ImageShape image, FileChannel channel) {
            this.file = file;
            this.shape = shape;
            this.image = image;
            this.channel = channel;
        }

        @Override
        public void put(ByteBuffer images, int count) {
            ByteBuffer rest = images.slice(0, count * image.bytes());
            try {
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
            } catch (IOException e) {
                throw new RefusedException("The images cannot be written to “%s”: %s.".formatted(file, e), e);
            }
        }

        @Override
        public int readable(int put) {
            return 0;
        }

        @Override
        public void finish() {
            all = engine.operators().map(file, shape, ImageTensor.type(image), host);
            release();
        }

        @Override
        public NDArray images() {
            return all;
        }

        @Override
        public void close() {
            if (all == null) {
                release();
            } else {
                all.close();
            }
        }

        private void release() {
            try {
                channel.close();
                Files.deleteIfExists(file);
            } catch (IOException e) {
                LOG.debug("{} is deleted later", file, e);
                file.toFile().deleteOnExit(); // Windows does not delete a mapped file
            }
        }
    }
}
