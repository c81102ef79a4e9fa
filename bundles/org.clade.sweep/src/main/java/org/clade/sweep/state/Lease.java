package org.clade.sweep.state;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A claim to one attempt at a trial: a file that only one process can make, and that grows while its maker works. Its first line names
 * the holder; others are heartbeats, the process of the training, and the end.
 */
public final class Lease {

    private static final Gson GSON = new Gson();
    private static final String BEAT = ".\n";

    /**
     * What a lease says.
     *
     * @param holder who made it; empty if its first line is missing, since a kill came in between
     * @param child the process of the training; empty if it has not begun
     * @param released whether its holder gave it back
     * @param size bytes of the file
     */
    record Content(Optional<Holder> holder, Optional<Holder> child, boolean released, long size) {}

    private final FileChannel channel;
    private final Holder holder;

    private Lease(FileChannel channel, Holder holder) {
        this.channel = channel;
        this.holder = holder;
    }

    /**
     * Claims an attempt.
     *
     * @param file the file of the attempt
     * @param holder this process
     * @return the lease; empty if another process has claimed it
     */
    static Optional<Lease> claim(Path file, Holder holder) {
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            Lease lease = new Lease(channel, holder);
            lease.append(GSON.toJson(holder) + "\n");
            return Optional.of(lease);
        } catch (FileAlreadyExistsException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return what a lease says} */
    static Content read(Path file) {
        try {
            List<String> lines = new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith("{"))
                    .toList();
            Optional<Holder> holder = Optional.empty();
            Optional<Holder> child = Optional.empty();
            boolean released = false;
            for (String line : lines) {
                JsonObject entry = object(line);
                if (entry.has("worker")) {
                    holder = Optional.of(GSON.fromJson(entry, Holder.class));
                } else if (entry.has("child") && holder.isPresent()) {
                    child = Optional.of(new Holder(
                            "",
                            holder.get().host(),
                            entry.get("child").getAsLong(),
                            entry.get("started").getAsLong(),
                            0));
                }
                released |= entry.has("released");
            }
            return new Content(holder, child, released, Files.size(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonObject object(String line) {
        try {
            return GSON.fromJson(line, JsonObject.class);
        } catch (JsonParseException e) {
            return new JsonObject(); // a kill cut the line
        }
    }

    /** Says that its holder still works. */
    public void beat() {
        append(BEAT);
    }

    /** Names the process of the training. */
    public void child(ProcessHandle process) {
        append(GSON.toJson(Map.of("child", process.pid(), "started", Holder.begun(process))) + "\n");
    }

    /** Gives the attempt back, so that others need not wait. */
    public void release() {
        append("{\"released\":true}\n");
        close();
    }

    /** {@return its holder} */
    public Holder holder() {
        return holder;
    }

    private void append(String text) {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the work on it. */
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
