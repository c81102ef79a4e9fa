package org.clade.tests.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/** Creates reports with the assembled product. */
final class SmallReports {

    private static final long MINUTES = 10;
    private static final int SIDE = 28;
    private static final int PHOTOS = 40;

    private final Path folder;

    SmallReports(Path folder) {
        this.folder = folder;
    }

    /** {@return the report of a small run} */
    Path ofRun(String variant) throws IOException, InterruptedException {
        clade(
                "run",
                variant,
                "--data",
                "fashion-mnist-10k",
                "--limit",
                "260",
                "--max-batches",
                "2",
                "--set",
                "batch=130",
                "--seconds",
                "60",
                "--out",
                variant);
        return found(folder.resolve(variant));
    }

    /** {@return the report of a folder of photos, one of them damaged and two of them alike, that was clustered with two numbers of clusters} */
    Path ofCluster() throws IOException, InterruptedException {
        Path photos = Files.createDirectories(folder.resolve("photos"));
        for (int i = 0; i < PHOTOS; i++) {
            BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
            for (int pixel = 0; pixel < SIDE * SIDE; pixel++) {
                int wave = (pixel % SIDE * (1 + i % 3) + pixel / SIDE * (i % 5)) * 9 % 256;
                image.setRGB(pixel % SIDE, pixel / SIDE, new Color(wave, 255 - wave, i * 6 % 256).getRGB());
            }
            ImageIO.write(
                    image, "png", photos.resolve("photo <b>%s.png".formatted(i)).toFile());
        }
        Files.copy(photos.resolve("photo <b>7.png"), photos.resolve("again.png"));
        Files.write(photos.resolve("damaged.png"), new byte[] {1, 2, 3});
        clade("cluster", "photos", "--k", "2..3", "--minutes", "0.5", "--out", "clustered");
        return found(folder.resolve("clustered"));
    }

    /** {@return the report of a prediction on images without labels, whose names look like markup} */
    Path ofPrediction(Path run) throws IOException, InterruptedException {
        Path images = Files.createDirectories(folder.resolve("images"));
        for (int i = 0; i < 12; i++) {
            BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
            for (int x = 0; x < SIDE; x++) {
                image.setRGB(x, 2 * i % SIDE, Color.WHITE.getRGB());
            }
            ImageIO.write(
                    image,
                    "png",
                    images.resolve("<img src=x onerror=alert(%s)> & 'q'.png".formatted(i))
                            .toFile());
        }
        clade("predict", run.toString(), "images");
        return found(run.resolve("predictions"));
    }

    /** {@return the page of two runs compared} */
    Path ofComparison(Path first, Path second) throws IOException, InterruptedException {
        Path page = folder.resolve("compare.html");
        clade("compare", first.toString(), second.toString(), "--page", page.toString());
        return page;
    }

    private static Path found(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            List<Path> all = files.toList();
            return all.stream()
                    .filter(file -> file.endsWith("report.html"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("there is no report among " + all));
        }
    }

    private void clade(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(System.getProperty("clade.product") + "/bin/clade");
        command.addAll(List.of(arguments));
        Path log = Files.createTempFile(folder, "clade", ".log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("CLADE_OPTS", "-XX:TieredStopAtLevel=1 -Dclade.threads=1");
        Process process = builder.start();
        boolean ended = process.waitFor(MINUTES, TimeUnit.MINUTES);
        if (!ended) {
            process.destroyForcibly();
        }
        assertEquals(0, ended ? process.exitValue() : -1, Files.readString(log));
    }
}
