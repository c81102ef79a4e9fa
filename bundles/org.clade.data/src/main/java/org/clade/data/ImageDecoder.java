package org.clade.data;

import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Turns encoded images into planes of bytes: JPEG (also CMYK, by TwelveMonkeys), PNG and BMP (by the JDK). What a file
 * is, its first bytes say and not its name. Values are taken as they are stored: colour profiles and EXIF orientation
 * are ignored and transparency is dropped, as the usual preparation with Pillow does.
 */
final class ImageDecoder {

    /** The file endings that are taken for images, lower case. */
    static final List<String> ENDINGS = List.of(".jpg", ".jpeg", ".png", ".bmp");

    private final List<ImageReaderSpi> formats;

    ImageDecoder() {
        JPEGImageReaderSpi jpeg = new JPEGImageReaderSpi();
        // It takes the JDK's reader for the entropy coding from this registry; nothing is registered there.
        jpeg.onRegistration(IIORegistry.getDefaultInstance(), ImageReaderSpi.class);
        this.formats = Stream.concat(
                        Stream.of(jpeg),
                        Stream.of("png", "bmp").map(format -> ImageIO.getImageReadersByFormatName(format)
                                .next()
                                .getOriginatingProvider()))
                .toList();
    }

    /** {@return whether a file's name says that it is an image} */
    static boolean isImage(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return !name.startsWith(".") && ENDINGS.stream().anyMatch(name::endsWith);
    }

    /**
     * Size and colour, from the file's header.
     *
     * @param height rows
     * @param width columns
     * @param grey whether the image has one channel
     */
    record Header(int height, int width, boolean grey) {}

    /**
     * An image as planes.
     *
     * @param channels 1 or 3
     * @param height rows
     * @param width columns
     * @param planes channels×height×width bytes
     */
    record Planes(int channels, int height, int width, byte[] planes) {}

    /** What is done with an open reader. */
    @FunctionalInterface
    private interface Reading<T> {
        T from(ImageReader reader) throws IOException;
    }

    /**
     * Reads an image's header.
     *
     * @param file the image
     * @return the header
     * @throws IOException where the file is no image, or cut short within the header
     */
    Header header(Path file) throws IOException {
        return with(file, reader -> {
            ImageTypeSpecifier type = reader.getRawImageType(0);
            boolean grey =
                    type != null && type.getNumBands() <= 2 && !(type.getColorModel() instanceof IndexColorModel);
            return new Header(reader.getHeight(0), reader.getWidth(0), grey);
        });
    }

    /**
     * Decodes an image.
     *
     * @param file the image
     * @return its planes
     * @throws IOException where the file is no image, damaged or cut short
     */
    Planes decode(Path file) throws IOException {
        return with(file, reader -> {
            String[] damage = new String[1];
            reader.addIIOReadWarningListener((source, warning) -> {
                // The JDK fills what is missing with grey and only warns.
                if (warning.startsWith("Truncated") || warning.contains("premature end")) {
                    damage[0] = "it is cut short";
                }
            });
            BufferedImage image = reader.read(0);
            if (damage[0] != null) {
                throw new IIOException(damage[0]);
            }
            return planes(image);
        });
    }

    private <T> T with(Path file, Reading<T> reading) throws IOException {
        try (ImageInputStream in = new MemoryCacheImageInputStream(Files.newInputStream(file))) {
            for (ImageReaderSpi format : formats) {
                if (format.canDecodeInput(in)) {
                    ImageReader reader = format.createReaderInstance();
                    try {
                        reader.setInput(in, true, true);
                        return reading.from(reader);
                    } finally {
                        reader.dispose();
                    }
                }
            }
        } catch (IllegalArgumentException | IndexOutOfBoundsException | NegativeArraySizeException e) {
            // The decoders of the JDK let these out on damaged files.
            throw new IIOException("it is damaged (" + e + ")", e);
        }
        throw new IIOException("it is no JPEG, PNG or BMP image");
    }

    private static Planes planes(BufferedImage image) {
        Raster raster = image.getRaster();
        int height = image.getHeight();
        int width = image.getWidth();
        int pixels = height * width;
        int type = image.getColorModel().getColorSpace().getType();
        int depth = raster.getDataBuffer().getDataType();
        boolean stored = image.getColorModel() instanceof ComponentColorModel
                && (type == ColorSpace.TYPE_GRAY || type == ColorSpace.TYPE_RGB)
                && (depth == DataBuffer.TYPE_BYTE || depth == DataBuffer.TYPE_USHORT);
        if (!stored) {
            return fromRgb(image.getRGB(0, 0, width, height, null, 0, width), height, width);
        }
        int channels = raster.getNumBands() >= 3 ? 3 : 1;
        int shift = depth == DataBuffer.TYPE_USHORT ? 8 : 0;
        byte[] planes = new byte[channels * pixels];
        int[] samples = new int[pixels];
        for (int channel = 0, at = 0; channel < channels; channel++) {
            raster.getSamples(raster.getMinX(), raster.getMinY(), width, height, channel, samples);
            for (int i = 0; i < pixels; i++, at++) {
                planes[at] = (byte) (samples[i] >> shift);
            }
        }
        return new Planes(channels, height, width, planes);
    }

    private static Planes fromRgb(int[] rgb, int height, int width) {
        byte[] planes = new byte[3 * rgb.length];
        for (int i = 0; i < rgb.length; i++) {
            planes[i] = (byte) (rgb[i] >> 16);
            planes[rgb.length + i] = (byte) (rgb[i] >> 8);
            planes[2 * rgb.length + i] = (byte) rgb[i];
        }
        return new Planes(3, height, width, planes);
    }
}
