package org.clade.data.image;

import com.twelvemonkeys.imageio.stream.BufferedFileImageInputStreamSpi;
import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;
import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageReader;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** A file with a reader of Java's Image I/O, opened at the first use. Readers cannot go back, so reading again means opening again. */
final class ReaderFile implements Closeable {

    private static final BufferedFileImageInputStreamSpi STREAMS = new BufferedFileImageInputStreamSpi();

    private static final int SMALL_BYTES = 1 << 20;

    private final Path file;
    private final ImageReaderSpi provider;
    private ImageInputStream in;
    private ImageReader reader;

    /**
     * Creates it, not open yet.
     *
     * @param file the file
     * @param provider creates readers of its format
     */
    ReaderFile(Path file, ImageReaderSpi provider) {
        this.file = file;
        this.provider = provider;
    }

    /**
     * Opens a file: it reads small files at once; large ones stay on the disk, so that formats without compression need
     * no memory for them. It opens files with names that Java cannot encode as a stream.
     */
    static ImageInputStream stream(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            if (channel.size() <= SMALL_BYTES) {
                ByteBuffer bytes = ByteBuffer.allocate((int) channel.size());
                while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                    continue;
                }
                return new ByteArrayImageInputStream(bytes.array(), 0, bytes.position());
            }
        }
        File plain = file.toFile();
        return plain.isFile()
                ? STREAMS.createInputStreamInstance(plain, false, null)
                : new MemoryCacheImageInputStream(Files.newInputStream(file));
    }

    /** {@return the reader, opened if it is not} */
    ImageReader reader() throws IOException {
        if (reader == null) {
            in = stream(file);
            reader = provider.createReaderInstance();
            reader.setInput(in, false, false); // not only forwards: GIF needs its metadata
        }
        return reader;
    }

    @Override
    public void close() throws IOException {
        if (reader != null) {
            reader.dispose();
            reader = null;
            in.close();
        }
    }
}
