package org.clade.data.image;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The supported image formats and their file name endings. The first bytes of a file decide its format. */
public enum ImageFormat {
    /** JPEG, by libjpeg-turbo, the JDK or TwelveMonkeys. */
    JPEG("a JPEG", ".jpg", ".jpeg", ".jpe", ".jfif"),
    /** PNG, by the JDK. */
    PNG("a PNG", ".png"),
    /** BMP, by the JDK. */
    BMP("a BMP", ".bmp"),
    /** GIF, by the JDK; its first picture. */
    GIF("a GIF", ".gif"),
    /** TIFF, by the JDK or TwelveMonkeys; its first page. */
    TIFF("a TIFF", ".tif", ".tiff"),
    /** WebP, by libwebp; of animations the first picture. Without it only lossless WebP, by TwelveMonkeys. */
    WEBP("a WebP", ".webp"),
    /** PBM, PGM, PPM and PNM, by TwelveMonkeys. */
    PNM("a PNM", ".pnm", ".ppm", ".pgm", ".pbm");

    /** How many bytes at the start of a file identify its format. */
    static final int HEAD = 512;

    private final String words;
    private final List<String> endings;

    ImageFormat(String words, String... endings) {
        this.words = words;
        this.endings = List.of(endings);
    }

    /** {@return the format in words, with its article} */
    String words() {
        return words;
    }

    /** {@return the endings of image files, in lower case} */
    public static List<String> allEndings() {
        return Stream.of(values()).flatMap(format -> format.endings.stream()).toList();
    }

    /** {@return the format by a file's name} */
    public static Optional<ImageFormat> named(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return Stream.of(values())
                .filter(format -> format.endings.stream().anyMatch(name::endsWith))
                .findFirst();
    }

    /** {@return the format by a file's name in words, if it differs} */
    static String promised(Path file, ImageFormat found) {
        return named(file)
                .filter(format -> format != found)
                .map(format -> ", not " + format.words())
                .orElse("");
    }

    /** {@return the format by a file's first bytes} */
    static Optional<ImageFormat> of(byte[] head) {
        String start = text(head);
        if (start.startsWith("\u00FF\u00D8\u00FF")) {
            return Optional.of(JPEG);
        }
        if (start.startsWith("\u0089PNG\r\n\u001A\n")) {
            return Optional.of(PNG);
        }
        if (start.startsWith("GIF87a") || start.startsWith("GIF89a")) {
            return Optional.of(GIF);
        }
        if (start.startsWith("BM")) {
            return Optional.of(BMP);
        }
        if (start.startsWith("II*\0") || start.startsWith("MM\0*")) {
            return Optional.of(TIFF);
        }
        if (start.startsWith("RIFF") && start.startsWith("WEBP", 8)) {
            return Optional.of(WEBP);
        }
        boolean netpbm = head.length > 2 && start.matches("(?s)P[1-7]\\s.*");
        return netpbm ? Optional.of(PNM) : Optional.empty();
    }

    /** {@return the first bytes as characters, one each} */
    static String text(byte[] head) {
        return new String(head, StandardCharsets.ISO_8859_1);
    }
}
