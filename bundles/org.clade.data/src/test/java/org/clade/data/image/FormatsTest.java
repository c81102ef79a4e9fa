package org.clade.data.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import org.clade.api.data.ImageFit;
import org.clade.api.data.ImageShape;
import org.clade.api.part.RefusedException;
import org.clade.data.AreaScaler;
import org.clade.data.TestImages;
import org.clade.data.resize.Kernel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every supported format returns the stored pixels, of any depth and with any amount of memory. */
class FormatsTest {

    /** 3×2 pixels, red 10 x + 1, green 20 y + 2, blue 200 + x, written by Pillow. */
    private static final String LOSSLESS =
            "UklGRjgAAABXRUJQVlA4TCwAAAAvAkAAAC8gkE3xF0NCAoLq/1ZZIEDwP+bK/EdWkgaeBwIBylhxwCkR" + "/Y/lBQ==";

    /** Written by Pillow with method 0. */
    private static final String LOSSY =
            "UklGRjYAAABXRUJQVlA4ICoAAABQAQCdASoQABAABUB8JagABHQAAP7vDTYwP//xvH9yn+KetL8+GHsA" + "AAA=";

    /** Two pictures, written by Pillow. */
    private static final String ANIMATED =
            "UklGRngCAABXRUJQVlA4WAoAAAACAAAADwAADwAAQU5JTQYAAAAAAAAAAABBTk1GIgEAAAAAAAAAAA8A"
                    + "AA8AAAAAAAJWUDhMCgEAAC8PwAMAP6WgbRtmzcYfZ5HsISCQtIXuFwgk7S821vzf4SFcACABCiABgOBY"
                    + "GzzWHj+9bW/onfvXx10AxAAAyDa1bdu2jdm2bdu2vVo5NS9E9D8gEAJHYQnUdIws7Fy8pFLgUCiRq7QG"
                    + "aztHF3cvX9NpcBiMxFPZQnVdY0t7V2+ZDBxO5qvt4fru8eX96/dsFoGgCDSOSEPPxMrBzUcuh0RShVpn"
                    + "tLF3cvXw9jOfR6FoIp0r1tQ3tXZ091UooNF0sd4db+6fXj++/y4WMRiGxOBJtAzMbJw8/JRKWCxTavQm"
                    + "WwdnN08ff8tlHI4lM/mq2obmts6e/ioVcDyeLTf7q9uH57fPn/8BABQAQU5NRiIBAAAAAAAAAAAPAAAP"
                    + "AAAAAAAAVlA4TAoBAAAvD8ADAD+loG0bZs3GH2eR7CEgkLSF7hcIJO0vNtb83+EhXAAgAQogAYDgWBs8"
                    + "1h4/vW1v6J3718ddAMQAAMg2tVLbtm1jtm3btm2v5ql5IaL/kUy+XOwsjHTU+M1yNh4CAU+lXi93F0c7"
                    + "awMWBYcAhYKn029Xe0tjXXVBq5JLhMEymffr/eXx7vqQTcUjweHZ7MfNwcpET0PYruaTEYhc7vP2cHWy"
                    + "tzHi0AgoSGQ+/3V3tDbV1xR1aoVUFKpQ+L4/Xp/ub465dCIaGl0s/jycbMwMtMTdejEdgymVfh9PN2cH"
                    + "WxMeg4SBxZbLf09nW3NDbVVeo5SJw4FXKv/P59vzw+3VPpOMBQCgAA==";

    private final ImageDecoder decoder = TestImages.decoder();
    private final ImageDecoder java = new ImageDecoder(PixelLimit.usual(), Optional.empty());

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "a.jpg, jpeg",
        "a.JPG, jpeg",
        "a.jpe, jpeg",
        "a.jfif, jpeg",
        "a.JFIF, jpeg",
        "a.png, png",
        "a.Png, png",
        "a.gif, gif",
        "a.GIF, gif",
        "a.tif, tiff",
        "a.tiff, tiff",
        "a.TIFF, tiff",
        "a.bmp, bmp"
    })
    void theEndingsOfAFormatAreRead(String name, String format) throws IOException {
        Path file =
                Files.move(TestImages.even(folder.resolve("written." + format), 6, 9, 0xE08020), folder.resolve(name));
        assertTrue(ImageFormat.named(file).isPresent());
        Planes image = decoder.decode(file);
        assertEquals(List.of(3, 6, 9), List.of(image.channels(), image.height(), image.width()));
        assertEquals(0xE0, image.planes()[0] & 0xFF, 3);
        assertEquals(0x80, image.planes()[54] & 0xFF, 3);
        assertEquals(0x20, image.planes()[108] & 0xFF, 3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.ppm", "a.pnm", "a.PPM"})
    void colorNetpbmIsRead(String name) throws IOException {
        Path file = write(name, "P6\n# written by hand\n2 1\n255\n\001\002\003\004\005\006");
        assertArrayEquals(new byte[] {1, 4, 2, 5, 3, 6}, decoder.decode(file).planes());
    }

    @Test
    void grayNetpbmIsRead() throws IOException {
        Path gray = write("a.pgm", "P5 2 2 255\n\001\002\003\004");
        assertEquals(new Header(2, 2, true, 8), decoder.header(gray));
        assertArrayEquals(new byte[] {1, 2, 3, 4}, decoder.decode(gray).planes());
        Path bits = write("a.pbm", "P4 2 1\n\u0080");
        assertEquals(1, decoder.decode(bits).channels());
        assertArrayEquals(new byte[] {0, (byte) 255}, decoder.decode(bits).planes());
    }

    @Test
    void losslessWebPIsRead() throws IOException {
        Path file = Files.write(folder.resolve("a.webp"), Base64.getDecoder().decode(LOSSLESS));
        assertArrayEquals(
                new byte[] {
                    1,
                    11,
                    21,
                    1,
                    11,
                    21,
                    2,
                    2,
                    2,
                    22,
                    22,
                    22,
                    (byte) 200,
                    (byte) 201,
                    (byte) 202,
                    (byte) 200,
                    (byte) 201,
                    (byte) 202
                },
                decoder.decode(file).planes());
    }

    @Test
    void withoutNativesLossyAndAnimatedWebPAreRefused() throws IOException {
        Path lossy = Files.write(folder.resolve("a.webp"), Base64.getDecoder().decode(LOSSY));
        assertReason(java, lossy, "is a lossy WebP (only lossless WebP is read; convert it to PNG)");
        Path named = Files.copy(lossy, folder.resolve("a.jpg"));
        assertReason(java, named, "is a lossy WebP, not a JPEG (only lossless WebP is read; convert it to PNG)");
        Path animated =
                Files.write(folder.resolve("b.webp"), Base64.getDecoder().decode(ANIMATED));
        assertReason(java, animated, "is an animated WebP (only lossless WebP is read; convert it to PNG)");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8})
    void grayOfFewBitsHasOneChannel(int bits) throws IOException {
        int most = (1 << bits) - 1;
        int[] levels = {0, most, most / 2, 0, most, 1};
        Path file = png("a.png", 3, 2, bits, levels);
        assertEquals(true, decoder.header(file).gray());
        Planes image = decoder.decode(file);
        assertEquals(1, image.channels());
        for (int i = 0; i < levels.length; i++) {
            assertEquals(levels[i] * 255 / most, image.planes()[i] & 0xFF, "level " + levels[i]);
        }
    }

    @Test
    void ofSixteenBitsTheUpperEightAreKept() throws IOException {
        Path file = png("a.png", 3, 2, 16, 0, 255, 256, 32768, 65535, 4095);
        assertEquals(new Header(2, 3, true, 16), decoder.header(file));
        assertArrayEquals(
                new byte[] {0, 0, 1, (byte) 128, (byte) 255, 15},
                decoder.decode(file).planes());
        assertEquals(16, decoder.usedBits(file));
        assertEquals(12, decoder.usedBits(png("b.png", 2, 1, 16, 0, 4095)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "bmp", "gif", "tiff", "ppm"})
    void stripsHaveThePixelsOfTheWhole(String format) throws IOException {
        Path file = noise(format, 70, 50);
        ImageDecoder little =
                new ImageDecoder(PixelLimit.usual(), Optional::empty, new DecodeMemory(2048), Kernel::alongRows);
        for (int size : new int[] {0, 16, 33, 90}) {
            assertArrayEquals(
                    java.decode(file, size, size, ImageFit.SQUASH).planes(),
                    little.decode(file, size, size, ImageFit.SQUASH).planes(),
                    format + " to " + size);
        }
    }

    @Test
    void whatFailsForLackOfMemoryIsReadOnceMoreAlone() throws IOException {
        Path file = noise("png", 70, 50);
        int[] failures = {1};
        Rendering.RowResizer resizer = (kernel, planes, rows) -> {
            if (failures[0]-- > 0) {
                throw new OutOfMemoryError("as if");
            }
            return kernel.alongRows(planes, rows);
        };
        ImageDecoder limited =
                new ImageDecoder(PixelLimit.usual(), Optional::empty, new DecodeMemory(1 << 20), resizer);
        assertArrayEquals(
                decoder.decode(file, 16, 16, ImageFit.SQUASH).planes(),
                limited.decode(file, 16, 16, ImageFit.SQUASH).planes());
        failures[0] = 2;
        String refusal = assertThrows(RefusedException.class, () -> limited.decode(file, 16, 16, ImageFit.SQUASH))
                .getMessage();
        assertTrue(refusal.contains(file.toString()) && refusal.contains("50×70 pixels"), refusal);
        assertTrue(refusal.contains("CLADE_OPTS=-Xmx"), refusal);
    }

    @Test
    void aLackOfMemoryWithinADecoderIsNoDamage() throws IOException {
        Path file = noise("png", 70, 50);
        int[] failures = {1};
        ImageDecoder limited = new ImageDecoder(
                PixelLimit.usual(), Optional::empty, new DecodeMemory(1 << 20), (kernel, planes, rows) -> {
                    if (failures[0]-- > 0) {
                        throw new IllegalStateException("wrapped", new OutOfMemoryError("as if"));
                    }
                    return kernel.alongRows(planes, rows);
                });
        assertArrayEquals(
                decoder.decode(file, 16, 16, ImageFit.SQUASH).planes(),
                limited.decode(file, 16, 16, ImageFit.SQUASH).planes());
    }

    @Test
    void resizingWhileReadingIsResizingAfterwards() throws IOException {
        Path file = noise("png", 70, 50);
        Planes whole = decoder.decode(file);
        assertArrayEquals(
                new AreaScaler().scale(whole.planes(), new ImageShape(3, 70, 50), 12, 17),
                decoder.decode(file, 12, 17, ImageFit.SQUASH).planes());
    }

    @Test
    void aFileThatClaimsAHugeImageIsRefusedWithItsSize() throws IOException {
        Path file = png("a.png", 30_000, 1, 1, new int[30_000]);
        byte[] bytes = Files.readAllBytes(file);
        ByteBuffer.wrap(bytes).putInt(20, 30_000);
        CRC32 crc = new CRC32();
        crc.update(bytes, 12, 17);
        ByteBuffer.wrap(bytes).putInt(29, (int) crc.getValue());
        Files.write(file, bytes);
        String reason =
                assertThrows(IOException.class, () -> decoder.header(file)).getMessage();
        assertTrue(reason.contains("30,000×30,000 pixels") && reason.contains("200 megapixels"), reason);
        assertTrue(reason.contains("clade.images.megapixels=900"), reason);
        ImageDecoder more = new ImageDecoder(new PixelLimit(() -> Optional.of("900")));
        assertEquals(30_000, more.header(file).height());
        ImageDecoder wrong = new ImageDecoder(new PixelLimit(() -> Optional.of("many")));
        String refusal =
                assertThrows(RuntimeException.class, () -> wrong.header(file)).getMessage();
        assertTrue(refusal.contains("“many”"), refusal);
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "bmp", "gif", "tiff", "ppm"})
    void whatIsCutShortIsCalledSo(String format) throws IOException {
        Path file = noise(format, 70, 50);
        byte[] whole = Files.readAllBytes(file);
        for (double share : new double[] {0.98, 0.6, 0.3}) {
            Files.write(file, Arrays.copyOf(whole, (int) (whole.length * share)));
            String reason =
                    assertThrows(IOException.class, () -> decoder.decode(file)).getMessage();
            assertTrue(reason.equals("is cut short") || reason.equals("is damaged"), format + ": " + reason);
        }
    }

    @Test
    void cutWebPIsNotRead() throws IOException {
        byte[] whole = Base64.getDecoder().decode(LOSSLESS);
        Path file = Files.write(folder.resolve("a.webp"), Arrays.copyOf(whole, whole.length - 8));
        assertReason(decoder, file, "is cut short");
        assertReason(java, file, "is cut short");
    }

    private static void assertReason(ImageDecoder by, Path file, String reason) {
        assertEquals(
                reason, assertThrows(IOException.class, () -> by.decode(file)).getMessage());
    }

    private Path write(String name, String latin) throws IOException {
        return Files.write(folder.resolve(name), latin.getBytes(StandardCharsets.ISO_8859_1));
    }

    private Path noise(String format, int height, int width) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(3);
        ByteArrayOutputStream ppm = new ByteArrayOutputStream();
        ppm.write(("P6 " + width + " " + height + " 255\n").getBytes(StandardCharsets.ISO_8859_1));
        for (int i = 0; i < height * width; i++) {
            int rgb = random.nextInt(1 << 24);
            image.setRGB(i % width, i / width, rgb);
            ppm.write(rgb >> 16);
            ppm.write(rgb >> 8);
            ppm.write(rgb);
        }
        Path file = folder.resolve("noise." + format);
        return format.equals("ppm") ? Files.write(file, ppm.toByteArray()) : TestImages.write(file, image);
    }

    /** A gray PNG of any depth, which the JDK writes for some depths only. */
    private Path png(String name, int width, int height, int bits, int... levels) throws IOException {
        ByteArrayOutputStream rows = new ByteArrayOutputStream();
        for (int y = 0; y < height; y++) {
            rows.write(0);
            BigInteger row = BigInteger.ONE; // keeps leading zeros
            for (int x = 0; x < width; x++) {
                row = row.shiftLeft(bits).or(BigInteger.valueOf(levels[y * width + x]));
            }
            int unused = (8 - width * bits % 8) % 8;
            byte[] packed = row.shiftLeft(unused).toByteArray();
            int length = (width * bits + 7) / 8;
            rows.write(packed, packed.length - length, length);
        }
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
        byte[] header = ByteBuffer.allocate(13)
                .putInt(width)
                .putInt(height)
                .put((byte) bits)
                .array();
        chunk(file, "IHDR", header);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(packed)) {
            deflater.write(rows.toByteArray());
        }
        chunk(file, "IDAT", packed.toByteArray());
        chunk(file, "IEND", new byte[0]);
        return Files.write(folder.resolve(name), file.toByteArray());
    }

    private static void chunk(ByteArrayOutputStream file, String name, byte[] content) throws IOException {
        byte[] type = name.getBytes(StandardCharsets.ISO_8859_1);
        CRC32 crc = new CRC32();
        crc.update(type);
        crc.update(content);
        file.write(ByteBuffer.allocate(4).putInt(content.length).array());
        file.write(type);
        file.write(content);
        file.write(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }
}
