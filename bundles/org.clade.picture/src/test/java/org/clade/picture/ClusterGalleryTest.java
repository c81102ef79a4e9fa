package org.clade.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.clade.engine.torch.TorchEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterGalleryTest {

    @TempDir
    private Path folder;

    private BufferedImage sheet(int cluster) throws IOException {
        try (NDManager manager = TorchEngine.start().newManager(Device.cpu())) {
            FakeRun run = new FakeRun(manager, folder, new NoiseImages(60, 1, 24, true));
            if (cluster >= 0) {
                Arrays.fill(run.clusters, cluster);
            }
            ClusterGallery.write(run, new SurestImages(run.assignments()), folder.resolve("clusters.png"));
            return ImageIO.read(folder.resolve("clusters.png").toFile());
        }
    }

    @Test
    void aRowForEachClusterWithImages() throws IOException {
        BufferedImage sheet = sheet(-1);
        assertTrue(sheet.getWidth() > 12 * 48, "twelve columns");
        assertEquals(3 * 50, sheet.getHeight());
    }

    @Test
    void clustersWithoutImagesHaveNoRow() throws IOException {
        assertEquals(50, sheet(2).getHeight());
    }
}
