package org.clade.data;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.clade.data.image.ImageDecoder;
import org.clade.data.image.PixelLimit;

/** Writes image files for tests. */
public final class TestImages {

    private TestImages() {}

    /** A decoder as configured without settings. */
    public static ImageDecoder decoder() {
        return new ImageDecoder(PixelLimit.usual());
    }

    /** An image whose every pixel is {@code rgb}. */
    public static Path even(Path file, int height, int width, int rgb) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, rgb);
            }
        }
        return write(file, image);
    }

    /** A gray image of one channel whose every pixel is {@code level}. */
    public static Path gray(Path file, int height, int width, int level) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.getRaster().setSample(x, y, 0, level);
            }
        }
        return write(file, image);
    }

    public static Path write(Path file, BufferedImage image) throws IOException {
        Files.createDirectories(file.getParent());
        String name = file.getFileName().toString();
        String format = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        if (!ImageIO.write(image, format, file.toFile())) {
            throw new IOException("No writer for " + format);
        }
        return file;
    }
}
