package org.clade.tests.product;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Point;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/**
 * A folder of about 500 files as they come: images of many kinds, damaged ones, files that only look like images, odd names, links,
 * and what systems leave behind. Everything is made here and harmless.
 */
final class HostileFolder {

    /** What shall become of a file. */
    enum Fate {
        CLUSTERED,
        SKIPPED,
        UNSEEN
    }

    private static final List<String> FORMATS = List.of("png", "jpg", "bmp", "gif");
    private static final List<String> NAMES = List.of(
            "line\nfeed",
            "carriage\rreturn",
            "tab\tand space ",
            " leading",
            "comma, and; semicolon",
            "quote\" and 'quote'",
            "back\\slash",
            "жук",
            "写真",
            "صورة",
            "e\u0301 and é",
            "\uD83D\uDC08",
            "right\u202Eleft",
            "$(touch gone)",
            "`touch gone`",
            "--k",
            "-rf",
            "%s%n%d",
            "#hash?query=1&x=2",
            "<b>bold</b>",
            "{{mustache}}",
            "=1+1",
            "~",
            "*",
            "CON",
            "two..dots",
            "a".repeat(200));

    private final Path folder;
    private final Random random = new Random(18);
    private final Map<String, SortedMap<String, Fate>> kinds = new LinkedHashMap<>();

    HostileFolder(Path folder) {
        this.folder = folder;
    }

    /** {@return the fate of each file that shall have one, by its path below the folder} */
    SortedMap<String, Fate> fates() {
        SortedMap<String, Fate> all = new TreeMap<>();
        kinds.values().forEach(all::putAll);
        return all;
    }

    /** {@return the paths of each kind of file} */
    Map<String, SortedSet<String>> kinds() {
        Map<String, SortedSet<String>> paths = new LinkedHashMap<>();
        kinds.forEach((kind, files) -> paths.put(kind, new TreeSet<>(files.keySet())));
        return paths;
    }

    /** Makes all files. */
    HostileFolder write() throws IOException, InterruptedException {
        photographs();
        kindsOfImages();
        names();
        sizes();
        wrongEndings();
        damaged();
        foreign();
        links();
        leftBehind();
        return this;
    }

    private void photographs() throws IOException {
        for (int i = 0; i < 150; i++) {
            String format = FORMATS.get(i % FORMATS.size());
            String below = List.of("", "2024/", "2024/день 1/", "a, b/").get(i / FORMATS.size() % 4);
            put("photographs", below + "photo " + i + "." + format, encoded(picture(i % 3, 48, 40), format));
        }
    }

    private void kindsOfImages() throws IOException {
        for (int i = 0; i < 6; i++) {
            put("gray PNG", "gray " + i + ".png", encoded(as(BufferedImage.TYPE_BYTE_GRAY, i), "png"));
            put(
                    "gray PNG of 16 bits",
                    "deep gray " + i + ".png",
                    encoded(as(BufferedImage.TYPE_USHORT_GRAY, i), "png"));
            put("color PNG of 16 bits", "deep color " + i + ".png", encoded(deep(i), "png"));
            put("palette PNG", "palette " + i + ".png", encoded(as(BufferedImage.TYPE_BYTE_INDEXED, i), "png"));
            put("PNG of 1 bit", "bit " + i + ".png", encoded(as(BufferedImage.TYPE_BYTE_BINARY, i), "png"));
            put("PNG with alpha", "alpha " + i + ".png", encoded(as(BufferedImage.TYPE_INT_ARGB, i), "png"));
            put("gray JPEG", "gray " + i + ".jpg", encoded(as(BufferedImage.TYPE_BYTE_GRAY, i), "jpg"));
            put("CMYK JPEG", "cmyk " + i + ".jpg", cmyk(i));
            put("progressive JPEG", "progressive " + i + ".jpg", progressive(i));
            put("JPEG turned by EXIF", "turned " + i + ".jpg", turned(encoded(picture(i % 3, 48, 40), "jpg"), 3 + i));
            put("animated GIF", "moving " + i + ".gif", pages("gif", i));
            put("TIFF", "scan " + i + ".tif", encoded(picture(i % 3, 48, 40), "tif"));
            put("TIFF of two pages", "pages " + i + ".tiff", pages("tif", i));
            put("PPM", "map " + i + ".ppm", pixmap(picture(i % 3, 48, 40)));
            put("PGM as text", "map " + i + ".pgm", textmap(picture(i % 3, 48, 40)));
        }
    }

    private void names() throws IOException {
        for (String name : NAMES) {
            put("odd names", "names/" + name + ".png", encoded(picture(1, 48, 40), "png"));
            put("odd names of folders", "names/" + name.strip() + "/x.jpg", encoded(picture(2, 48, 40), "jpg"));
        }
    }

    private void sizes() throws IOException {
        int[][] sizes = {{1, 1}, {1, 700}, {700, 1}, {3, 2000}, {2000, 3}, {2, 2}, {640, 9}, {1, 2}};
        for (int[] size : sizes) {
            for (String format : FORMATS) {
                String name = size[0] + "x" + size[1] + "." + format;
                put("odd sizes", "sizes/" + name, encoded(picture(0, size[0], size[1]), format));
            }
        }
    }

    private void wrongEndings() throws IOException {
        List<String> endings = List.of("jpg", "png", "gif", "bmp", "JPEG", "PNG", "jfif", "webp", "tiff", "pnm");
        for (String format : FORMATS) {
            for (String ending : endings) {
                put("wrong endings", "endings/" + format + " as it is." + ending, encoded(picture(1, 48, 40), format));
            }
        }
    }

    private void damaged() throws IOException {
        for (String format : List.of("png", "jpg", "bmp", "gif", "tif")) {
            byte[] whole = encoded(picture(2, 64, 64), format);
            put("empty files", "empty/nothing." + format, new byte[0], Fate.SKIPPED);
            for (int percent : new int[] {1, 5, 10, 25, 50, 75, 90}) {
                put(
                        "cut short",
                        "cut/" + percent + "%." + format,
                        Arrays.copyOf(whole, Math.max(1, whole.length * percent / 100)),
                        Fate.SKIPPED);
            }
        }
        byte[] png = encoded(picture(2, 64, 64), "png");
        byte[] jpeg = encoded(picture(2, 64, 64), "jpg");
        for (int i = 0; i < 10; i++) {
            byte[] flipped = png.clone();
            flipped[60 + random.nextInt(png.length - 100)] ^= (byte) (1 << random.nextInt(8));
            put("PNG with a changed bit", "bits/" + i + ".png", flipped, Fate.SKIPPED);
            put("JPEG header and no image", "bits/" + i + ".jpg", Arrays.copyOf(jpeg, 200 + i), Fate.SKIPPED);
        }
        for (int side : new int[] {20_000, 65_500, 1 << 30, Integer.MAX_VALUE}) {
            put("PNG that claims to be huge", "claims/" + side + ".png", claiming(png, side), Fate.SKIPPED);
        }
    }

    private void foreign() throws IOException {
        byte[] noise = new byte[3000];
        random.nextBytes(noise);
        byte[] zeros = new byte[3000];
        for (String ending : List.of("jpg", "png", "gif", "bmp", "tif", "webp")) {
            put("noise", "foreign/noise." + ending, noise, Fate.SKIPPED);
            put("zeros", "foreign/zeros." + ending, zeros, Fate.SKIPPED);
            put("text", "foreign/text." + ending, text("Meet me at noon.\n"), Fate.SKIPPED);
            put(
                    "web pages",
                    "foreign/page." + ending,
                    text("<!DOCTYPE html><html><body>404</body></html>"),
                    Fate.SKIPPED);
            put("zip archives", "foreign/archive." + ending, archive(), Fate.SKIPPED);
            put("drawings and documents", "foreign/drawing." + ending, text("<svg xmlns='x'></svg>"), Fate.SKIPPED);
            put("drawings and documents", "foreign/document." + ending, text("%PDF-1.4\n"), Fate.SKIPPED);
        }
        for (String name : List.of("notes.txt", "film.mp4", "song.mp3", "no ending", "picture.heic", "list.csv")) {
            put("other files", "other/" + name, text("other"), Fate.UNSEEN);
        }
    }

    private void links() throws IOException, InterruptedException {
        Path outside = Files.createDirectories(folder.resolveSibling("outside"));
        Files.write(outside.resolve("far.png"), encoded(picture(0, 48, 40), "png"));
        Files.createDirectories(folder.resolve("links"));
        link("links to images", "links/near.jpg", Path.of("../photo 1.jpg"), Fate.CLUSTERED);
        link("links to images", "links/far.png", outside.resolve("far.png"), Fate.CLUSTERED);
        link("broken links", "links/broken.png", Path.of("nowhere.png"), Fate.UNSEEN);
        link("links in a circle", "links/self.png", Path.of("self.png"), Fate.UNSEEN);
        link("links in a circle", "links/a.png", Path.of("b.png"), Fate.UNSEEN);
        link("links in a circle", "links/b.png", Path.of("a.png"), Fate.UNSEEN);
        link("links in a circle", "links/loop", Path.of("."), Fate.UNSEEN);
        link("links in a circle", "links/up", Path.of(".."), Fate.UNSEEN);
        link("links in a circle", "links/top", folder, Fate.UNSEEN);
        Files.createDirectories(folder.resolve("folder.png"));
        note("folders named as images", "folder.png", Fate.UNSEEN);
        if (new ProcessBuilder("mkfifo", folder.resolve("pipe.jpg").toString())
                        .start()
                        .waitFor()
                == 0) {
            note("pipes", "pipe.jpg", Fate.UNSEEN);
        }
    }

    private void link(String kind, String name, Path target, Fate fate) throws IOException {
        Files.createSymbolicLink(folder.resolve(name), target);
        note(kind, name, fate);
    }

    private void leftBehind() throws IOException {
        byte[] image = encoded(picture(0, 48, 40), "png");
        for (String name : List.of(
                ".hidden.png",
                ".DS_Store",
                "Thumbs.db",
                "desktop.ini",
                "._photo 1.jpg",
                ".thumbnails/a.png",
                "__MACOSX/._photo.jpg",
                "__MACOSX/photo.jpg",
                "@eaDir/photo.jpg",
                "$RECYCLE.BIN/photo.png",
                "2024/.picasa.ini",
                "2024/Thumbs.db")) {
            put("hidden files, and those of systems", name, image, Fate.UNSEEN);
        }
    }

    private void put(String kind, String name, byte[] content) throws IOException {
        put(kind, name, content, Fate.CLUSTERED);
    }

    private void put(String kind, String name, byte[] content, Fate fate) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
        note(kind, name, fate);
    }

    private void note(String kind, String name, Fate fate) {
        kinds.computeIfAbsent(kind, key -> new TreeMap<>()).put(name, fate);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] archive() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("a.txt"));
            zip.write(text("a"));
        }
        return out.toByteArray();
    }

    /** {@return a picture of one of three kinds} */
    private BufferedImage picture(int kind, int width, int height) {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = picture.createGraphics();
        graphics.setColor(List.of(Color.RED, Color.GREEN, Color.BLUE).get(kind).darker());
        graphics.fillRect(0, 0, width, height);
        for (int shape = 0; shape < 6; shape++) {
            graphics.setColor(new Color(random.nextInt(1 << 24)));
            int x = random.nextInt(width);
            int y = random.nextInt(height);
            if (kind == 0) {
                graphics.fillOval(x, y, 9, 9);
            } else if (kind == 1) {
                graphics.fillRect(x, y, 9, 9);
            } else {
                graphics.drawLine(x, y, width - x, y + 9);
            }
        }
        graphics.dispose();
        return picture;
    }

    private BufferedImage as(int type, int i) {
        BufferedImage picture = picture(i % 3, 48, 40);
        BufferedImage other = new BufferedImage(48, 40, type);
        other.createGraphics().drawImage(picture, 0, 0, null);
        return other;
    }

    private BufferedImage deep(int i) {
        BufferedImage picture = picture(i % 3, 48, 40);
        ComponentColorModel colors = new ComponentColorModel(
                ColorSpace.getInstance(ColorSpace.CS_sRGB),
                false,
                false,
                ComponentColorModel.OPAQUE,
                DataBuffer.TYPE_USHORT);
        WritableRaster raster = colors.createCompatibleWritableRaster(48, 40);
        each(picture, (x, y) -> {
            int rgb = picture.getRGB(x, y);
            raster.setPixel(x, y, new int[] {257 * (rgb >> 16 & 255), 257 * (rgb >> 8 & 255), 257 * (rgb & 255)});
            return null;
        });
        return new BufferedImage(colors, raster, false, null);
    }

    private static void each(BufferedImage picture, BiFunction<Integer, Integer, Void> pixel) {
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                pixel.apply(x, y);
            }
        }
    }

    private static byte[] encoded(BufferedImage picture, String format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (!ImageIO.write(picture, format, out)) {
            throw new IOException("no writer for " + format);
        }
        return out.toByteArray();
    }

    private byte[] cmyk(int i) {
        BufferedImage picture = picture(i % 3, 48, 40);
        WritableRaster raster = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 48, 40, 4, new Point(0, 0));
        each(picture, (x, y) -> {
            int rgb = picture.getRGB(x, y);
            raster.setPixel(x, y, new int[] {255 - (rgb >> 16 & 255), 255 - (rgb >> 8 & 255), 255 - (rgb & 255), 0});
            return null;
        });
        return written("jpg", writer -> {
            writer.write(null, new IIOImage(raster, null, null), null);
        });
    }

    private byte[] progressive(int i) {
        BufferedImage picture = picture(i % 3, 48, 40);
        return written("jpg", writer -> {
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            writer.write(null, new IIOImage(picture, null, null), param);
        });
    }

    private byte[] pages(String format, int i) {
        BufferedImage first = as(BufferedImage.TYPE_BYTE_INDEXED, i);
        BufferedImage second = as(BufferedImage.TYPE_BYTE_INDEXED, i + 1);
        return written(format, writer -> {
            writer.prepareWriteSequence(null);
            for (BufferedImage page : List.of(first, second)) {
                writer.writeToSequence(new IIOImage(page, null, null), writer.getDefaultWriteParam());
            }
            writer.endWriteSequence();
        });
    }

    /** Writes with a writer of the JDK. */
    @FunctionalInterface
    private interface Writing {
        void with(ImageWriter writer) throws IOException;
    }

    private static byte[] written(String format, Writing writing) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(stream);
            writing.with(writer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }

    /** {@return a JPEG with an orientation in its EXIF} */
    private static byte[] turned(byte[] jpeg, int orientation) {
        ByteBuffer exif = ByteBuffer.allocate(36);
        exif.putShort((short) 0xFFE1).putShort((short) 34).put(text("Exif")).putShort((short) 0);
        exif.put(text("MM")).putShort((short) 42).putInt(8).putShort((short) 1);
        exif.putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0);
        exif.putInt(0);
        ByteBuffer out = ByteBuffer.allocate(jpeg.length + exif.position());
        out.put(jpeg, 0, 2).put(exif.flip()).put(jpeg, 2, jpeg.length - 2);
        return out.array();
    }

    private static byte[] pixmap(BufferedImage picture) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(text("P6\n# made by a test\n%s %s\n255\n".formatted(picture.getWidth(), picture.getHeight())));
        each(picture, (x, y) -> {
            int rgb = picture.getRGB(x, y);
            out.write(rgb >> 16);
            out.write(rgb >> 8);
            out.write(rgb);
            return null;
        });
        return out.toByteArray();
    }

    private static byte[] textmap(BufferedImage picture) {
        StringBuilder text = new StringBuilder("P2\n%s %s\n255\n".formatted(picture.getWidth(), picture.getHeight()));
        each(picture, (x, y) -> {
            text.append(picture.getRGB(x, y) >> 8 & 255).append('\n');
            return null;
        });
        return text(text.toString());
    }

    /** {@return a PNG whose header, with a right checksum, claims another size} */
    private static byte[] claiming(byte[] png, int side) {
        ByteBuffer bytes = ByteBuffer.wrap(png.clone());
        bytes.putInt(16, side).putInt(20, side);
        CRC32 checksum = new CRC32();
        checksum.update(bytes.array(), 12, 17);
        bytes.putInt(29, (int) checksum.getValue());
        return bytes.array();
    }
}
