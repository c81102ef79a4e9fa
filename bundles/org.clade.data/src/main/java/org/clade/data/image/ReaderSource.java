package org.clade.data.image;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.IOException;
import java.util.Optional;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import org.clade.data.resize.Fitting;

/** An image that a reader of Java's Image I/O decodes: whole if memory allows it, otherwise in strips, each from the start of the file. */
final class ReaderSource implements ImageSource {

    private static final int NUMBER_BITS = 32;
    private static final int BYTE_BITS = 8;

    private final StoredImage stored;
    private final ReaderFile file;
    private final DecodeMemory memory;
    private final Optional<Fitting.Place> place;

    /**
     * An image.
     *
     * @param stored its properties; with a place, the size is that of the larger image
     * @param file its file
     * @param memory the memory budget
     * @param place the picture's position in a larger image, if any
     */
    ReaderSource(StoredImage stored, ReaderFile file, DecodeMemory memory, Optional<Fitting.Place> place) {
        this.stored = stored;
        this.file = file;
        this.memory = memory;
        this.place = place;
    }

    @Override
    public StoredImage stored() {
        return stored;
    }

    /** Receives the strips of an image. */
    private interface Strips {
        void take(BufferedImage strip, int top, int height) throws IOException;
    }

    @Override
    public void read(int reduction, ImageRows rows) throws IOException {
        float factor = stored.bits() >= NUMBER_BITS && greatest() <= 1 ? 255 : 1;
        boolean[] begun = new boolean[1];
        ImageRows[] target = {rows};
        inStrips((strip, top, height) -> {
            if (!begun[0]) {
                target[0] = place.<ImageRows>map(p -> new Embedding(rows, p, around(strip)))
                        .orElse(rows);
                target[0].begin(height, strip.getWidth(), 1);
                begun[0] = true;
            }
            PixelRows pixels = new PixelRows(strip, stored, factor);
            int most = Math.max(1, ROWS_BYTES / strip.getWidth());
            for (int from = 0; from < strip.getHeight(); from += most) {
                int some = Math.min(most, strip.getHeight() - from);
                target[0].take(pixels.planes(from, some), top + from, some);
            }
        });
    }

    /** The color around a picture of a GIF: the transparent color, else the first. */
    private byte[] around(BufferedImage picture) {
        byte[] levels = new byte[stored.channels()];
        if (picture.getColorModel() instanceof IndexColorModel palette) {
            int rgb = palette.getRGB(Math.max(0, palette.getTransparentPixel()));
            for (int channel = 0; channel < levels.length; channel++) {
                levels[channel] = (byte) (rgb >> 16 - BYTE_BITS * channel);
            }
        }
        return levels;
    }

    private float greatest() throws IOException {
        float[] greatest = new float[1];
        inStrips((strip, top, height) ->
                greatest[0] = Math.max(greatest[0], new PixelRows(strip, stored, 1).greatest()));
        return greatest[0];
    }

    @Override
    public int usedBits() throws IOException {
        int greatest = (int) Math.min(greatest(), Integer.MAX_VALUE);
        return Integer.SIZE - Integer.numberOfLeadingZeros(greatest);
    }

    private void inStrips(Strips strips) throws IOException {
        try {
            inStrips(file.reader(), strips);
        } finally {
            file.close();
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private void inStrips(ImageReader reader, Strips strips) throws IOException {
        String[] damage = new String[1];
        reader.addIIOReadWarningListener((source, warning) -> {
            // The JDK fills missing parts with gray and only warns.
            if (warning.startsWith("Truncated") || warning.contains("premature end") || warning.contains("EOF")) {
                damage[0] = "is cut short";
            }
        });
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        long row = Math.max(1, (long) width * bytesOfPixel(reader));
        long whole = row * height;
        int rows = (int) Math.max(1, Math.min(height, memory.bytes() / row));
        memory.use(Math.min(whole, row * rows), () -> {
            for (int top = 0; top < height; top += rows) {
                strips.take(read(reader, width, height, top, Math.min(rows, height - top)), top, height);
                if (damage[0] != null) {
                    throw new UnreadableImageException(damage[0]);
                }
            }
        });
    }

    private static BufferedImage read(ImageReader reader, int width, int height, int top, int rows) throws IOException {
        ImageReadParam param = reader.getDefaultReadParam();
        if (rows < height) {
            param.setSourceRegion(new Rectangle(0, top, width, rows));
        }
        BufferedImage strip = reader.read(0, param);
        if (strip.getWidth() != width || strip.getHeight() != rows) {
            throw new UnreadableImageException("is damaged");
        }
        return strip;
    }

    /** The memory of a decoder per pixel in bytes, with its own tables. */
    private static int bytesOfPixel(ImageReader reader) throws IOException {
        ImageTypeSpecifier type = reader.getRawImageType(0);
        int bits = type == null ? NUMBER_BITS : type.getColorModel().getPixelSize();
        return Math.max(1, (bits + 7) / BYTE_BITS);
    }
}
