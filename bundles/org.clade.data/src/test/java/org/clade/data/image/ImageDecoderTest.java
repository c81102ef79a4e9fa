package org.clade.data.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Point;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.clade.data.TestImages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageDecoderTest {

    private static final int ORANGE = 0xE08020;

    private final ImageDecoder decoder = TestImages.decoder();

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"a.png", "a.bmp", "a.jpg", "a.JPEG"})
    void givesPlanesOfRedGreenAndBlue(String name) throws IOException {
        Path file = TestImages.even(folder.resolve(name), 6, 9, ORANGE);
        assertEquals(new Header(6, 9, false, 8), decoder.header(file));
        Planes image = decoder.decode(file);
        assertEquals(3, image.channels());
        assertEquals(6, image.height());
        assertEquals(9, image.width());
        for (int i = 0; i < 54; i++) {
            assertEquals(0xE0, image.planes()[i] & 0xFF, 3, "red");
            assertEquals(0x80, image.planes()[54 + i] & 0xFF, 3, "green");
            assertEquals(0x20, image.planes()[108 + i] & 0xFF, 3, "blue");
        }
    }

    @Test
    void rowsAndColumnsKeepTheirPlace() throws IOException {
        BufferedImage image = new BufferedImage(5, 3, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 15; i++) {
            image.setRGB(i % 5, i / 5, i << 16 | 100 + i);
        }
        byte[] planes =
                decoder.decode(TestImages.write(folder.resolve("a.png"), image)).planes();
        for (int i = 0; i < 15; i++) {
            assertEquals(i, planes[i]);
            assertEquals(100 + i, planes[30 + i]);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gray.png", "gray.jpg"})
    void grayLevelsStayAsTheyAreStored(String name) throws IOException {
        for (int level : new int[] {0, 60, 128, 255}) {
            Path file = TestImages.gray(folder.resolve(name), 8, 8, level);
            assertEquals(new Header(8, 8, true, 8), decoder.header(file));
            Planes image = decoder.decode(file);
            assertEquals(1, image.channels());
            assertEquals(level, image.planes()[17] & 0xFF, 1);
        }
    }

    @Test
    void whatAFileIsItsFirstBytesSay() throws IOException {
        Path png = TestImages.even(folder.resolve("a.png"), 4, 4, ORANGE);
        Path named = Files.move(png, folder.resolve("a.jpg"));
        assertEquals(0xE0, decoder.decode(named).planes()[0] & 0xFF);
    }

    @Test
    void paletteImagesHaveColors() throws IOException {
        byte[] levels = {0, 50, (byte) 200, (byte) 255};
        IndexColorModel palette = new IndexColorModel(2, 4, levels, new byte[4], new byte[4]);
        BufferedImage image = new BufferedImage(4, 4, BufferedImage.TYPE_BYTE_INDEXED, palette);
        image.getRaster().setSample(1, 0, 0, 2);
        Path file = TestImages.write(folder.resolve("a.png"), image);
        assertEquals(new Header(4, 4, false, 8), decoder.header(file));
        assertEquals(200, decoder.decode(file).planes()[1] & 0xFF);
        assertEquals(3, decoder.decode(file).channels());
    }

    @Test
    void transparencyIsDropped() throws IOException {
        BufferedImage image = new BufferedImage(4, 4, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(2, 1, 0x01E08020);
        byte[] planes =
                decoder.decode(TestImages.write(folder.resolve("a.png"), image)).planes();
        assertEquals(48, planes.length);
        assertEquals(0xE0, planes[6] & 0xFF);
        assertEquals(0x80, planes[16 + 6] & 0xFF);
    }

    @Test
    void sixteenBitsAreShortened() throws IOException {
        BufferedImage image = new BufferedImage(4, 4, BufferedImage.TYPE_USHORT_GRAY);
        image.getRaster().setSample(3, 0, 0, 0xAB12);
        Planes planes = decoder.decode(TestImages.write(folder.resolve("a.png"), image));
        assertEquals(1, planes.channels());
        assertEquals(0xAB, planes.planes()[3] & 0xFF);
    }

    @Test
    void cmykJpegIsReadAsColor() throws IOException {
        // Full cyan only, stored inverted as by Adobe; the JDK alone refuses to read it.
        Path file = folder.resolve("cmyk.jpg");
        writeCmyk(file, 0, 255, 255, 255);
        assertEquals(new Header(8, 8, false, 8), decoder.header(file));
        Planes image = decoder.decode(file);
        assertEquals(3, image.channels());
        int red = image.planes()[20] & 0xFF;
        int green = image.planes()[64 + 20] & 0xFF;
        int blue = image.planes()[128 + 20] & 0xFF;
        assertTrue(red < 60 && green > 120 && blue > 180, red + " " + green + " " + blue);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.jpg", "a.png", "a.bmp"})
    void filesThatAreCutShortAreNotRead(String name) throws IOException {
        Path file = noise(name);
        byte[] whole = Files.readAllBytes(file);
        assertEquals(3 * 40 * 40, decoder.decode(file).planes().length);
        for (double share : new double[] {0.99, 0.9, 0.5, 0.1, 0.01, 0}) {
            Files.write(file, Arrays.copyOf(whole, (int) (whole.length * share)));
            assertThrows(IOException.class, () -> decoder.decode(file), name + " cut to " + share);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.jpg", "a.png", "a.bmp"})
    void damageIsAnIOExceptionAndNothingElse(String name) throws IOException {
        Path file = noise(name);
        byte[] whole = Files.readAllBytes(file);
        Random random = new Random(1);
        for (int trial = 0; trial < 200; trial++) {
            byte[] damaged = whole.clone();
            for (int i = 0; i < 4; i++) {
                // Not the sizes in the header: a huge image is not damaged.
                damaged[200 + random.nextInt(whole.length - 200)] = (byte) random.nextInt();
            }
            Files.write(file, damaged);
            try {
                assertEquals(3 * 40 * 40, decoder.decode(file).planes().length);
            } catch (IOException e) {
                assertTrue(e.getMessage() == null || !e.getMessage().isEmpty());
            }
        }
    }

    @Test
    void textIsNoImage() throws IOException {
        Path file = Files.writeString(folder.resolve("a.jpg"), "not an image at all");
        IOException refusal = assertThrows(IOException.class, () -> decoder.header(file));
        assertTrue(refusal.getMessage().contains("is a text file, not a JPEG"), refusal.getMessage());
    }

    private Path noise(String name) throws IOException {
        BufferedImage image = new BufferedImage(40, 40, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(7);
        for (int i = 0; i < 1600; i++) {
            image.setRGB(i % 40, i / 40, random.nextInt(0x1000000));
        }
        return TestImages.write(folder.resolve(name), image);
    }

    /** The JDK's writer writes four bands unchanged; the Adobe marker for CMYK is inserted after the first two bytes. */
    private static void writeCmyk(Path file, int... bands) throws IOException {
        WritableRaster raster = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 8, 8, 4, new Point());
        for (int i = 0; i < 64; i++) {
            raster.setPixel(i % 8, i / 8, bands);
        }
        Path plain = file.resolveSibling("plain.jpg");
        ImageWriter writer = null;
        for (var writers = ImageIO.getImageWritersByFormatName("jpeg"); writers.hasNext(); ) {
            ImageWriter next = writers.next();
            writer = next.getClass().getName().startsWith("com.sun.") ? next : writer;
        }
        try (ImageOutputStream out = ImageIO.createImageOutputStream(plain.toFile())) {
            writer.setOutput(out);
            writer.write(new IIOImage(raster, null, null));
        } finally {
            writer.dispose();
        }
        byte[] jpeg = Files.readAllBytes(plain);
        ByteBuffer adobe = ByteBuffer.allocate(16);
        adobe.putShort((short) 0xFFEE).putShort((short) 14).put("Adobe".getBytes(StandardCharsets.US_ASCII));
        adobe.putShort((short) 100).putShort((short) 0).putShort((short) 0).put((byte) 0);
        ByteBuffer whole = ByteBuffer.allocate(jpeg.length + 16);
        whole.put(jpeg, 0, 2).put(adobe.array()).put(jpeg, 2, jpeg.length - 2);
        Files.write(file, whole.array());
        Files.delete(plain);
    }
}
