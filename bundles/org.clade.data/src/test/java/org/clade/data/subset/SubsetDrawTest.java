package org.clade.data.subset;

import static org.clade.data.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.clade.api.data.Dataset;
import org.clade.api.data.DatasetInfo;
import org.clade.api.data.ImageConsumer;
import org.clade.api.data.ImageShape;
import org.clade.api.part.PartSpec;
import org.junit.jupiter.api.Test;

class SubsetDrawTest {

    private static final int CLASSES = 10;

    @Test
    void withoutOptionsTheSetIsWhole() {
        Dataset set = new Numbered(100, true);
        assertSame(set, draw("set").from(set));
        assertSame(set, draw("set(seed=7)").from(set));
    }

    /** DAC, section 4.4: the first class is kept with probability r, the last with 1, the others linearly in between. */
    @Test
    void retainKeepsFewerOfTheFirstClasses() {
        Dataset set = draw("set(retain=0.1)").from(new Numbered(100_000, true));
        int[] counts = counts(set);
        for (int label = 0; label < CLASSES; label++) {
            double expected = 10_000 * (0.1 + 0.9 * label / 9);
            assertEquals(expected, counts[label], 200, "class " + label);
        }
        assertEquals(10_000, counts[9]);
        assertEquals("train+test, retain 0.1, seed 1", set.info().protocol());
        assertEquals(set.info().images(), IntStream.of(counts).sum());
    }

    @Test
    void theTrainImagesAreTheSameWithoutTheTestImages() {
        Dataset train = draw("set(retain=0.3, seed=4)").from(new Numbered(600, true));
        Dataset all = draw("set(retain=0.3, seed=4)").from(new Numbered(700, true));
        for (int i = 0; i < train.info().images(); i++) {
            assertEquals(train.item(i), all.item(i));
        }
        assertTrue(Integer.parseInt(all.item(train.info().images())) >= 600);
    }

    @Test
    void samplesAreDrawnBySeed() {
        Dataset set = new Numbered(1000, false);
        Dataset some = draw("set(samples=50)").from(set);
        assertEquals(50, items(some).size());
        assertEquals(50, new HashSet<>(items(some)).size());
        assertEquals(items(some), items(draw("set(samples=50, seed=1)").from(set)));
        assertFalse(items(some).equals(items(draw("set(samples=50, seed=2)").from(set))));
        assertEquals("train+test, 50 samples, seed 1", some.info().protocol());
        assertEquals(1000, draw("set(samples=1000)").from(set).info().images());
        assertRefused(() -> draw("set(samples=1001)").from(set), "1000 images", "1001");
    }

    @Test
    void classesAreNumberedFromZeroAndGrow() {
        Dataset set = new Numbered(1000, true);
        Dataset three = draw("set(classes=3, seed=5)").from(set);
        assertEquals(300, three.info().images());
        assertEquals(3, three.info().classes().size());
        assertArrayEquals(
                new int[] {0, 1, 2},
                Arrays.stream(three.labels().orElseThrow()).distinct().sorted().toArray());
        int[] labels = three.labels().orElseThrow();
        for (int i = 0; i < labels.length; i++) {
            assertEquals(
                    "class " + Integer.parseInt(three.item(i)) % CLASSES,
                    three.info().classes().get(labels[i]));
        }
        Set<String> five =
                Set.copyOf(draw("set(classes=5, seed=5)").from(set).info().classes());
        assertTrue(five.containsAll(three.info().classes()));
        assertRefused(() -> draw("set(classes=11)").from(set), "10 classes", "11");
        assertEquals(
                "train+test, 3 classes, retain 0.5, 20 samples, seed 5",
                draw("set(samples=20, classes=3, retain=0.5, seed=5)")
                        .from(set)
                        .info()
                        .protocol());
    }

    @Test
    void pixelsAreThoseOfTheImages() {
        Dataset some = draw("set(samples=40, seed=9)").from(new Numbered(200, true));
        ByteBuffer pixels = some.read(0, 0, count -> {});
        assertEquals(40, pixels.remaining());
        List<Integer> firsts = new ArrayList<>();
        some.readChunks(0, 0, (first, count, images) -> firsts.add(first));
        assertEquals(0, firsts.get(0));
        for (int i = 0; i < 40; i++) {
            assertEquals(Integer.parseInt(some.item(i)), pixels.get(i) & 0xFF);
        }
    }

    @Test
    void whatNeedsLabelsSaysSo() {
        Dataset set = new Numbered(100, false);
        assertRefused(() -> draw("set(retain=0.1)").from(set), "no labels", "retain");
        assertRefused(() -> draw("set(classes=2)").from(set), "no labels", "classes");
        assertRefused(() -> draw("set(retain=2)"), "retain=2", "0 to 1");
        assertRefused(() -> draw("set(seed=x)"), "seed=x", "whole number");
    }

    @Test
    void anOptionOfTheSetItselfIsLeftToIt() {
        PartSpec spec = PartSpec.parse("noise(classes=3, samples=5, size=2)");
        assertEquals(
                "noise(classes=3, size=2)",
                SubsetDraw.rest(spec, "classes"::equals).toString());
        assertEquals("5 samples, seed 1", SubsetDraw.of(spec, "classes"::equals).toString());
    }

    private static SubsetDraw draw(String text) {
        return SubsetDraw.of(PartSpec.parse(text), option -> false);
    }

    private static List<String> items(Dataset set) {
        return IntStream.range(0, set.info().images()).mapToObj(set::item).toList();
    }

    private static int[] counts(Dataset set) {
        int[] counts = new int[CLASSES];
        IntStream.of(set.labels().orElseThrow()).forEach(label -> counts[label]++);
        return counts;
    }

    /** Images of one pixel, which is their number; their class is its last digit. */
    private record Numbered(int images, boolean labeled) implements Dataset {

        private static final int CHUNK = 7;

        @Override
        public DatasetInfo info() {
            List<String> classes = labeled
                    ? IntStream.range(0, CLASSES).mapToObj(i -> "class " + i).toList()
                    : List.of();
            return new DatasetInfo(
                    "numbered", "", "test", "train+test", images, new ImageShape(1, 1, 1), classes, labeled);
        }

        @Override
        public Optional<int[]> labels() {
            return labeled
                    ? Optional.of(
                            IntStream.range(0, images).map(i -> i % CLASSES).toArray())
                    : Optional.empty();
        }

        @Override
        public String item(int index) {
            return Integer.toString(index);
        }

        @Override
        public ByteBuffer read(int height, int width, IntConsumer progress) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void readChunks(int height, int width, ImageConsumer receiver) {
            for (int first = 0; first < images; first += CHUNK) {
                int count = Math.min(CHUNK, images - first);
                ByteBuffer bytes = ByteBuffer.allocateDirect(CHUNK);
                for (int i = 0; i < count; i++) {
                    bytes.put(i, (byte) (first + i));
                }
                receiver.accept(first, count, bytes);
            }
        }
    }
}
