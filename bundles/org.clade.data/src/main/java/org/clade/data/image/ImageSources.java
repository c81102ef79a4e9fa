package org.clade.data.image;

import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.pnm.PNMImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.IndexColorModel;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStream;
import org.clade.data.metadata.ImageMetadata;
import org.clade.data.metadata.JpegSegments;
import org.clade.data.metadata.PngChunks;
import org.clade.data.metadata.TiffTags;
import org.clade.data.metadata.WebPChunks;
import org.clade.data.natives.NativeImages;
import org.clade.data.resize.Fitting;

/** Chooses the decoder of a file. */
final class ImageSources {

    private static final int INKS = 4;
    private static final int NUMBER_BITS = 32;

    private final ImageReaderSpi jpegOfJdk = ofJdk("jpeg");
    private final ImageReaderSpi jpegOfTwelveMonkeys = jpegOfTwelveMonkeys();
    private final ImageReaderSpi png = ofJdk("png");
    private final ImageReaderSpi bmp = ofJdk("bmp");
    private final ImageReaderSpi gif = ofJdk("gif");
    private final ImageReaderSpi tiffOfJdk = ofJdk("tiff");
    private final ImageReaderSpi tiffOfTwelveMonkeys = new TIFFImageReaderSpi();
    private final ImageReaderSpi webp = new WebPImageReaderSpi();
    private final ImageReaderSpi pnm = new PNMImageReaderSpi();
    private final PixelLimit limit;
    private final Supplier<Optional<NativeImages>> natives;

    /**
     * Sources of images.
     *
     * @param limit the size limit of an image
     * @param natives native decoders, if available
     */
    ImageSources(PixelLimit limit, Supplier<Optional<NativeImages>> natives) {
        this.limit = limit;
        this.natives = natives;
    }

    private static ImageReaderSpi jpegOfTwelveMonkeys() {
        JPEGImageReaderSpi jpeg = new JPEGImageReaderSpi();
        // It uses the JDK's reader for the entropy coding from this registry; nothing is registered in it.
        jpeg.onRegistration(IIORegistry.getDefaultInstance(), ImageReaderSpi.class);
        return jpeg;
    }

    /** Finds the JDK's reader, because others may have registered readers for the format. */
    private static ImageReaderSpi ofJdk(String format) {
        for (var readers = ImageIO.getImageReadersByFormatName(format); readers.hasNext(); ) {
            ImageReaderSpi provider = readers.next().getOriginatingProvider();
            if (provider.getClass().getName().startsWith("com.sun.")) {
                return provider;
            }
        }
        throw new IllegalStateException(
                "This Java has no reader for " + format + "; its module java.desktop is needed.");
    }

    /**
     * An open file.
     *
     * @param file the file
     * @param in its content
     * @param format its format
     * @param head its first bytes
     */
    record OpenFile(Path file, ImageInputStream in, ImageFormat format, byte[] head) {}

    /**
     * Opens the image of a file.
     *
     * @param open the file
     * @param memory the memory budget
     * @return the image
     * @throws IOException if the header is damaged, or the image is not supported
     */
    ImageSource open(OpenFile open, DecodeMemory memory) throws IOException {
        return switch (open.format()) {
            case JPEG -> jpeg(open, memory);
            case PNG -> reader(open, png, PngChunks.read(open.in()), memory);
            case BMP -> reader(open, bmp, ImageMetadata.NONE, memory);
            case GIF -> gif(open, memory);
            case TIFF -> tiff(open, memory);
            case WEBP -> webP(open, memory);
            case PNM -> reader(open, pnm, ImageMetadata.NONE, memory);
        };
    }

    private ImageSource jpeg(OpenFile open, DecodeMemory memory) throws IOException {
        Optional<JpegSegments> found = JpegSegments.read(open.in());
        if (found.isEmpty() || !found.get().common() || found.get().channels() == 2) {
            ImageMetadata metadata = found.map(JpegSegments::metadata).orElse(ImageMetadata.NONE);
            return reader(open, jpegOfTwelveMonkeys, metadata, memory);
        }
        JpegSegments segments = found.get();
        limit.check(segments.height(), segments.width());
        StoredImage stored = new StoredImage(
                segments.height(), segments.width(), segments.channels() == 1, segments.bits(), segments.metadata());
        ImageSource twelveMonkeys =
                new ReaderSource(stored, new ReaderFile(open.file(), jpegOfTwelveMonkeys), memory, Optional.empty());
        ImageSource jdk =
                new ReaderSource(stored.converted(), new ReaderFile(open.file(), jpegOfJdk), memory, Optional.empty());
        List<ImageSource> others = segments.channels() == INKS
                ? List.of(twelveMonkeys)
                : List.of(jdk, twelveMonkeys); // the JDK does not read inks
        return new JpegSource(stored, segments, open.file(), open.in(), natives.get(), memory, others);
    }

    /** First the JDK's reader, then TwelveMonkeys' for the rest. */
    private ImageSource tiff(OpenFile open, DecodeMemory memory) throws IOException {
        ImageMetadata metadata = TiffTags.read(open.in(), 0);
        try {
            return reader(open, tiffOfJdk, metadata, memory);
        } catch (UnreadableImageException | EOFException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            return reader(open, tiffOfTwelveMonkeys, metadata, memory);
        }
    }

    private ImageSource webP(OpenFile open, DecodeMemory memory) throws IOException {
        if (FileEnd.missing(open.file(), ImageFormat.WEBP)) {
            throw new UnreadableImageException("is cut short"); // its decoders do not notice this
        }
        WebPChunks chunks = WebPChunks.read(open.in());
        Optional<NativeImages> decoders = natives.get();
        if (decoders.isPresent()) {
            limit.check(chunks.height(), chunks.width());
            StoredImage stored = new StoredImage(chunks.height(), chunks.width(), false, 8, chunks.metadata());
            return new WebPSource(stored, chunks, open.file(), decoders.get(), memory);
        }
        if (!chunks.kind().equals(WebPChunks.LOSSLESS)) {
            // TwelveMonkeys decodes many of them wrongly, and the file does not show which.
            throw new UnreadableImageException("is %s WebP%s (only lossless WebP is read; convert it to PNG)"
                    .formatted(chunks.kind(), ImageFormat.promised(open.file(), ImageFormat.WEBP)));
        }
        ReaderFile file = new ReaderFile(open.file(), webp);
        return new ReaderSource(stored(open, file, chunks.metadata()).converted(), file, memory, Optional.empty());
    }

    /** The first picture may be smaller than the screen of the file. */
    private ImageSource gif(OpenFile open, DecodeMemory memory) throws IOException {
        ReaderFile file = new ReaderFile(open.file(), gif);
        StoredImage picture = stored(open, file, ImageMetadata.NONE);
        Fitting.Place place = GifScreen.place(open.head(), picture, file);
        limit.check(place.height(), place.width());
        if (place.height() == picture.height() && place.width() == picture.width()) {
            return new ReaderSource(picture, file, memory, Optional.empty());
        }
        StoredImage whole =
                new StoredImage(place.height(), place.width(), picture.gray(), picture.bits(), ImageMetadata.NONE);
        return new ReaderSource(whole, file, memory, Optional.of(place));
    }

    private ImageSource reader(OpenFile open, ImageReaderSpi provider, ImageMetadata metadata, DecodeMemory memory)
            throws IOException {
        ReaderFile file = new ReaderFile(open.file(), provider);
        return new ReaderSource(stored(open, file, metadata), file, memory, Optional.empty());
    }

    /** {@return the header; the file stays open for further reading} */
    private StoredImage stored(OpenFile open, ReaderFile file, ImageMetadata metadata) throws IOException {
        try {
            ImageReader reader = file.reader();
            int height = reader.getHeight(0);
            int width = reader.getWidth(0);
            limit.check(height, width);
            ImageTypeSpecifier type = reader.getRawImageType(0);
            if (type == null) {
                return new StoredImage(height, width, false, 8, metadata); // CMYK and the like, which become color
            }
            ColorModel colors = type.getColorModel();
            int transfer = colors.getTransferType();
            int bits = PixelRows.numbers(transfer) && colors instanceof ComponentColorModel
                    ? NUMBER_BITS
                    : colors.getComponentSize(0);
            boolean gray = colors instanceof IndexColorModel palette
                    ? isGray(palette, open.format(), open.head())
                    : type.getNumBands() <= 2;
            return new StoredImage(height, width, gray, bits, metadata);
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            file.close();
            throw e;
        }
    }

    /** Gray images of few bits have a palette of gray levels; a palette in a PNG file itself means color. */
    private static boolean isGray(IndexColorModel palette, ImageFormat format, byte[] head) {
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
}
