package org.clade.report.figure;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.clade.report.folder.CsvTable;

/** Sure images on the left and failures on the right, each with its label features as bars, the cluster's own bar dark (DAC, Figure 3). */
final class ExamplesPicture {

    private static final int SIDE = 96;
    private static final int GAP = 12;
    private static final int BARS = 150;
    private static final int CELL = SIDE + GAP + BARS + 60;
    private static final int ROW = 132;
    private static final int TOP = 34;

    /** Of more label features only the greatest are shown. */
    private static final int MOST_BARS = 10;

    private static final int MOST_BAR_HEIGHT = 22;
    private static final int LETTERS = 46;
    private static final Color OWN = new Color(0x0b, 0x5c, 0xad);
    private static final Color OTHER = new Color(0xa9, 0xc4, 0xdf);

    private final CsvTable table;
    private final Path folder;
    private final Graphics2D graphics;

    private ExamplesPicture(CsvTable table, Path folder, Graphics2D graphics) {
        this.table = table;
        this.folder = folder;
        this.graphics = graphics;
    }

    /**
     * Draws the picture.
     *
     * @param table {@code examples.csv}
     * @param folder the folder of its pictures
     * @return the picture; empty if there are no examples
     */
    static Optional<BufferedImage> of(CsvTable table, Path folder) {
        List<Integer> sure = rows(table, "sure");
        List<Integer> failures = rows(table, "failure");
        int rows = Math.max(sure.size(), failures.size());
        if (rows == 0) {
            return Optional.empty();
        }
        BufferedImage picture =
                new BufferedImage(2 * CELL + 3 * GAP, TOP + rows * ROW + GAP, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = picture.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            graphics.setColor(Color.WHITE);
            graphics.fillRect(0, 0, picture.getWidth(), picture.getHeight());
            ExamplesPicture drawing = new ExamplesPicture(table, folder, graphics);
            boolean labeled =
                    failures.stream().anyMatch(row -> !table.text(row, "label").isEmpty());
            drawing.column(GAP, "The surest of a cluster", sure);
            drawing.column(2 * GAP + CELL, labeled ? "Failures, the surest first" : "The least sure", failures);
        } finally {
            graphics.dispose();
        }
        return Optional.of(picture);
    }

    private static List<Integer> rows(CsvTable table, String kind) {
        return IntStream.range(0, table.rows().size())
                .filter(row -> table.text(row, "kind").equals(kind))
                .boxed()
                .toList();
    }

    private void column(int left, String title, List<Integer> rows) {
        graphics.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 14));
        graphics.setColor(Color.BLACK);
        graphics.drawString(title, left, TOP - 12);
        for (int i = 0; i < rows.size(); i++) {
            example(left, TOP + i * ROW, rows.get(i));
        }
    }

    private void example(int left, int top, int row) {
        image(left, top, folder.resolve(table.text(row, "file")));
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 11));
        graphics.setColor(Color.DARK_GRAY);
        String label = table.text(row, "label");
        String name = table.text(row, "image");
        String words = "cluster " + table.text(row, "cluster") + (label.isEmpty() ? "" : ", class " + label) + ": ";
        int room = Math.max(8, LETTERS - words.length());
        graphics.drawString(
                words + (name.length() > room ? "…" + name.substring(name.length() - room) : name),
                left,
                top + SIDE + 14);
        int[] shown = shown(row);
        int height = Math.min(MOST_BAR_HEIGHT, SIDE / Math.max(1, shown.length));
        for (int i = 0; i < shown.length; i++) {
            bar(left + SIDE + GAP, top + i * height, height, row, shown[i]);
        }
    }

    private void image(int left, int top, Path file) {
        try {
            BufferedImage image = ImageIO.read(file.toFile());
            double scale = (double) SIDE / Math.max(image.getWidth(), image.getHeight());
            graphics.drawImage(
                    image,
                    left,
                    top,
                    (int) Math.round(scale * image.getWidth()),
                    (int) Math.round(scale * image.getHeight()),
                    null);
        } catch (IOException e) {
            graphics.setColor(Color.LIGHT_GRAY);
            graphics.drawRect(left, top, SIDE, SIDE);
        }
    }

    /** {@return the numbers of the label features to show, ascending} */
    private int[] shown(int row) {
        return IntStream.range(0, (int) features())
                .boxed()
                .sorted(Comparator.comparingDouble(feature -> -value(row, feature)))
                .limit(MOST_BARS)
                .mapToInt(Integer::intValue)
                .sorted()
                .toArray();
    }

    private long features() {
        return table.columns().stream()
                .filter(column -> column.startsWith("feature "))
                .count();
    }

    private double value(int row, int feature) {
        return table.number(row, "feature " + feature);
    }

    private void bar(int left, int top, int height, int row, int feature) {
        double value = Math.max(0, Math.min(1, value(row, feature)));
        boolean own = Integer.toString(feature).equals(table.text(row, "cluster"));
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, Math.max(7, Math.min(11, height))));
        graphics.setColor(Color.DARK_GRAY);
        int base = top + height - Math.max(1, height / 4);
        graphics.drawString(Integer.toString(feature), left, base);
        graphics.drawString(String.format(Locale.ROOT, "%.2f", value), left + 22 + BARS + 4, base);
        graphics.setColor(own ? OWN : OTHER);
        graphics.fillRect(left + 22, top + 1, Math.max(1, (int) Math.round(value * BARS)), Math.max(2, height - 3));
    }
}
