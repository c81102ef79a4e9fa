package org.clade.run.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.clade.base.file.FileWriteException;

/** A text file for appending lines. Existing text stays; an incomplete last line gets its line end. */
public final class AppendedLines {

    private final Path file;

    /**
     * A file of lines.
     *
     * @param file the file, created if missing, in an existing folder
     */
    public AppendedLines(Path file) {
        this.file = file;
    }

    /**
     * Adds a line.
     *
     * @param line the line, without line end
     * @throws FileWriteException if it cannot be written
     */
    public void add(String line) {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long end = channel.size();
            ByteBuffer bytes = StandardCharsets.UTF_8.encode((cut(channel, end) ? "\n" : "") + line + "\n");
            while (bytes.hasRemaining()) {
                end += channel.write(bytes, end);
            }
        } catch (IOException e) {
            throw new FileWriteException(file, e);
        }
    }

    private static boolean cut(FileChannel channel, long size) throws IOException {
        ByteBuffer last = ByteBuffer.allocate(1);
        return size > 0 && channel.read(last, size - 1) == 1 && last.get(0) != '\n';
    }
}
