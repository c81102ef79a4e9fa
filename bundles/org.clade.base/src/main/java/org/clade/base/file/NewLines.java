package org.clade.base.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads what another process appends to a file, line by line. */
public final class NewLines {

    private static final int MOST = 1 << 24;

    private final Path file;
    private long read;

    /**
     * Begins with the first line of a file.
     *
     * @param file the file
     */
    public NewLines(Path file) {
        this.file = file;
    }

    /**
     * Reads only what was added.
     *
     * @return the whole lines since the last call, without line ends; a line that is being written comes later
     * @throws IOException if the file cannot be read; the next call returns the same lines
     */
    public List<String> next() throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file).position(read)) {
            ByteBuffer added = ByteBuffer.allocate((int) Math.max(0, Math.min(MOST, channel.size() - read)));
            while (added.hasRemaining() && channel.read(added) >= 0) {
                // A read may return less than there is.
            }
            int whole = added.position();
            while (whole > 0 && added.get(whole - 1) != '\n') {
                whole--;
            }
            read += whole;
            return new String(added.array(), 0, whole, StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }
}
