package org.clade.tests.product;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;

/**
 * Pictures of three kinds in folders below a folder, with names as people have them.
 *
 * @param folder where
 */
record Photos(Path folder) {
    private static final List<String> NAMES =
            List.of("a photo", "b, c", "d \"e\"", "f\ng", "жук", "写真", "h;i", "k'l", "$m", "#n");
    private static final List<String> FOLDERS = List.of("", "trip, 2025", "trip, 2025/день 1");
    private static final List<String> FORMATS = List.of("png", "jpg", "bmp", "gif");
    private static final List<Color> COLORS = List.of(Color.RED, Color.GREEN, Color.BLUE);

    /** {@return the folder, with so many pictures in it} */
    Path write(int images) throws IOException {
        Random random = new Random(1);
        for (String below : FOLDERS) {
            Files.createDirectories(folder.resolve(below));
        }
        for (int i = 0; i < images; i++) {
            int kind = i % COLORS.size();
            String format = FORMATS.get(i % FORMATS.size());
            Path file = folder.resolve(FOLDERS.get(i / COLORS.size() % FOLDERS.size()))
                    .resolve(NAMES.get(i % NAMES.size()) + " " + i + "." + format);
            ImageIO.write(picture(kind, random), format, file.toFile());
        }
        return folder;
    }

    private static BufferedImage picture(int kind, Random random) {
        int width = 40 + random.nextInt(3) * 8;
        int height = 40 + random.nextInt(3) * 8;
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = picture.createGraphics();
        graphics.setColor(COLORS.get(kind).darker());
        graphics.fillRect(0, 0, width, height);
        for (int shape = 0; shape < 5; shape++) {
            graphics.setColor(new Color(random.nextInt(1 << 24)));
            int x = random.nextInt(width);
            int y = random.nextInt(height);
            int size = 4 + random.nextInt(12);
            switch (kind) {
                case 0 -> graphics.fillOval(x, y, size, size);
                case 1 -> graphics.fillRect(x, y, size, size);
                default -> graphics.drawLine(x, y, width - x, y + size);
            }
        }
        graphics.dispose();
        return picture;
    }
}
