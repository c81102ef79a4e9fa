package org.clade.data.fashionmnist;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.clade.api.data.Dataset;
import org.clade.api.data.DatasetInfo;
import org.clade.api.data.ImageScaler;
import org.clade.api.data.ImageShape;
import org.clade.api.part.RefusedException;

/** The images and labels in this bundle, as the two published IDX files. */
final class FashionMnist implements Dataset {

    private static final int IMAGES = 10_000;
    private static final ImageShape OWN = new ImageShape(1, 28, 28);
    private static final int IMAGES_HEADER = 16;
    private static final int LABELS_HEADER = 8;
    private static final int CHUNK = 500;

    private static final DatasetInfo INFO = new DatasetInfo(
            FashionMnistSource.ID,
            "Fashion-MNIST, the test images: ten kinds of clothing, 28×28 gray",
            "embedded",
            "test",
            IMAGES,
            OWN,
            List.of(
                    "T-shirt/top",
                    "Trouser",
                    "Pullover",
                    "Dress",
                    "Coat",
                    "Sandal",
                    "Shirt",
                    "Sneaker",
                    "Bag",
                    "Ankle boot"),
            true);

    private final ImageScaler scaler;

    FashionMnist(ImageScaler scaler) {
        this.scaler = scaler;
    }

    @Override
    public DatasetInfo info() {
        return INFO;
    }

    @Override
    public Optional<int[]> labels() {
        try (InputStream in = resource("t10k-labels-idx1-ubyte.gz", LABELS_HEADER)) {
            byte[] labels = whole(in, IMAGES);
            return Optional.of(IntStream.range(0, IMAGES).map(i -> labels[i]).toArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String item(int index) {
        return Integer.toString(index);
    }

    @Override
    public ByteBuffer read(int height, int width, IntConsumer progress) {
        int rows = height == 0 ? OWN.height() : height;
        int columns = width == 0 ? OWN.width() : width;
        if ((long) IMAGES * rows * columns > Integer.MAX_VALUE) {
            throw new RefusedException(
                    "The %s images of %s at %s×%s take more than the 2.1 GB that fit at once; choose a smaller size."
                            .formatted(IMAGES, FashionMnistSource.ID, rows, columns));
        }
        ByteBuffer pixels = ByteBuffer.allocateDirect(IMAGES * rows * columns);
        try (InputStream in = resource("t10k-images-idx3-ubyte.gz", IMAGES_HEADER)) {
            for (int i = 0; i < IMAGES; i++) {
                pixels.put(scaler.scale(whole(in, OWN.bytes()), OWN, rows, columns));
                if ((i + 1) % CHUNK == 0) {
                    progress.accept(i + 1);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return pixels.flip();
    }

    private static InputStream resource(String name, int header) throws IOException {
        InputStream in = new GZIPInputStream(FashionMnist.class.getResourceAsStream(name), 1 << 16);
        in.skipNBytes(header);
        return in;
    }

    private static byte[] whole(InputStream in, int bytes) throws IOException {
        byte[] read = in.readNBytes(bytes);
        if (read.length < bytes) {
            throw new EOFException("The embedded images are truncated");
        }
        return read;
    }
}
