package org.clade.tests.product;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipFile;

/** Files of vectors made of the embedded Fashion-MNIST: 49 means of 4×4 pixels, without their own mean and times 4. */
final class Vectors {

    private static final int SIDE = 28;
    private static final int CELLS = 7;
    private static final int CELL = 4;
    private static final int WIDTH = CELLS * CELLS;
    private static final int ALIGNMENT = 64;

    private Vectors() {}

    /**
     * Writes vectors.
     *
     * @param file a {@code .npy} file
     * @param images the first images of the set
     * @return the file
     */
    static Path write(Path file, int images) {
        try {
            byte[] pixels = new byte[images * SIDE * SIDE];
            read("t10k-images-idx3-ubyte.gz", 16, pixels);
            float[] means = new float[WIDTH];
            float[] values = new float[images * WIDTH];
            for (int i = 0; i < pixels.length; i++) {
                int row = i / SIDE % SIDE;
                int at = i / (SIDE * SIDE) * WIDTH + row / CELL * CELLS + i % SIDE / CELL;
                values[at] += (pixels[i] & 0xFF) / 255f / (CELL * CELL);
            }
            for (int i = 0; i < values.length; i++) {
                means[i % WIDTH] += values[i] / images;
            }
            ByteBuffer data = buffer(values.length * Float.BYTES);
            for (int i = 0; i < values.length; i++) {
                data.putFloat(4 * (values[i] - means[i % WIDTH]));
            }
            return write(
                    file,
                    "{'descr': '<f4', 'fortran_order': False, 'shape': (%s, %s), }".formatted(images, WIDTH),
                    data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Writes the labels of the first images.
     *
     * @param file a {@code .npy} file
     * @param images how many
     * @return the file
     */
    static Path labels(Path file, int images) {
        try {
            byte[] labels = new byte[images];
            read("t10k-labels-idx1-ubyte.gz", 8, labels);
            return write(
                    file,
                    "{'descr': '|u1', 'fortran_order': False, 'shape': (%s,), }".formatted(images),
                    buffer(images).put(labels));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static void read(String name, int header, byte... into) throws IOException {
        Path bundles = Product.assembled().resolve("bundles");
        try (Stream<Path> jars = Files.list(bundles)) {
            Path jar = jars.filter(path -> path.getFileName().toString().startsWith("org.clade.data.fashionmnist"))
                    .findFirst()
                    .orElseThrow();
            try (ZipFile zip = new ZipFile(jar.toFile());
                    InputStream in = zip.getInputStream(zip.getEntry("org/clade/data/fashionmnist/" + name));
                    DataInputStream values = new DataInputStream(new GZIPInputStream(in))) {
                values.skipNBytes(header);
                values.readFully(into);
            }
        }
    }

    /** Version 1.0 of NumPy's format. */
    private static Path write(Path file, String header, ByteBuffer data) throws IOException {
        int start = 10;
        int padded = (start + header.length() + 1 + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT - start;
        ByteBuffer all = buffer(start + padded + data.position());
        all.put((byte) 0x93)
                .put("NUMPY".getBytes(StandardCharsets.US_ASCII))
                .put((byte) 1)
                .put((byte) 0);
        all.putShort((short) padded);
        all.put((header + " ".repeat(padded - header.length() - 1) + "\n").getBytes(StandardCharsets.US_ASCII));
        all.put(data.flip());
        return Files.write(file, all.array());
    }
}
