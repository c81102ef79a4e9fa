package org.clade.data.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.InflaterInputStream;
import org.clade.api.data.ImageFit;
import org.clade.data.natives.NativeImages;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Images equal Pillow's results: rotated by EXIF, converted to sRGB, gray or color, resized with antialiasing, cropped
 * or padded. {@code make.py} next to the files made them and the expected pixels.
 */
class PillowTest {

    private static final String FOLDER = "/org/clade/data/pillow/";

    /**
     * Pillow's result for a file.
     *
     * @param name the file
     * @param fit the fit
     * @param height rows
     * @param width columns
     * @param channels channels
     * @param planes the pixels
     */
    record Expected(String name, ImageFit fit, int height, int width, int channels, byte[] planes) {

        boolean lossless() {
            return !name.endsWith(".jpg") && !name.startsWith("lossy") && !name.equals("animated.webp");
        }

        @Override
        public String toString() {
            return "%s %s %s×%s".formatted(name, fit, height, width);
        }
    }

    static List<Expected> expected() throws IOException {
        InputStream golden = PillowTest.class.getResourceAsStream(FOLDER + "golden.csv");
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(golden, StandardCharsets.US_ASCII))) {
            return lines.lines().map(PillowTest::row).toList();
        }
    }

    private static Expected row(String line) {
        String[] fields = line.split(",");
        byte[] packed = Base64.getDecoder().decode(fields[5]);
        try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(packed))) {
            return new Expected(
                    fields[0],
                    ImageFit.valueOf(fields[1].toUpperCase(Locale.ROOT)),
                    Integer.parseInt(fields[2]),
                    Integer.parseInt(fields[3]),
                    Integer.parseInt(fields[4]),
                    in.readAllBytes());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("expected")
    void nativesGiveThePixelsOfPillow(Expected image) throws Exception {
        assumeTrue(NativeImages.find().isPresent());
        compare(image, new ImageDecoder(PixelLimit.usual()));
    }

    @ParameterizedTest
    @MethodSource("expected")
    void javaGivesThePixelsOfPillow(Expected image) throws Exception {
        assumeTrue(!image.name().endsWith(".webp")
                || image.lossless() && !image.name().startsWith("part"));
        compare(image, new ImageDecoder(PixelLimit.usual(), Optional.empty()));
    }

    private static void compare(Expected image, ImageDecoder decoder) throws IOException, URISyntaxException {
        Path file = Path.of(PillowTest.class.getResource(FOLDER + image.name()).toURI());
        Header header = decoder.header(file);
        assertEquals(image.channels() == 1, header.gray());
        Planes planes = decoder.decode(file, image.height(), image.width(), image.fit());
        assertEquals(
                List.of(image.channels(), image.height(), image.width()),
                List.of(planes.channels(), planes.height(), planes.width()));
        int most = 0;
        int beyond = 0;
        for (int i = 0; i < planes.planes().length; i++) {
            int difference = Math.abs((planes.planes()[i] & 0xFF) - (image.planes()[i] & 0xFF));
            most = Math.max(most, difference);
            beyond += difference > 2 ? 1 : 0;
        }
        double share = (double) beyond / planes.planes().length;
        assertTrue(
                share <= 0.01, "%s: %s of the values differ by more than 2, %s at most".formatted(image, share, most));
    }
}
