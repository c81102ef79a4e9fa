package org.clade.tensorboard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

/**
 * A file {@code events.out.tfevents.*} that grows. A record is its length, the checksum of the length, the content and the checksum of
 * the content; it is written at once, so a file that a kill has cut is whole up to its last record.
 */
final class EventFile implements AutoCloseable {

    private static final String PREFIX = "events.out.tfevents.";
    private static final int MASK = 0xa282ead8;
    private static final int ROTATION = 15;
    private static final int FRAME = 16;

    private final FileChannel channel;

    private EventFile(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Begins a file. TensorBoard reads the files of a folder in the order of their names, so a later file has a greater one.
     *
     * @param folder the folder of the run
     * @param now when
     * @return the file, with its first record
     */
    static EventFile create(Path folder, Instant now) {
        for (int number = 0; ; number++) {
            String name = String.format(Locale.ROOT, "%s%010d.clade.%03d", PREFIX, now.getEpochSecond(), number);
            try {
                FileChannel channel =
                        FileChannel.open(folder.resolve(name), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                EventFile file = new EventFile(channel);
                file.event(now, 0, event -> event.set("file_version", "brain.Event:2"));
                return file;
            } catch (FileAlreadyExistsException e) {
                continue;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /**
     * Appends an event.
     *
     * @param time when
     * @param step training steps done
     * @param content what it says
     */
    void event(Instant time, long step, Consumer<MessageFields> content) {
        MessageFields event = EventSchema.message("Event")
                .set("wall_time", time.toEpochMilli() / 1000.0)
                .set("step", step);
        content.accept(event);
        append(event.build().toByteArray());
    }

    private void append(byte[] content) {
        ByteBuffer record = ByteBuffer.allocate(content.length + FRAME).order(ByteOrder.LITTLE_ENDIAN);
        record.putLong(content.length);
        record.putInt(checksum(record.array(), 0, Long.BYTES));
        record.put(content);
        record.putInt(checksum(content, 0, content.length));
        record.flip();
        try {
            while (record.hasRemaining()) {
                channel.write(record);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int checksum(byte[] bytes, int from, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, length);
        return Integer.rotateRight((int) crc.getValue(), ROTATION) + MASK;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
