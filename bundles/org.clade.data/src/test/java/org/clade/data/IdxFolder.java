package org.clade.data;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** Writes IDX files for tests; pixel p of image i is {@code (7 i + p) mod 256}, and its label {@code i mod 10}. */
record IdxFolder(Path path) {

    IdxFolder half(String prefix, int images, int height, int width) throws IOException {
        write(prefix + "-images-idx3-ubyte", images(images, height, width));
        write(prefix + "-labels-idx1-ubyte", labels(images));
        return this;
    }

    IdxFolder write(String name, byte[] bytes) throws IOException {
        Files.createDirectories(path);
        try (OutputStream out = name.endsWith(".gz")
                ? new GZIPOutputStream(Files.newOutputStream(path.resolve(name)))
                : Files.newOutputStream(path.resolve(name))) {
            out.write(bytes);
        }
        return this;
    }

    static byte[] images(int images, int height, int width) {
        ByteBuffer bytes = ByteBuffer.allocate(16 + images * height * width);
        bytes.putInt(0x803).putInt(images).putInt(height).putInt(width);
        for (int i = 0; i < images; i++) {
            for (int p = 0; p < height * width; p++) {
                bytes.put(pixel(i, p));
            }
        }
        return bytes.array();
    }

    static byte[] labels(int images) {
        ByteBuffer bytes = ByteBuffer.allocate(8 + images);
        bytes.putInt(0x801).putInt(images);
        for (int i = 0; i < images; i++) {
            bytes.put((byte) (i % 10));
        }
        return bytes.array();
    }

    static byte pixel(int image, int at) {
        return (byte) (7 * image + at);
    }
}
