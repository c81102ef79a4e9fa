package org.clade.base.picture;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.SplittableRandom;

/** A made photograph for measurements: waves with the grain of a sensor. */
public final class MadePhotograph {

    private static final int GRAIN = 30;

    private MadePhotograph() {}

    /**
     * Writes it as a JPEG file; the same sizes give the same file.
     *
     * @param width columns
     * @param height rows
     * @param file where
     */
    public static void write(int width, int height, Path file) {
        SplittableRandom random = new SplittableRandom(1);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int level = (int) (110 + 80 * Math.sin(x / 31.0 + y / 57.0)) + random.nextInt(GRAIN);
                image.setRGB(x, y, level << 16 | 255 * y / height << 8 | level / 2);
            }
        }
        PictureFile.write(image, file, "jpeg");
    }
}
