package org.clade.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.clade.api.data.Dataset;
import org.clade.api.data.ImageShape;
import org.clade.api.data.Interpolation;
import org.clade.api.data.ResizedCrop;
import org.clade.api.data.Split;
import org.clade.api.part.Settings;
import org.clade.data.folder.ImageReading;
import org.clade.data.image.ImageDecoder;
import org.clade.data.image.PixelLimit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The centers of resized images equal those of torchvision 0.28 on Pillow images. {@code centers.csv} was written so, from images with
 * the levels {@code (37 x + 59 y + 11 x y) % 256}:
 *
 * <pre>{@code
 * CenterCrop(crop)(Resize(side, InterpolationMode.BICUBIC)(Image.fromarray(levels)))
 * }</pre>
 */
class CenterTest {

    private final AreaScaler scaler = new AreaScaler();

    @TempDir
    private Path folder;

    /** An image in memory, and what torchvision makes of it. */
    private record Golden(int height, int width, ResizedCrop crop, byte[] center) {

        static Golden of(String line) {
            String[] cells = line.split(",");
            byte[] center = new byte[cells.length - 5];
            for (int i = 0; i < center.length; i++) {
                center[i] = (byte) Integer.parseInt(cells[5 + i]);
            }
            int[] sizes = Arrays.stream(cells, 1, 5).mapToInt(Integer::parseInt).toArray();
            return new Golden(
                    sizes[0], sizes[1], new ResizedCrop(sizes[2], sizes[3], Interpolation.valueOf(cells[0])), center);
        }

        byte[] image() {
            byte[] image = new byte[height * width];
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    image[y * width + x] = (byte) (37 * x + 59 * y + 11 * x * y);
                }
            }
            return image;
        }
    }

    @Test
    void centersOfImagesInMemoryEqualTorchvisions() throws Exception {
        for (Golden golden : golden()) {
            assertArrayEquals(
                    golden.center,
                    scaler.center(golden.image(), new ImageShape(1, golden.height, golden.width), golden.crop),
                    golden.toString());
        }
    }

    @Test
    void centersOfFilesOfAnySizeEqualTorchvisions() throws Exception {
        List<Golden> all = golden();
        for (int i = 0; i < all.size(); i++) {
            BufferedImage image = new BufferedImage(all.get(i).width, all.get(i).height, BufferedImage.TYPE_BYTE_GRAY);
            image.getRaster()
                    .setDataElements(
                            0,
                            0,
                            image.getWidth(),
                            image.getHeight(),
                            all.get(i).image());
            ImageIO.write(image, "png", folder.resolve("%02d.png".formatted(i)).toFile());
        }
        ImageFolderReader reader = new ImageFolderReader(ImageReading.uncached(new ImageDecoder(PixelLimit.usual())));
        Dataset set = reader.open(folder, Split.ALL, Settings.of(reader, "")).orElseThrow();

        for (int i = 0; i < all.size(); i++) {
            Golden golden = all.get(i);
            byte[] center = new byte[golden.center.length];
            set.readCenters(golden.crop, scaler, new int[] {i}, (first, count, images) -> {
                assertEquals(0, first);
                assertEquals(1, count);
                images.get(0, center);
            });
            assertArrayEquals(golden.center, center, golden.toString());
        }
    }

    private static List<Golden> golden() throws Exception {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                CenterTest.class.getResourceAsStream("resize/centers.csv"), StandardCharsets.US_ASCII))) {
            List<Golden> golden = lines.lines().map(Golden::of).toList();
            assertEquals(14, golden.size());
            return golden;
        }
    }
}
