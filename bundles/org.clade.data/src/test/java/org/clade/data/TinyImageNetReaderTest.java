package org.clade.data;

import static org.clade.data.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.clade.api.data.Dataset;
import org.clade.api.data.ImageShape;
import org.clade.api.data.Split;
import org.clade.api.part.Settings;
import org.clade.data.folder.ImageReading;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TinyImageNetReaderTest {

    private final TinyImageNetReader reader = new TinyImageNetReader(ImageReading.uncached(TestImages.decoder()));

    @TempDir
    Path folder;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(folder.resolve("wnids.txt"), "n02\nn01\n");
        Files.writeString(folder.resolve("words.txt"), "n01\tgoldfish, Carassius\nn02\tnewt\nn03\tfrog\n");
        TestImages.gray(folder.resolve("train/n01/images/n01_0.JPEG"), 64, 64, 50);
        TestImages.even(folder.resolve("train/n02/images/n02_1.JPEG"), 64, 64, 0xFFFFFF);
        TestImages.even(folder.resolve("train/n02/images/n02_0.JPEG"), 64, 64, 0);
        TestImages.even(folder.resolve("val/images/val_0.JPEG"), 64, 64, 0);
        Files.writeString(folder.resolve("val/val_annotations.txt"), "val_0.JPEG\tn02\t0\t0\t63\t63\n");
        TestImages.even(folder.resolve("test/images/test_0.JPEG"), 64, 64, 0);
    }

    @Test
    void readsTrainThenValidation() {
        Dataset set = open(Split.ALL);
        assertEquals("train+val", set.info().protocol());
        assertEquals(new ImageShape(3, 64, 64), set.info().shape());
        assertEquals(List.of("goldfish, Carassius", "newt"), set.info().classes());
        assertArrayEquals(new int[] {0, 1, 1, 1}, set.labels().orElseThrow());
        assertEquals("train/n02/images/n02_0.JPEG", set.item(1));
        assertEquals("val/images/val_0.JPEG", set.item(3));
        ByteBuffer pixels = set.read(0, 0, n -> {});
        assertEquals(50, pixels.get(2 * 4096), 1);
        assertEquals(255, pixels.get(2 * 3 * 4096) & 0xFF);
        assertEquals(3, open(Split.TRAIN).info().images());
        assertEquals("val", open(Split.TEST).info().protocol());
    }

    @Test
    void whatIsMissingIsNamed() throws IOException {
        Files.delete(folder.resolve("val/images/val_0.JPEG"));
        assertRefused(() -> open(Split.ALL), "val_0.JPEG", "missing");
        Files.delete(folder.resolve("train/n01/images/n01_0.JPEG"));
        assertRefused(() -> open(Split.TRAIN), "n01", "no images");
        Files.writeString(folder.resolve("val/val_annotations.txt"), "val_0.JPEG\tn77\n");
        assertRefused(() -> open(Split.TEST), "val_annotations.txt", "n77");
        Files.delete(folder.resolve("val/val_annotations.txt"));
        assertRefused(() -> open(Split.TEST), "val_annotations.txt");
    }

    @Test
    void anImageOfAnotherSizeIsRefused() throws IOException {
        TestImages.even(folder.resolve("train/n02/images/n02_0.JPEG"), 64, 60, 0);
        assertRefused(() -> open(Split.ALL).read(0, 0, n -> {}), "n02_0.JPEG", "64×60", "64×64");
        assertEquals(4 * 3 * 32 * 32, open(Split.ALL).read(32, 32, n -> {}).remaining());
    }

    @Test
    void otherFoldersAreLeftToOthers() throws IOException {
        Files.delete(folder.resolve("wnids.txt"));
        assertTrue(reader.open(folder, Split.ALL, Settings.of(reader, "")).isEmpty());
    }

    @Test
    void validationImagesInClassFoldersAreRead() throws IOException {
        Files.delete(folder.resolve("val/val_annotations.txt"));
        Files.delete(folder.resolve("val/images/val_0.JPEG"));
        Files.delete(folder.resolve("val/images"));
        TestImages.even(folder.resolve("val/n01/val_7.JPEG"), 64, 64, 0);
        TestImages.even(folder.resolve("val/n02/images/val_8.JPEG"), 64, 64, 0);
        Dataset test = open(Split.TEST);
        assertArrayEquals(new int[] {0, 1}, test.labels().orElseThrow());
        assertEquals("val/n01/val_7.JPEG", test.item(0));
        assertEquals(5, open(Split.ALL).info().images());
        assertEquals("images in “test”", test.notes().get(0).what());
    }

    @Test
    void listsThatLeadElsewhereAreRefused() throws IOException {
        Path list = folder.resolve("val/val_annotations.txt");
        for (String name : List.of("../../../etc/passwd", "a\0b.JPEG", "..", "/etc/passwd", "a\\b")) {
            Files.writeString(list, name + "\tn02\n");
            assertRefused(() -> open(Split.TEST), list.toString());
        }
        for (String name : List.of("../../other", "a\0b", "n01/..")) {
            Files.writeString(folder.resolve("wnids.txt"), "n01\n" + name + "\n");
            assertRefused(() -> open(Split.TRAIN), "wnids.txt");
        }
    }

    @Test
    void damagedImagesAreLeftOutWhereThatIsAskedFor() throws IOException {
        Files.write(folder.resolve("train/n02/images/n02_1.JPEG"), new byte[0]);
        assertRefused(() -> open(Split.ALL).read(0, 0, n -> {}), "n02_1.JPEG", "is empty");
        Dataset set = reader.open(folder, Split.ALL, Settings.of(reader, "skip_damaged=on"))
                .orElseThrow();
        assertArrayEquals(new int[] {0, 1, 1}, set.labels().orElseThrow());
        assertTrue(set.notes().stream().anyMatch(note -> note.what().equals("damaged images")));
    }

    private Dataset open(Split split) {
        return reader.open(folder, split, Settings.of(reader, "")).orElseThrow();
    }
}
