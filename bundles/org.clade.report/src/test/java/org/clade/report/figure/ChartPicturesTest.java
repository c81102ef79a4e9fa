package org.clade.report.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.clade.picture.NoiseImages;
import org.clade.report.RunFolderFixture;
import org.clade.report.folder.CsvTable;
import org.clade.report.folder.Polygon;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChartPicturesTest {

    @TempDir
    private Path folder;

    @Test
    void everyChartIsAPictureWithItsNumbers() throws IOException {
        RunFolderFixture.write(folder, new NoiseImages(60, 1, 24, true), run -> {});
        List<String> names = List.of(
                "scores", "losses", "label-feature-distribution", "map", "confusion", "label-features", "examples");
        for (String name : names) {
            BufferedImage picture =
                    ImageIO.read(folder.resolve("figures/" + name + ".png").toFile());
            assertTrue(picture.getWidth() >= 600, name);
            assertTrue(CsvTable.read(folder.resolve("figures/" + name + ".csv")).isPresent(), name);
        }
    }

    @Test
    void sizesAreThoseOfTheAssignments() throws IOException {
        Files.writeString(
                folder.resolve("assignments.csv"),
                "image,cluster,confidence,second_cluster\na,1,0.5,0\nb,1,0.5,0\nc,0,0.5,1\n");
        ChartPictures.write(folder);
        assertEquals("cluster,images\n0,1\n1,2\n", Files.readString(folder.resolve("figures/sizes.csv")));
        assertTrue(Files.exists(folder.resolve("figures/sizes.png")));
    }

    @Test
    void withoutLabelsThereIsNoConfusion() {
        RunFolderFixture.write(folder, new NoiseImages(60, 1, 24, false), run -> {});
        assertFalse(Files.exists(folder.resolve("figures/confusion.png")));
    }

    @Test
    void labelFeaturesAreTheMeanOfTheCorners() {
        Polygon square = new Polygon(4);
        double[] corner = square.place(new float[] {0, 1, 0, 0});
        assertEquals(1, corner[0], 1e-12);
        assertEquals(0, corner[1], 1e-12);
        double[] middle = square.place(new float[] {0.25f, 0.25f, 0.25f, 0.25f});
        assertEquals(0, middle[0], 1e-12);
        double[] cosines = square.place(new float[] {-1, 0.5f, 0, 0});
        assertEquals(1, cosines[0], 1e-12);
    }
}
