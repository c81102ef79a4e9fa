package org.clade.run.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.clade.base.file.FileWriteException;

/** A text file that lines are added to. What is there already stays as it is; a last line that was cut short is ended. */
public final class AppendedLines {

    private final Path file;

    /**
     * A file of lines.
     *
     * @param file the file, made where it is missing, in a folder that exists
     */
    public AppendedLines(Path file) {
        this.file = file;
    }

    /**
     * Adds a line.
     *
     * @param line without its end
     * @throws FileWriteException where it cannot be written
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
