package org.clade.tensor.safetensors;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import org.clade.api.part.RefusedException;

/**
 * An open file of tensors: 8 bytes with the length of the header, the header in JSON, then the numbers, little-endian and row by row.
 *
 * <p>Opening reads and checks the header; the numbers of a tensor are mapped into memory when they are read. Sizes are computed in 64
 * bits. Source: the description of the format at {@code github.com/huggingface/safetensors}.
 */
public final class SafetensorsFile implements AutoCloseable {

    private static final int LENGTH_BYTES = 8;
    private static final long LONGEST_HEADER = 100_000_000;
    /** Maps are shorter than 2 GB. */
    private static final int LONGEST_MAP = 1 << 30;

    private final Path file;
    private final FileChannel channel;
    private final long dataStart;
    private final SafetensorsHeader header;

    private SafetensorsFile(Path file, FileChannel channel, long dataStart, SafetensorsHeader header) {
        this.file = file;
        this.channel = channel;
        this.dataStart = dataStart;
        this.header = header;
    }

    /**
     * Opens a file and checks its header.
     *
     * @param file the file
     * @return the open file
     * @throws IOException if it cannot be read
     * @throws RefusedException if header and data do not agree, or if it has another format, in one sentence
     */
    public static SafetensorsFile open(Path file) throws IOException {
        OtherTensorFormat.refuseByName(file);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            return open(file, channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static SafetensorsFile open(Path file, FileChannel channel) throws IOException {
        long bytes = channel.size();
        ByteBuffer start = read(channel, 0, (int) Math.min(LENGTH_BYTES + 1L, bytes));
        OtherTensorFormat.refuseByStart(file, start);
        if (bytes < LENGTH_BYTES) {
            throw new RefusedException("“%s” has %s bytes and is thus no file of safetensors; fetch or save it again."
                    .formatted(file, bytes));
        }
        long length = start.getLong(0);
        if (length < 0 || length > LONGEST_HEADER || length > bytes - LENGTH_BYTES) {
            throw new RefusedException(
                    "“%s” says that its header has %s bytes, but the file has %s and a header at most %s; it is incomplete or no file of safetensors; fetch or save it again."
                            .formatted(file, Long.toUnsignedString(length), bytes, LONGEST_HEADER));
        }
        if (length == 0 || start.get(LENGTH_BYTES) != '{') {
            throw new RefusedException(
                    "The header of “%s” does not begin with a brace; it is no file of safetensors; fetch or save it again."
                            .formatted(file));
        }
        long dataStart = LENGTH_BYTES + length;
        String json = text(file, read(channel, LENGTH_BYTES, (int) length));
        return new SafetensorsFile(file, channel, dataStart, SafetensorsHeader.read(file, json, bytes - dataStart));
    }

    private static String text(Path file, ByteBuffer bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw new RefusedException(
                    "The header of “%s” is no text in UTF-8; fetch or save the file again.".formatted(file), e);
        }
    }

    private static ByteBuffer read(FileChannel channel, long position, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, position + buffer.position()) < 0) {
                throw new IOException("the file became shorter while it was read");
            }
        }
        return buffer.flip();
    }

    /** {@return the file} */
    public Path file() {
        return file;
    }

    /** {@return all tensors, in the order of the header} */
    public Collection<TensorInfo> tensors() {
        return Collections.unmodifiableCollection(header.tensors().values());
    }

    /**
     * A tensor.
     *
     * @param name its name
     * @return what the header says about it; empty if there is none of this name
     */
    public Optional<TensorInfo> find(String name) {
        return Optional.ofNullable(header.tensors().get(name));
    }

    /** {@return the texts that the writer of the file left, for instance {@code format: pt}} */
    public Map<String, String> metadata() {
        return Collections.unmodifiableMap(header.metadata());
    }

    /**
     * All numbers of a tensor.
     *
     * @param tensor a tensor of this file, with fewer than 2³¹ numbers
     * @return the numbers as float32, row by row; whole numbers above 2²⁴ and F64 are rounded
     * @throws IOException if they cannot be read
     */
    public float[] floats(TensorInfo tensor) throws IOException {
        float[] values = new float[length(tensor)];
        read(tensor, 0, values);
        return values;
    }

    /**
     * Some numbers of a tensor.
     *
     * @param tensor a tensor of this file
     * @param first the index of the first number, from 0
     * @param values filled with the numbers from there, as float32
     * @throws IOException if they cannot be read
     */
    public void read(TensorInfo tensor, long first, float[] values) throws IOException {
        int done = 0;
        while (done < values.length) {
            int next = (int) Math.min(
                    values.length - done, (long) LONGEST_MAP / tensor.type().bytes());
            ByteBuffer bytes = map(tensor, first + done, next);
            tensor.type().read(bytes, values, done, next);
            done += next;
        }
    }

    /**
     * All numbers of a tensor of whole numbers.
     *
     * @param tensor a tensor of this file of the type I64, U8 or BOOL, with fewer than 2³¹ numbers
     * @return the numbers, row by row
     * @throws IOException if they cannot be read
     * @throws RefusedException if its numbers have fractions
     */
    public long[] longs(TensorInfo tensor) throws IOException {
        if (tensor.type().isFloat()) {
            throw new RefusedException(
                    "In “%s” the tensor “%s” has numbers of the type %s; whole numbers (I64, U8, BOOL) are expected."
                            .formatted(file, tensor.name(), tensor.type()));
        }
        long[] values = new long[length(tensor)];
        int done = 0;
        while (done < values.length) {
            int next =
                    Math.min(values.length - done, LONGEST_MAP / tensor.type().bytes());
            ByteBuffer bytes = map(tensor, done, next);
            for (int i = 0; i < next; i++) {
                values[done + i] = tensor.type() == TensorType.I64 ? bytes.getLong() : bytes.get() & 0xFF;
            }
            done += next;
        }
        return values;
    }

    private ByteBuffer map(TensorInfo tensor, long first, int count) throws IOException {
        long begin = tensor.begin() + first * tensor.type().bytes();
        return channel.map(
                        FileChannel.MapMode.READ_ONLY,
                        dataStart + begin,
                        (long) count * tensor.type().bytes())
                .order(ByteOrder.LITTLE_ENDIAN);
    }

    private int length(TensorInfo tensor) {
        if (tensor.size() > Integer.MAX_VALUE - LENGTH_BYTES) {
            throw new RefusedException("In “%s” the tensor “%s” has %s numbers, more than Clade reads at once."
                    .formatted(file, tensor.name(), tensor.size()));
        }
        return (int) tensor.size();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
