package org.clade.cluster.folder;

import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.clade.api.data.Dataset;
import org.clade.api.evaluation.Assignments;
import org.clade.api.evaluation.EvaluatedRun;
import org.clade.base.file.AtomicFile;
import org.clade.base.picture.PictureFile;

/**
 * A picture of each cluster, {@code <n>.png}: the images that the network is surest of, the surest first, and below a line those
 * that it is least sure of, the least sure last. They are read again from their files, larger than the network sees them.
 */
public final class ContactSheets {

    private static final int COLUMNS = 8;
    private static final int SUREST_ROWS = 3;
    private static final int LEAST_ROWS = 2;
    private static final int SIDE = Dataset.THUMBNAIL_SIDE;
    private static final int GAP = 2;
    private static final int LINE = 12;
    private static final int WHITE = 0xFFFFFF;
    private static final int GRAY = 0x808080;

    /** Above so many clusters each has one row of both kinds. */
    private static final int MANY = 30;

    private final Path folder;

    /**
     * The sheets.
     *
     * @param folder the folder that holds them; sheets of an earlier evaluation are replaced
     */
    public ContactSheets(Path folder) {
        this.folder = folder;
    }

    /**
     * Writes the sheets.
     *
     * @param run the images
     * @param members the images of each cluster, the surest first; a cluster without images gets no sheet
     */
    public void write(EvaluatedRun run, List<List<Integer>> members) {
        AtomicFile.makeFolder(folder);
        clear();
        boolean many = members.size() > MANY;
        int surest = COLUMNS * (many ? 1 : SUREST_ROWS);
        int least = COLUMNS * (many ? 1 : LEAST_ROWS);
        for (int cluster = 0; cluster < members.size(); cluster++) {
            List<Integer> images = members.get(cluster);
            if (!images.isEmpty()) {
                int first = Math.min(surest, images.size());
                int last = Math.max(first, images.size() - least);
                BufferedImage sheet = sheet(
                        thumbnails(run, images.subList(0, first)),
                        thumbnails(run, images.subList(last, images.size())));
                PictureFile.write(sheet, folder.resolve(cluster + ".png"), "png");
            }
        }
    }

    private void clear() {
        try (Stream<Path> old = Files.list(folder)) {
            for (Path file :
                    old.filter(each -> each.toString().endsWith(".png")).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the images as they are to be shown; white if a file cannot be read any more} */
    private static List<BufferedImage> thumbnails(EvaluatedRun run, List<Integer> images) {
        run.checkStop();
        return run.thumbnails(images.stream().mapToInt(Integer::intValue).toArray(), SIDE).stream()
                .map(ContactSheets::picture)
                .toList();
    }

    private static BufferedImage picture(Optional<byte[]> levels) {
        BufferedImage picture = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        levels.ifPresentOrElse(found -> fill(picture.getRaster(), found), () -> fill(picture, 0, SIDE, WHITE));
        return picture;
    }

    private static void fill(WritableRaster raster, byte[] levels) {
        int plane = SIDE * SIDE;
        int channels = levels.length / plane;
        for (int band = 0; band < raster.getNumBands(); band++) {
            int from = Math.min(band, channels - 1) * plane;
            for (int i = 0; i < plane; i++) {
                raster.setSample(i % SIDE, i / SIDE, band, levels[from + i] & 0xFF);
            }
        }
    }

    private static BufferedImage sheet(List<BufferedImage> surest, List<BufferedImage> least) {
        int cell = SIDE + GAP;
        int upper = rows(surest) * cell;
        int height = upper + (least.isEmpty() ? 0 : LINE + rows(least) * cell);
        int columns = Math.min(COLUMNS, Math.max(surest.size(), least.size()));
        BufferedImage sheet = new BufferedImage(columns * cell, height, BufferedImage.TYPE_INT_RGB);
        fill(sheet, 0, height, WHITE);
        place(sheet, surest, 0);
        if (!least.isEmpty()) {
            fill(sheet, upper + LINE / 3, LINE / 3, GRAY);
            place(sheet, least, upper + LINE);
        }
        return sheet;
    }

    private static int rows(List<BufferedImage> images) {
        return (images.size() + COLUMNS - 1) / COLUMNS;
    }

    private static void place(BufferedImage sheet, List<BufferedImage> images, int top) {
        for (int i = 0; i < images.size(); i++) {
            sheet.getRaster()
                    .setRect(
                            i % COLUMNS * (SIDE + GAP),
                            top + i / COLUMNS * (SIDE + GAP),
                            images.get(i).getRaster());
        }
    }

    private static void fill(BufferedImage picture, int top, int height, int color) {
        int[] colors = new int[picture.getWidth()];
        Arrays.fill(colors, color);
        for (int row = top; row < top + height; row++) {
            picture.setRGB(0, row, colors.length, 1, colors, 0, 0);
        }
    }

    /**
     * Sorts images by cluster.
     *
     * @param run the images and their clusters
     * @return the images of each cluster, the surest first
     */
    static List<List<Integer>> members(EvaluatedRun run) {
        Assignments assignments = run.assignments();
        List<List<Integer>> members = new ArrayList<>();
        for (int cluster = 0; cluster < assignments.k(); cluster++) {
            members.add(new ArrayList<>());
        }
        for (int image : assignments.surestFirst()) {
            members.get(assignments.clusters()[image]).add(image);
        }
        return members;
    }
}
