package org.clade.data.image;

import com.sun.jna.Memory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.clade.data.color.ProfileConversion;
import org.clade.data.metadata.WebPChunks;
import org.clade.data.natives.NativeImages;
import org.clade.data.resize.Fitting;

/** A WebP image, or the first picture of an animation, decoded by libwebp. */
final class WebPSource implements ImageSource {

    private static final int RIFF_HEADER = 12;
    private static final int CHUNK_HEADER = 8;

    private final StoredImage stored;
    private final WebPChunks chunks;
    private final Path file;
    private final NativeImages natives;
    private final DecodeMemory memory;

    /**
     * A WebP image.
     *
     * @param stored its properties
     * @param chunks its chunks
     * @param file the file
     * @param natives decoders
     * @param memory the memory budget
     */
    WebPSource(StoredImage stored, WebPChunks chunks, Path file, NativeImages natives, DecodeMemory memory) {
        this.stored = stored;
        this.chunks = chunks;
        this.file = file;
        this.natives = natives;
        this.memory = memory;
    }

    @Override
    public StoredImage stored() {
        return stored;
    }

    @Override
    public void read(int reduction, ImageRows rows) throws IOException {
        memory.use(4L * stored.height() * stored.width(), () -> {
            try (Memory content = NativeImages.read(file)) {
                Optional<WebPChunks.Frame> first = chunks.first();
                if (first.isEmpty()) {
                    decode(content, stored.height(), stored.width(), rows);
                    return;
                }
                WebPChunks.Frame frame = first.get();
                if (frame.left() + frame.width() > stored.width() || frame.top() + frame.height() > stored.height()) {
                    throw new UnreadableImageException("is damaged");
                }
                Fitting.Place place = new Fitting.Place(stored.height(), stored.width(), frame.top(), frame.left());
                try (Memory picture = alone(content, frame)) {
                    decode(picture, frame.height(), frame.width(), new Embedding(rows, place, new byte[3]));
                }
            }
        });
    }

    /** Creates a file from a picture without its transparency, which is dropped anyway. */
    private static Memory alone(Memory content, WebPChunks.Frame frame) throws IOException {
        ByteBuffer all = content.getByteBuffer(0, content.size()).order(ByteOrder.LITTLE_ENDIAN);
        long end = Math.min(frame.at() + frame.bytes(), content.size());
        for (long at = frame.at(); at + CHUNK_HEADER <= end; ) {
            byte[] name = new byte[4];
            all.get((int) at, name);
            long length = Integer.toUnsignedLong(all.getInt((int) at + 4));
            if (new String(name, StandardCharsets.ISO_8859_1).startsWith("VP8")) {
                int bytes = (int) Math.min(CHUNK_HEADER + length + (length & 1), end - at);
                Memory picture = new Memory(RIFF_HEADER + (long) bytes);
                picture.write(0, "RIFF".getBytes(StandardCharsets.ISO_8859_1), 0, 4);
                picture.getByteBuffer(4, 4).order(ByteOrder.LITTLE_ENDIAN).putInt(4 + bytes);
                picture.write(8, "WEBP".getBytes(StandardCharsets.ISO_8859_1), 0, 4);
                picture.getByteBuffer(RIFF_HEADER, bytes).put(all.slice((int) at, bytes));
                return picture;
            }
            at += CHUNK_HEADER + length + (length & 1);
        }
        throw new UnreadableImageException("is damaged");
    }

    private void decode(Memory content, int height, int width, ImageRows rows) throws IOException {
        rows.begin(height, width, 1);
        int most = Math.max(1, ROWS_BYTES / width);
        boolean whole = natives.webP(
                content, height, width, most, (rgb, top, count) -> rows.take(planes(rgb, count * width), top, count));
        if (!whole) {
            throw new UnreadableImageException("is damaged");
        }
    }

    private byte[] planes(byte[] rgb, int pixels) {
        byte[] planes = new byte[3 * pixels];
        for (int i = 0, from = 0; i < pixels; i++) {
            planes[i] = rgb[from++];
            planes[pixels + i] = rgb[from++];
            planes[2 * pixels + i] = rgb[from++];
        }
        Optional<ProfileConversion> conversion = stored.conversion(3);
        return conversion.isPresent() ? conversion.get().convertPlanes(planes) : planes;
    }

    @Override
    public void close() {
        // nothing to close
    }

    @Override
    public int usedBits() throws IOException {
        read(1, Discarded.ROWS);
        return 8;
    }
}
