package org.clade.data;

import static org.clade.data.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.clade.api.data.Dataset;
import org.clade.api.data.DatasetNote;
import org.clade.api.data.ImageShape;
import org.clade.api.data.Split;
import org.clade.api.part.Settings;
import org.clade.data.folder.ImageReading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFolderReaderTest {

    private static final int RED = 0xFF0000;
    private static final int BLUE = 0x0000FF;

    private final ImageFolderReader reader = new ImageFolderReader(ImageReading.uncached(TestImages.decoder()));

    @TempDir
    Path folder;

    @Test
    void aFolderIsAClass() throws IOException {
        TestImages.even(folder.resolve("dog/b.png"), 4, 5, RED);
        TestImages.even(folder.resolve("dog/a.png"), 4, 5, BLUE);
        TestImages.even(folder.resolve("Cat/x.PNG"), 4, 5, BLUE);
        TestImages.gray(folder.resolve("dog/deeper/c.png"), 4, 5, 7);
        Files.writeString(folder.resolve("dog/notes.txt"), "no image");
        Dataset set = open(Split.ALL);
        assertEquals(folder.getFileName().toString(), set.info().name());
        assertEquals(List.of("Cat", "dog"), set.info().classes());
        assertEquals(new ImageShape(3, 4, 5), set.info().shape());
        assertEquals("all", set.info().protocol());
        assertEquals(
                List.of("Cat/x.PNG", "dog/a.png", "dog/b.png", "dog/deeper/c.png"),
                IntStream.range(0, 4).mapToObj(set::item).toList());
        assertArrayEquals(new int[] {0, 1, 1, 1}, set.labels().orElseThrow());
        ByteBuffer pixels = set.read(0, 0, n -> {});
        assertTrue(pixels.isDirect());
        assertEquals(0xFF, pixels.get(40) & 0xFF, "blue of Cat/x.PNG");
        assertEquals(0xFF, pixels.get(120) & 0xFF, "red of dog/b.png");
        assertEquals(0, pixels.get(160), "blue of dog/b.png");
        for (int channel = 0; channel < 3; channel++) {
            assertEquals(7, pixels.get(180 + 20 * channel), "gray is given to every channel");
        }
        assertRefused(() -> open(Split.TRAIN), "split train", "no folders train, val or test");
    }

    @Test
    void partsAreJoinedInOrder() throws IOException {
        TestImages.even(folder.resolve("train/dog/1.png"), 2, 2, RED);
        TestImages.even(folder.resolve("train/cat/2.png"), 2, 2, RED);
        TestImages.even(folder.resolve("val/dog/3.png"), 2, 2, RED);
        TestImages.even(folder.resolve("val/ant/4.png"), 2, 2, RED);
        Dataset all = open(Split.ALL);
        assertEquals("train+val", all.info().protocol());
        assertEquals(List.of("ant", "cat", "dog"), all.info().classes());
        assertEquals(
                List.of("train/cat/2.png", "train/dog/1.png", "val/ant/4.png", "val/dog/3.png"),
                IntStream.range(0, 4).mapToObj(all::item).toList());
        assertArrayEquals(new int[] {1, 2, 0, 2}, all.labels().orElseThrow());
        Dataset test = open(Split.TEST);
        assertEquals("val", test.info().protocol());
        assertArrayEquals(new int[] {0, 2}, test.labels().orElseThrow(), "a class keeps its number");
        assertArrayEquals(new int[] {1, 2}, open(Split.TRAIN).labels().orElseThrow());
    }

    @Test
    void aSplitThatIsNotThereIsRefused() throws IOException {
        TestImages.even(folder.resolve("train/dog/1.png"), 2, 2, RED);
        assertEquals(1, open(Split.ALL).info().images());
        assertRefused(() -> open(Split.TEST), folder.toString(), "split test", "only train");
    }

    @Test
    void aClassMayBeCalledTrain() throws IOException {
        TestImages.even(folder.resolve("train/1.png"), 2, 2, RED);
        TestImages.even(folder.resolve("car/2.png"), 2, 2, RED);
        assertEquals(List.of("car", "train"), open(Split.ALL).info().classes());
    }

    @Test
    void withoutLabelsAllImagesOfAMixedFolderAreOneSet() throws IOException {
        TestImages.even(folder.resolve("loose.png"), 3, 9, RED);
        TestImages.even(folder.resolve("dog/1.png"), 4, 4, BLUE);
        TestImages.even(folder.resolve("trip/day 1/2.png"), 5, 4, BLUE);
        assertRefused(() -> open(Split.ALL), "images and folders of images");
        Settings none = Settings.of(reader, "labels=none");
        Dataset set = reader.open(folder, Split.ALL, none).orElseThrow();
        assertTrue(set.labels().isEmpty());
        assertEquals(
                List.of("dog/1.png", "loose.png", "trip/day 1/2.png"),
                IntStream.range(0, 3).mapToObj(set::item).toList());
        assertEquals(
                folder.resolve("trip/day 1/2.png").toRealPath(),
                set.file(2).orElseThrow().toRealPath());
        byte[] thumbnail = set.thumbnail(1, 2);
        assertArrayEquals(new byte[] {-1, -1, -1, -1, 0, 0, 0, 0, 0, 0, 0, 0}, thumbnail, "red");
        assertRefused(() -> reader.open(folder, Split.TEST, none), "no split test", "labels=none");
    }

    @Test
    void imagesAloneHaveNoLabels() throws IOException {
        TestImages.gray(folder.resolve("b.jpg"), 8, 8, 90);
        TestImages.gray(folder.resolve("a.jpg"), 8, 8, 40);
        TestImages.gray(folder.resolve(".hidden.jpg"), 8, 8, 40);
        Dataset set = open(Split.ALL);
        assertFalse(set.info().labeled());
        assertTrue(set.labels().isEmpty());
        assertEquals(List.of(), set.info().classes());
        assertEquals(new ImageShape(1, 8, 8), set.info().shape());
        assertEquals("a.jpg", set.item(0));
        ByteBuffer pixels = set.read(0, 0, n -> {});
        assertEquals(40, pixels.get(0), 1);
        assertEquals(90, pixels.get(64), 1);
    }

    @Test
    void differentSizesNeedOneToBeResizedTo() throws IOException {
        TestImages.even(folder.resolve("a.png"), 20, 10, RED);
        TestImages.even(folder.resolve("b.png"), 8, 30, BLUE);
        Dataset set = open(Split.ALL);
        assertEquals(new ImageShape(3, 0, 0), set.info().shape());
        assertRefused(() -> set.read(0, 0, n -> {}), "differ in size");
        ByteBuffer pixels = set.read(6, 7, n -> {});
        assertEquals(2 * 3 * 42, pixels.remaining());
        assertEquals(0xFF, pixels.get(0) & 0xFF);
        assertEquals(0xFF, pixels.get(5 * 42) & 0xFF);
    }

    @Test
    void imagesAndFoldersBesideEachOtherAreRefused() throws IOException {
        TestImages.even(folder.resolve("a.png"), 2, 2, RED);
        TestImages.even(folder.resolve("dog/b.png"), 2, 2, RED);
        assertRefused(
                () -> open(Split.ALL),
                "“dog”",
                "both images and folders",
                "--data \"%s(labels=none)\"".formatted(folder));
    }

    @Test
    void anEmptyClassIsRefused() throws IOException {
        TestImages.even(folder.resolve("dog/b.png"), 2, 2, RED);
        Files.createDirectories(folder.resolve("cat"));
        Files.writeString(folder.resolve("cat/cat.heic"), "no image in a supported format");
        assertRefused(() -> open(Split.ALL), folder.resolve("cat").toString(), "no images", ".jpg", ".png");
    }

    @Test
    void foldersWithoutImagesAreLeftToOthers() throws IOException {
        Files.createDirectories(folder.resolve("a/b"));
        Files.createDirectories(folder.resolve("train/c"));
        Files.writeString(folder.resolve("a/b/text.txt"), "text");
        assertTrue(reader.open(folder, Split.ALL, Settings.of(reader, "")).isEmpty());
    }

    @Test
    void anUnreadableImageIsNamedOnOpening() throws IOException {
        TestImages.even(folder.resolve("dog/a.png"), 2, 2, RED);
        for (String name : List.of("c.jpg", "b.jpg", "d.png")) {
            Files.writeString(folder.resolve("dog").resolve(name), "no image");
        }
        assertRefused(
                () -> open(Split.ALL),
                "3 of the 4 images",
                folder.toString(),
                "“dog/b.jpg” is a text file, not a JPEG",
                "dog/c.jpg",
                "“dog/d.png” is a text file, not a PNG",
                "--skip-damaged");
    }

    @Test
    void anImageThatIsCutShortIsNamedOnReading() throws IOException {
        for (int i = 0; i < 40; i++) {
            TestImages.even(folder.resolve(String.format(Locale.ROOT, "dog/%02d.jpg", i)), 40, 40, RED);
        }
        for (int damaged : new int[] {31, 17, 38}) {
            Path file = folder.resolve(String.format(Locale.ROOT, "dog/%02d.jpg", damaged));
            byte[] whole = Files.readAllBytes(file);
            Files.write(file, Arrays.copyOf(whole, whole.length - 30));
        }
        Dataset set = open(Split.ALL);
        for (int trial = 0; trial < 5; trial++) {
            assertRefused(
                    () -> set.read(0, 0, n -> {}),
                    "3 of the 40",
                    "“dog/17.jpg” is cut short, “dog/31.jpg” is cut short, “dog/38.jpg” is");
        }
    }

    @Test
    void linksAreFollowedButNotInCircles(@TempDir Path elsewhere) throws IOException {
        TestImages.even(elsewhere.resolve("photos/z.png"), 2, 2, RED);
        TestImages.even(folder.resolve("dog/a.png"), 2, 2, RED);
        Files.createSymbolicLink(folder.resolve("dog/more"), elsewhere.resolve("photos"));
        Files.createSymbolicLink(folder.resolve("dog/round"), folder.resolve("dog"));
        Files.createSymbolicLink(folder.resolve("cat"), elsewhere.resolve("photos"));
        Dataset set = open(Split.ALL);
        assertEquals(
                List.of("cat/z.png", "dog/a.png", "dog/more/z.png"),
                IntStream.range(0, set.info().images()).mapToObj(set::item).toList());
    }

    @Test
    void progressComesInOrderAndEndsWithAll() throws IOException {
        byte[] image = Files.readAllBytes(TestImages.even(folder.resolve("a/0.png"), 2, 2, RED));
        for (int i = 1; i < 600; i++) {
            Files.write(folder.resolve("a/" + i + ".png"), image);
        }
        List<Integer> progress = new ArrayList<>();
        open(Split.ALL).read(0, 0, progress::add);
        assertEquals(progress.stream().sorted().distinct().toList(), progress);
        assertEquals(600, progress.get(progress.size() - 1));
        assertTrue(progress.size() > 1);
    }

    @Test
    void sixteenBitImagesThatUseTwelveAreDoubtful() throws IOException {
        BufferedImage image = new BufferedImage(4, 4, BufferedImage.TYPE_USHORT_GRAY);
        image.getRaster().setSample(3, 0, 0, 4095);
        TestImages.write(folder.resolve("a.png"), image);
        DatasetNote note = open(Split.ALL).notes().get(0);
        assertEquals(DatasetNote.Kind.DOUBTFUL, note.kind());
        assertTrue(
                note.toString().contains("no more than 12 of their 16 bits, so they have only 16 levels"),
                note.toString());
        image.getRaster().setSample(2, 0, 0, 40_000);
        TestImages.write(folder.resolve("b.png"), image);
        assertEquals(List.of(), open(Split.ALL).notes());
    }

    @Test
    void otherFilesAreCountedByEnding() throws IOException {
        TestImages.even(folder.resolve("a.png"), 2, 2, RED);
        for (String name : List.of("a.heic", "b.HEIC", "c.txt", "noending", "sub/d.heic")) {
            Files.createDirectories(folder.resolve(name).getParent());
            Files.writeString(folder.resolve(name), "no image");
        }
        assertEquals(
                List.of("1 .txt file", "1 file without an ending", "3 .heic files"),
                open(Split.ALL).notes().stream()
                        .map(note -> note.toString().replaceAll(" \\(.*", ""))
                        .sorted()
                        .toList());
    }

    private Dataset open(Split split) {
        return reader.open(folder, split, Settings.of(reader, "")).orElseThrow();
    }
}
