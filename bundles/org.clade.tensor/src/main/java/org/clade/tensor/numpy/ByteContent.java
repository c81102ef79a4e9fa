package org.clade.tensor.numpy;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The bytes of an array with its header; any part can be read without those before it. */
interface ByteContent {

    /** {@return how many bytes there are} */
    long size() throws IOException;

    /**
     * Reads some bytes.
     *
     * @param from the place of the first of them
     * @param count how many
     * @return a buffer with these bytes, position 0
     * @throws EOFException if there are fewer
     */
    ByteBuffer bytes(long from, int count) throws IOException;

    /** {@return a file's bytes} */
    static ByteContent of(Path file) {
        return new ByteContent() {
            @Override
            public long size() throws IOException {
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
                    return channel.size();
                }
            }

            @Override
            public ByteBuffer bytes(long from, int count) throws IOException {
                ByteBuffer buffer = ByteBuffer.allocate(count);
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
                    while (buffer.hasRemaining()) {
                        if (channel.read(buffer, from + buffer.position()) < 0) {
                            throw new EOFException(file + " became shorter while it was read");
                        }
                    }
                }
                return buffer.flip();
            }
        };
    }

    /** {@return bytes in memory} */
    static ByteContent of(byte[] bytes) {
        return new ByteContent() {
            @Override
            public long size() {
                return bytes.length;
            }

            @Override
            public ByteBuffer bytes(long from, int count) {
                return ByteBuffer.wrap(bytes).slice(Math.toIntExact(from), count);
            }
        };
    }
}
