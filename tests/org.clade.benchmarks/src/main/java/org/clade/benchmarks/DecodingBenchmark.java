package org.clade.benchmarks;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.clade.api.data.ImageFit;
import org.clade.data.image.ImageDecoder;
import org.clade.data.image.PixelLimit;
import org.clade.data.image.Planes;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A JPEG from its file to 96×96 pixels: a small one, and a photograph of 12 megapixels. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class DecodingBenchmark {

    private static final int SIZE = 96;

    /** The width of the image; its height is three quarters of it, or equal for a small one. */
    @Param({"96", "4000"})
    public int width;

    /** The decoder: libjpeg-turbo or the JDK. */
    @Param({"true", "false"})
    public boolean natives;

    private Path file;
    private ImageDecoder decoder;

    /** Makes waves with a little noise. */
    @Setup
    public void make() throws IOException {
        int height = width == SIZE ? SIZE : width * 3 / 4;
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(1);
        for (int i = 0; i < width * height; i++) {
            int level = (int) (120 + 80 * Math.sin(i % width / 31.0) + random.nextGaussian() * 8);
            int gray = Math.max(0, Math.min(255, level));
            image.setRGB(i % width, i / width, gray << 16 | 255 * (i / width) / height << 8 | gray / 2);
        }
        file = Files.createTempFile("decoding", ".jpg");
        ImageIO.write(image, "jpeg", file.toFile());
        decoder =
                natives ? new ImageDecoder(PixelLimit.usual()) : new ImageDecoder(PixelLimit.usual(), Optional.empty());
    }

    /** Deletes the file. */
    @TearDown
    public void remove() throws IOException {
        Files.delete(file);
    }

    /** From the file to pixels. */
    @Benchmark
    public Planes decode() throws IOException {
        return decoder.decode(file, SIZE, SIZE, ImageFit.SQUASH);
    }
}
