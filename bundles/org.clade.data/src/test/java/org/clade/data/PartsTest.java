package org.clade.data;

import static org.clade.data.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.clade.api.data.Dataset;
import org.clade.api.data.DatasetNote;
import org.clade.api.data.Split;
import org.clade.api.part.Settings;
import org.clade.data.folder.ImageReading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Folders named train, test and the like are parts of a set; notes name files outside of them. */
class PartsTest {

    private final ImageFolderReader reader = new ImageFolderReader(ImageReading.uncached(TestImages.decoder()));

    @TempDir
    Path folder;

    @Test
    void looseImagesInPartsAreUnlabeledImagesOfThatSplit() throws IOException {
        images("train", 12);
        images("test", 6);
        Dataset all = open(Split.ALL);
        assertFalse(all.info().labeled());
        assertEquals(List.of(), all.info().classes());
        assertEquals(18, all.info().images());
        assertEquals("train+test", all.info().protocol());
        assertEquals(12, open(Split.TRAIN).info().images());
        assertEquals(6, open(Split.TEST).info().images());
        assertEquals("test/0.png", open(Split.TEST).item(0));
        assertEquals(List.of(), all.notes());
    }

    @Test
    void onePartAloneIsNoClass() throws IOException {
        images("Test", 3);
        assertFalse(open(Split.ALL).info().labeled());
        assertRefused(() -> open(Split.TRAIN), "only Test");
    }

    @ParameterizedTest
    @ValueSource(strings = {"val", "valid", "validation", "VALID", "Validation", "testing", "Test"})
    void everyNameOfAPartCounts(String name) throws IOException {
        images("Training/cat", 2);
        images("Training/dog", 2);
        images(name + "/cat", 3);
        Dataset all = open(Split.ALL);
        assertEquals(List.of("cat", "dog"), all.info().classes());
        assertEquals(7, all.info().images());
        assertEquals("Training+" + name, all.info().protocol());
        assertEquals(3, open(Split.TEST).info().images());
        assertEquals(4, open(Split.TRAIN).info().images());
    }

    @Test
    void looseImagesBesideLabeledPartsAreLeftOutAndCounted() throws IOException {
        images("train/cat", 2);
        images("test/cat", 2);
        images("test", 1);
        images("valid", 6);
        images("extra", 4);
        images("", 1);
        Files.writeString(folder.resolve("labels.csv"), "none");
        Dataset all = open(Split.ALL);
        assertEquals(4, all.info().images());
        assertArrayEquals(new int[4], all.labels().orElseThrow());
        assertEquals(6, note(all, "images in “valid”").count());
        assertEquals(
                List.of("valid/0.png", "valid/1.png", "valid/2.png"),
                note(all, "images in “valid”").examples());
        assertEquals(1, note(all, "images in “test”").count());
        assertEquals(4, note(all, "images in “extra”").count());
        assertEquals(1, note(all, "images").count());
        assertEquals(1, note(all, ".csv files").count());
        assertEquals(
                List.of("test/cat/0.png", "test/cat/1.png"),
                IntStream.range(0, 2).mapToObj(open(Split.TEST)::item).toList());
    }

    @Test
    void aSplitWithoutLabelsIsReadWithoutThem() throws IOException {
        images("train/cat", 2);
        images("test", 5);
        assertTrue(open(Split.TRAIN).info().labeled());
        assertFalse(open(Split.TEST).info().labeled());
        assertEquals(5, open(Split.TEST).info().images());
    }

    @Test
    void imagesOfDetectionSetsAreNoClass() throws IOException {
        images("train/images", 2);
        images("valid/images", 1);
        Files.createDirectories(folder.resolve("train/labels"));
        Files.writeString(folder.resolve("train/labels/0.txt"), "0 0.5 0.5 1 1");
        Dataset set = open(Split.ALL);
        assertFalse(set.info().labeled());
        assertEquals(3, set.info().images());
        assertEquals(1, note(set, ".txt files").count());
    }

    @Test
    void oneFolderAroundASetIsOpened() throws IOException {
        images("photos/train/cat", 2);
        images("photos/test/dog", 2);
        Files.createDirectories(folder.resolve("__MACOSX/photos"));
        Files.writeString(folder.resolve("__MACOSX/photos/._0.png"), "x");
        Dataset set = open(Split.ALL);
        assertEquals("photos", set.info().name());
        assertEquals(List.of("cat", "dog"), set.info().classes());
    }

    @Test
    void foldersOfOtherThingsBesideClassesAreLeftOut() throws IOException {
        images("cat", 2);
        images("dog", 2);
        images("__MACOSX/cat", 2);
        images("@eaDir", 1);
        Files.createDirectories(folder.resolve("annotations"));
        Files.writeString(folder.resolve("annotations/a.xml"), "<a/>");
        Files.writeString(folder.resolve(".DS_Store"), "x");
        Dataset set = open(Split.ALL);
        assertEquals(List.of("cat", "dog"), set.info().classes());
        assertEquals(4, set.info().images());
        assertTrue(set.notes().stream().anyMatch(note -> note.examples().contains("__MACOSX") && note.count() == 2));
        assertTrue(set.notes().stream().anyMatch(note -> note.examples().contains("annotations")));
        assertEquals(1, note(set, ".xml files").count());
        assertEquals(1, note(set, "hidden files").count());
    }

    private void images(String in, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            TestImages.even(folder.resolve(in).resolve(i + ".png"), 2, 2, 0xFF0000);
        }
    }

    private static DatasetNote note(Dataset set, String what) {
        return set.notes().stream()
                .filter(note -> note.what().equals(what) && note.kind() == DatasetNote.Kind.LEFT_OUT)
                .findFirst()
                .orElseThrow(() -> new AssertionError(what + " is not in " + set.notes()));
    }

    private Dataset open(Split split) {
        return reader.open(folder, split, Settings.of(reader, "")).orElseThrow();
    }
}
