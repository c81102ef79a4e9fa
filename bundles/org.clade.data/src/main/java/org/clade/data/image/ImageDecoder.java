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
import java.util.function.Supplier;
import javax.imageio.stream.ImageInputStream;
import org.clade.api.data.ImageFit;
import org.clade.api.part.RefusedException;
import org.clade.data.natives.NativeImages;
import org.clade.data.resize.Fitting;
import org.clade.data.resize.Kernel;

/**
 * Turns encoded images into planes of bytes. What a file is, its first bytes say and not its name. Images are turned as their EXIF says,
 * and values are brought from the color profile of the file to sRGB; transparency is dropped, as the usual preparation with Pillow does.
 *
 * <p>An image is resized while it is read, some rows at a time, so that next to the decoder's own memory little is taken; the
 * memory of all decoders together is bounded, and an image beyond it is decoded in strips.
 */
public final class ImageDecoder {

    /** Changes whenever pixels may, so that what is kept from before is not taken. */
    private static final int VERSION = 2;

    private final PixelLimit limit;
    private final DecodeMemory memory;
    private final Rendering.RowResizer resizer;
    private final ImageSources sources;
    private final Supplier<Optional<NativeImages>> natives;

    /**
     * A decoder.
     *
     * @param limit how large an image may be
     */
    public ImageDecoder(PixelLimit limit) {
        this(limit, NativeImages::find, DecodeMemory.SHARED, Kernel::alongRows); // loaded with the first image
    }

    /**
     * A decoder with native decoders or without.
     *
     * @param limit how large an image may be
     * @param natives the native decoders
     */
    public ImageDecoder(PixelLimit limit, Optional<NativeImages> natives) {
        this(limit, () -> natives, DecodeMemory.SHARED, Kernel::alongRows);
    }

    /** A decoder with other memory, whose rows are resized by another. */
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

    /** {@return what pixels and refusals depend on, for whoever keeps them} */
    public String settings() {
        return "%s|%s|%s".formatted(VERSION, limit.megapixels(), natives.get().isPresent() ? "natives" : "java");
    }

    /** What is done with an open image. */
    @FunctionalInterface
    private interface Reading<T> {
        T from(ImageSource source) throws IOException;
    }

    /**
     * Reads an image's header.
     *
     * @param file the image
     * @return the header, of the image as it is turned
     * @throws IOException if the file is no image, too large, or cut short within the header; the message goes on from the
     *     file's name
     */
    public Header header(Path file) throws IOException {
        return with(file, source -> source.stored().header());
    }

    /**
     * Decodes an image in its own size.
     *
     * @param file the image
     * @return its planes
     * @throws IOException if the file is no image, damaged or cut short; the message goes on from the file's name
     */
    public Planes decode(Path file) throws IOException {
        return decode(file, 0, 0, ImageFit.SQUASH);
    }

    /**
     * Decodes an image and resizes it.
     *
     * @param file the image
     * @param height rows wanted; 0 for as many as there are
     * @param width columns wanted; 0 for as many as there are
     * @param fit what becomes of another aspect ratio
     * @return its planes
     * @throws IOException if the file is no image, damaged or cut short; the message goes on from the file's name
     */
    public Planes decode(Path file, int height, int width, ImageFit fit) throws IOException {
        return with(file, source -> {
            Header header = source.stored().header();
            Fitting fitting = Fitting.of(fit, header.height(), header.width(), height, width);
            Rendering rendering = new Rendering(source.stored(), fitting, resizer);
            source.read(fitting.reduction(), rendering);
            return rendering.finish();
        });
    }

    /**
     * Reads the whole of an image and says how many of its bits are used.
     *
     * @param file the image
     * @return the bits that the greatest value of its first channel takes; 8 where values have no more
     * @throws IOException if the file is no image, damaged or cut short; the message goes on from the file's name
     */
    public int usedBits(Path file) throws IOException {
        return with(file, ImageSource::usedBits);
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
        } catch (IOException | RuntimeException e) { // decoders let out exceptions of many kinds on damaged files
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
