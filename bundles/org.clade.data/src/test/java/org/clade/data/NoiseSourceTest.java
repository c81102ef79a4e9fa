package org.clade.data;

import static org.clade.data.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.clade.api.data.Dataset;
import org.clade.api.data.ImageShape;
import org.clade.api.data.Split;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NoiseSourceTest {

    private final Datasets datasets = new Datasets(Optional.empty());

    @BeforeEach
    void add() {
        datasets.addSource(new NoiseSource(new AreaScaler()), Map.of("clade.id", NoiseSource.ID));
    }

    private Dataset open(String name) {
        return datasets.open(name, Split.ALL);
    }

    @Test
    void optionsSayHowManyImagesOfWhichShape() {
        Dataset set = open("noise(images=7, size=5, channels=3, classes=4)");
        assertEquals(7, set.info().images());
        assertEquals(new ImageShape(3, 5, 5), set.info().shape());
        assertEquals(4, set.info().classes().size());
        assertEquals(7 * 75, set.read(0, 0, count -> {}).remaining());
        assertEquals(7 * 3 * 16, set.read(4, 4, count -> {}).remaining());
        assertEquals(new ImageShape(1, 28, 28), open("noise").info().shape());
        assertEquals(20, open("noise(20)").info().images());
    }

    @Test
    void pixelsAndLabelsTakeEveryValueAndAreTheSameAtEveryOpening() {
        ByteBuffer pixels = open("noise(images=50)").read(0, 0, count -> {});
        assertEquals(pixels, open("noise(images=50)").read(0, 0, count -> {}));
        assertNotEquals(pixels.slice(0, 784), pixels.slice(784, 784));
        assertEquals(
                256,
                IntStream.range(0, pixels.remaining())
                        .map(pixels::get)
                        .distinct()
                        .count());
        int[] labels = open("noise(images=500)").labels().orElseThrow();
        assertArrayEquals(labels, open("noise(images=500)").labels().orElseThrow());
        assertArrayEquals(
                IntStream.range(0, 10).toArray(),
                IntStream.of(labels).distinct().sorted().toArray());
    }

    @Test
    void whatDoesNotFitIsRefused() {
        assertRefused(() -> open("noise(images=0)"), "images=0", "noise");
        assertRefused(() -> open("noise(image=5)"), "option of noise", "Did you mean images?");
        assertRefused(() -> open("noise(images=5000000)").read(0, 0, count -> {}), "noise", "2.1 GB");
    }
}
