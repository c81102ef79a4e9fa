package org.clade.data.image;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.imageio.stream.ImageInputStream;
import org.clade.api.data.ImageFit;
import org.clade.api.data.ResizedCrop;
import org.clade.api.part.RefusedException;
import org.clade.data.natives.NativeImages;
import org.clade.data.resize.Fitting;
import org.clade.data.resize.Kernel;
import org.clade.data.resize.ResizeFilter;

/**
 * Turns encoded images into planes of bytes. The first bytes of a file decide its format, not its name. Images are
 * rotated by their EXIF orientation and converted from the file's color profile to sRGB; transparency is dropped, as in
 * the usual preparation with Pillow.
 *
 * <p>An image is resized while it is read, some rows at a time, so that it needs little memory in addition to the
 * decoder's own; the memory of all decoders together is limited, and a larger image is decoded in strips.
 */
public final class ImageDecoder {

    /** The version of the pixels; a change makes older cache entries invalid. */
    private static final int VERSION = 2;

    private final PixelLimit limit;
    private final DecodeMemory memory;
    private final Rendering.RowResizer resizer;
    private final ImageSources sources;
    private final Supplier<Optional<NativeImages>> natives;

    /**
     * A decoder.
     *
     * @param limit the size limit of an image
     */
    public ImageDecoder(PixelLimit limit) {
        this(limit, NativeImages::find, DecodeMemory.SHARED, Kernel::alongRows); // loaded with the first image
    }

    /**
     * A decoder with native decoders or without.
     *
     * @param limit the size limit of an image
     * @param natives the native decoders
     */
    public ImageDecoder(PixelLimit limit, Optional<NativeImages> natives) {
        this(limit, () -> natives, DecodeMemory.SHARED, Kernel::alongRows);
    }

    /** A decoder with other memory and another row resizer, for tests. */
    ImageDecoder(
            PixelLimit limit,
            Supplier<Optional<NativeImages>> natives,
            DecodeMemory memory,
            Rendering.RowResizer resizer) {
        this.limit = limit;
        this.memory = memory;
        this.resizer = resizer;
        this.sources = new ImageSources(limit, natives);
        this.natives = natives;
    }

    /** {@return everything that pixels and refusals depend on, as a key for caches} */
    public String settings() {
        return "%s|%s|%s".formatted(VERSION, limit.megapixels(), natives.get().isPresent() ? "natives" : "java");
    }

    /** Work with an open image. */
    @FunctionalInterface
    private interface Reading<T> {
        T from(ImageSource source) throws IOException;
    }

    /**
     * Reads an image's header.
     *
     * @param file the image
     * @return the header of the rotated image
     * @throws IOException if the file is not an image, too large, or truncated within the header; the message follows the file's name
     */
    public Header header(Path file) throws IOException {
        return with(file, source -> source.stored().header());
    }

    /**
     * Decodes an image in its own size.
     *
     * @param file the image
     * @return its planes
     * @throws IOException if the file is not an image, damaged or truncated; the message follows the file's name
     */
    public Planes decode(Path file) throws IOException {
        return decode(file, 0, 0, ImageFit.SQUASH);
    }

    /**
     * Decodes an image and resizes it.
     *
     * @param file the image
     * @param height rows wanted; 0 for the image's own
     * @param width columns wanted; 0 for the image's own
     * @param fit how to fit it to fit another aspect ratio
     * @return its planes
     * @throws IOException if the file is not an image, damaged or truncated; the message follows the file's name
     */
    public Planes decode(Path file, int height, int width, ImageFit fit) throws IOException {
        return decode(
                file, ResizeFilter.BILINEAR, header -> Fitting.of(fit, header.height(), header.width(), height, width));
    }

    /**
     * Decodes an image, resizes it by its shorter side and cuts out the center.
     *
     * @param file the image
     * @param crop the size and the center
     * @return its planes
     * @throws IOException if the file is not an image, damaged or truncated; the message follows the file's name
     */
    public Planes decode(Path file, ResizedCrop crop) throws IOException {
        return decode(
                file,
                ResizeFilter.of(crop.interpolation()),
                header -> Fitting.center(crop, header.height(), header.width()));
    }

    private Planes decode(Path file, ResizeFilter filter, Function<Header, Fitting> fit) throws IOException {
        return with(file, source -> {
            Fitting fitting = fit.apply(source.stored().header());
            Rendering rendering = new Rendering(source.stored(), fitting, filter, resizer);
            source.read(fitting.reduction(), rendering);
            return rendering.finish();
        });
    }

    /**
     * Reads a whole image and counts its used bits.
     *
     * @param file the image
     * @return the bits of the greatest value of its first channel; 8 if values have at most 8
     * @throws IOException if the file is not an image, damaged or truncated; the message follows the file's name
     */
    public int usedBits(Path file) throws IOException {
        return with(file, ImageSource::usedBits);
    }

    /** Reads a file; if memory runs out, it reads it again alone and in smaller strips. */
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

    private <T> T read(Path file, Reading<T> reading, DecodeMemory share, Header[] header) throws IOException {
        Optional<ImageFormat> format = Optional.empty();
        try (ImageInputStream in = ReaderFile.stream(file)) {
            byte[] head = head(in);
            if (head.length == 0) {
                throw new UnreadableImageException("is empty");
            }
            format = ImageFormat.of(head);
            if (format.isEmpty()) {
                throw new UnreadableImageException(
                        "is " + ForeignFormat.words(head) + ImageFormat.promised(file, null));
            }
            try (ImageSource source = sources.open(new ImageSources.OpenFile(file, in, format.get(), head), share)) {
                header[0] = source.stored().header();
                return reading.from(source);
            }
        } catch (UnreadableImageException | RefusedException | NoSuchFileException e) {
            throw e;
        } catch (IOException | RuntimeException e) { // decoders throw many kinds of exceptions on damaged files
            throwIfOutOfMemory(e);
            throw damaged(file, format, e);
        }
    }

    /** The JDK's PNG reader takes a lack of memory for damage. */
    private static void throwIfOutOfMemory(Exception e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof OutOfMemoryError error) {
                throw error;
            }
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
        String other = ImageFormat.promised(file, format.orElse(null));
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
