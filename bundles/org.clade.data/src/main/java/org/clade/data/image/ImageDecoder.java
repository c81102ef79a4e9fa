package org.clade.data.image;

import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.pnm.PNMImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import com.twelvemonkeys.imageio.stream.BufferedFileImageInputStreamSpi;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.clade.api.data.ImageScaler;
import org.clade.api.data.ImageShape;
import org.clade.api.part.RefusedException;

/**
 * Turns encoded images into planes of bytes. What a file is, its first bytes say and not its name. Values are taken as they
 * are stored: colour profiles and EXIF orientation are ignored and transparency is dropped, as the usual preparation with
 * Pillow does.
 *
 * <p>An image is resized while it is read, some rows at a time, so that beside the decoder's own memory little is taken; the
 * memory of all decoders together is bounded, and an image beyond it is decoded in strips.
 */
public final class ImageDecoder {

    private static final BufferedFileImageInputStreamSpi STREAMS = new BufferedFileImageInputStreamSpi();

    /** So many bytes of rows are resized at once, about. */
    private static final int ROWS_BYTES = 1 << 20;

    private final Map<ImageFormat, ImageReaderSpi> readers = new EnumMap<>(ImageFormat.class);
    private final ImageScaler scaler;
    private final PixelLimit limit;
    private final DecodeMemory memory;

    /**
     * A decoder.
     *
     * @param scaler resizes images
     * @param limit how large an image may be
     */
    public ImageDecoder(ImageScaler scaler, PixelLimit limit) {
        this(scaler, limit, DecodeMemory.SHARED);
    }

    /** A decoder with other memory. */
    ImageDecoder(ImageScaler scaler, PixelLimit limit, DecodeMemory memory) {
        this.scaler = scaler;
        this.limit = limit;
        this.memory = memory;
        JPEGImageReaderSpi jpeg = new JPEGImageReaderSpi();
        // It takes the JDK's reader for the entropy coding from this registry; nothing is registered there.
        jpeg.onRegistration(IIORegistry.getDefaultInstance(), ImageReaderSpi.class);
        readers.put(ImageFormat.JPEG, jpeg);
        readers.put(ImageFormat.WEBP, new WebPImageReaderSpi());
        readers.put(ImageFormat.PNM, new PNMImageReaderSpi());
        for (ImageFormat format :
                new ImageFormat[] {ImageFormat.PNG, ImageFormat.BMP, ImageFormat.GIF, ImageFormat.TIFF}) {
            readers.put(format, ofJdk(format.name().toLowerCase(Locale.ROOT)));
        }
    }

    private static ImageReaderSpi ofJdk(String format) {
        return ImageIO.getImageReadersByFormatName(format).next().getOriginatingProvider();
    }

    /** What is done with an open reader. */
    @FunctionalInterface
    private interface Reading<T> {
        T from(ImageReader reader, Header header, DecodeMemory memory) throws IOException;
    }

    /**
     * Reads an image's header.
     *
     * @param file the image
     * @return the header
     * @throws IOException where the file is no image, too large, or cut short within the header; the message goes on from the
     *     file's name
     */
    public Header header(Path file) throws IOException {
        return with(file, (reader, header, share) -> header);
    }

    /**
     * Decodes an image in its own size.
     *
     * @param file the image
     * @return its planes
     * @throws IOException where the file is no image, damaged or cut short; the message goes on from the file's name
     */
    public Planes decode(Path file) throws IOException {
        return decode(file, 0, 0);
    }

    /**
     * Decodes an image and resizes it.
     *
     * @param file the image
     * @param height rows wanted; 0 for as many as there are
     * @param width columns wanted; 0 for as many as there are
     * @return its planes
     * @throws IOException where the file is no image, damaged or cut short; the message goes on from the file's name
     */
    public Planes decode(Path file, int height, int width) throws IOException {
        return with(file, (reader, header, share) -> {
            int columns = width == 0 ? header.width() : width;
            int channels = header.grey() ? 1 : 3;
            long bytes = (long) channels * header.height() * columns;
            if (bytes > Integer.MAX_VALUE - 8) {
                throw new UnreadableImageException(
                        "is %s, too large to be read without being resized".formatted(size(header)));
            }
            byte[] narrow = new byte[(int) bytes];
            inStrips(reader, header, share, (strip, top) -> {
                PixelRows pixels = new PixelRows(strip, header.grey());
                int most = Math.max(1, ROWS_BYTES / header.width());
                for (int from = 0; from < strip.getHeight(); from += most) {
                    int rows = Math.min(most, strip.getHeight() - from);
                    byte[] some = scaler.scale(
                            pixels.planes(from, rows), new ImageShape(channels, rows, header.width()), rows, columns);
                    for (int channel = 0; channel < channels; channel++) {
                        System.arraycopy(
                                some,
                                channel * rows * columns,
                                narrow,
                                (channel * header.height() + top + from) * columns,
                                rows * columns);
                    }
                }
            });
            int rows = height == 0 ? header.height() : height;
            return new Planes(
                    channels,
                    rows,
                    columns,
                    scaler.scale(narrow, new ImageShape(channels, header.height(), columns), rows, columns));
        });
    }

    /**
     * Reads the whole of an image and says how many of its bits are used.
     *
     * @param file the image
     * @return the bits that the greatest value of its first channel takes
     * @throws IOException where the file is no image, damaged or cut short; the message goes on from the file's name
     */
    public int usedBits(Path file) throws IOException {
        return with(file, (reader, header, share) -> {
            int[] greatest = new int[1];
            inStrips(
                    reader,
                    header,
                    share,
                    (strip, top) ->
                            greatest[0] = Math.max(greatest[0], new PixelRows(strip, header.grey()).greatest()));
            return Integer.SIZE - Integer.numberOfLeadingZeros(greatest[0]);
        });
    }

    /** Takes the strips of an image. */
    @FunctionalInterface
    private interface Strips {
        void take(BufferedImage strip, int top);
    }

    /** Decodes an image whole where memory allows it, otherwise in strips, each from the start of the file. */
    private static void inStrips(ImageReader reader, Header header, DecodeMemory memory, Strips strips)
            throws IOException {
        String[] damage = new String[1];
        reader.addIIOReadWarningListener((source, warning) -> {
            // The JDK fills what is missing with grey and only warns.
            if (warning.startsWith("Truncated") || warning.contains("premature end") || warning.contains("EOF")) {
                damage[0] = "is cut short";
            }
        });
        long row = Math.max(1, (long) header.width() * bytesOfPixel(reader));
        long whole = row * header.height();
        int rows = (int) Math.max(1, Math.min(header.height(), memory.bytes() / row));
        memory.use(Math.min(whole, row * rows), () -> {
            for (int top = 0; top < header.height(); top += rows) {
                strips.take(read(reader, header, top, Math.min(rows, header.height() - top)), top);
                if (damage[0] != null) {
                    throw new UnreadableImageException(damage[0]);
                }
            }
        });
    }

    private static BufferedImage read(ImageReader reader, Header header, int top, int rows) throws IOException {
        ImageReadParam param = reader.getDefaultReadParam();
        if (rows < header.height()) {
            param.setSourceRegion(new Rectangle(0, top, header.width(), rows));
        }
        BufferedImage strip = reader.read(0, param);
        if (strip.getWidth() != header.width() || strip.getHeight() != rows) {
            throw new UnreadableImageException("is damaged");
        }
        return strip;
    }

    /** Bytes that a decoder takes for a pixel, its own tables included. */
    private static int bytesOfPixel(ImageReader reader) throws IOException {
        ImageTypeSpecifier type = reader.getRawImageType(0);
        int bits = type == null ? 32 : type.getColorModel().getPixelSize();
        return Math.max(1, (bits + 7) / 8);
    }

    /** Reads a file; where the memory does not suffice, once more, without other images beside it and in smaller strips. */
    private <T> T with(Path file, Reading<T> reading) throws IOException {
        Header[] header = new Header[1];
        try {
            return read(file, reading, memory, header);
        } catch (OutOfMemoryError first) {
            List<T> result = new ArrayList<>();
            try {
                memory.use(
                        memory.bytes(),
                        () -> result.add(read(file, reading, new DecodeMemory(memory.bytes() / 2), header)));
            } catch (OutOfMemoryError second) {
                throw tooLarge(file, Optional.ofNullable(header[0]), second);
            }
            return result.get(0);
        }
    }

    /** Reads from the file itself, so that formats without compression need no memory for it; names that Java cannot write pass as a stream. */
    private static ImageInputStream open(Path file) throws IOException {
        File plain = file.toFile();
        return plain.isFile()
                ? STREAMS.createInputStreamInstance(plain, false, null)
                : new MemoryCacheImageInputStream(Files.newInputStream(file));
    }

    private <T> T read(Path file, Reading<T> reading, DecodeMemory share, Header[] header) throws IOException {
        Optional<ImageFormat> format = Optional.empty();
        try (ImageInputStream in = open(file)) {
            byte[] head = head(in);
            if (head.length == 0) {
                throw new UnreadableImageException("is empty");
            }
            format = ImageFormat.of(head);
            if (format.isEmpty()) {
                throw foreign(file, ForeignFormat.words(head));
            }
            if (format.get() == ImageFormat.WEBP) {
                checkLossless(file, in);
            }
            ImageReader reader = readers.get(format.get()).createReaderInstance();
            try {
                reader.setInput(in, false, true);
                header[0] = header(reader, format.get(), head);
                return reading.from(reader, header[0], share);
            } finally {
                reader.dispose();
            }
        } catch (UnreadableImageException | RefusedException | NoSuchFileException e) {
            throw e;
        } catch (IOException | RuntimeException e) { // decoders let out exceptions of many kinds on damaged files
            throw damaged(file, format, e);
        }
    }

    private static byte[] head(ImageInputStream in) throws IOException {
        byte[] head = new byte[ImageFormat.HEAD];
        int count = 0;
        for (int read; count < head.length && (read = in.read(head, count, head.length - count)) > 0; ) {
            count += read;
        }
        in.seek(0);
        return Arrays.copyOf(head, count);
    }

    private Header header(ImageReader reader, ImageFormat format, byte[] head) throws IOException {
        int height = reader.getHeight(0);
        int width = reader.getWidth(0);
        limit.check(height, width);
        ImageTypeSpecifier type = reader.getRawImageType(0);
        if (type == null) {
            return new Header(height, width, false, 8); // CMYK and the like, which become color
        }
        ColorModel colors = type.getColorModel();
        int transfer = colors.getTransferType();
        if (transfer != DataBuffer.TYPE_BYTE
                && transfer != DataBuffer.TYPE_USHORT
                && colors instanceof ComponentColorModel) {
            throw new UnreadableImageException("has 32-bit or floating-point values (8 and 16 bits are read)");
        }
        boolean grey =
                colors instanceof IndexColorModel palette ? isGrey(palette, format, head) : type.getNumBands() <= 2;
        return new Header(height, width, grey, colors.getComponentSize(0));
    }

    /** Grey images of few bits come with a palette of greys; a palette in a PNG file itself is meant as color. */
    private static boolean isGrey(IndexColorModel palette, ImageFormat format, byte[] head) {
        if (format == ImageFormat.PNG) {
            int colorType = head.length > 25 ? head[25] : 3;
            return colorType == 0 || colorType == 4;
        }
        for (int i = 0; i < palette.getMapSize(); i++) {
            if (palette.getRed(i) != palette.getGreen(i) || palette.getRed(i) != palette.getBlue(i)) {
                return false;
            }
        }
        return true;
    }

    /** TwelveMonkeys decodes many lossy WebP images wrongly, and nothing in the file tells which; so none is read. */
    private static void checkLossless(Path file, ImageInputStream in) throws IOException {
        if (FileEnd.missing(file, ImageFormat.WEBP)) {
            throw new UnreadableImageException("is cut short"); // its decoder would not notice
        }
        String kind = WebPChunks.kind(in);
        in.seek(0);
        if (!kind.equals(WebPChunks.LOSSLESS)) {
            throw new UnreadableImageException("is %s WebP%s (only lossless WebP is read; convert it to PNG)"
                    .formatted(kind, promised(file, ImageFormat.WEBP)));
        }
    }

    private static UnreadableImageException foreign(Path file, String words) {
        return new UnreadableImageException("is " + words + promised(file, null));
    }

    /** {@return what the file's name promises, where that is something else} */
    private static String promised(Path file, ImageFormat found) {
        return ImageFormat.named(file)
                .filter(format -> format != found)
                .map(format -> ", not " + format.words())
                .orElse("");
    }

    private static UnreadableImageException damaged(Path file, Optional<ImageFormat> format, Exception e) {
        if (e instanceof AccessDeniedException) {
            return new UnreadableImageException("may not be read by this user", e);
        }
        boolean cut = causes(e, EOFException.class);
        try {
            cut |= format.isPresent() && FileEnd.missing(file, format.get());
        } catch (IOException unread) {
            e.addSuppressed(unread);
        }
        String other = promised(file, format.orElse(null));
        String name =
                other.isEmpty() ? "" : "is " + format.map(ImageFormat::words).orElse("") + other + ", and ";
        return new UnreadableImageException(
                (format.isPresent() ? name : "") + (cut ? "is cut short" : "is damaged"), e);
    }

    private static boolean causes(Throwable e, Class<? extends Throwable> kind) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (kind.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }

    private static RefusedException tooLarge(Path file, Optional<Header> header, OutOfMemoryError e) {
        return new RefusedException(
                "“%s”%s does not fit into Java's memory of %s MB; give it more, as in CLADE_OPTS=-Xmx4g, or make the image smaller."
                        .formatted(
                                file,
                                header.map(h -> " (" + size(h) + ")").orElse(""),
                                Runtime.getRuntime().maxMemory() >> 20),
                e);
    }

    private static String size(Header header) {
        return String.format(Locale.ROOT, "%,d×%,d pixels", header.width(), header.height());
    }
}
