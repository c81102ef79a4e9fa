package org.clade.data;

import static org.clade.data.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.clade.api.data.Dataset;
import org.clade.api.data.ImageShape;
import org.clade.api.data.Split;
import org.clade.api.part.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxReaderTest {

    private static final String TRAIN_IMAGES = "train-images-idx3-ubyte";
    private static final String TRAIN_LABELS = "train-labels-idx1-ubyte";

    private final IdxReader reader = new IdxReader(new AreaScaler());

    @TempDir
    Path folder;

    @Test
    void readsTrainThenTest() throws IOException {
        new IdxFolder(folder).half("train", 1100, 4, 5).half("t10k", 13, 4, 5);
        Dataset set = open(Split.ALL);
        assertEquals(1113, set.info().images());
        assertEquals(new ImageShape(1, 4, 5), set.info().shape());
        assertEquals("train+test", set.info().protocol());
        assertEquals(
                List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9"),
                set.info().classes());
        assertTrue(set.info().labeled());
        assertEquals("1112", set.item(1112));
        List<Integer> progress = new ArrayList<>();
        ByteBuffer pixels = set.read(0, 0, progress::add);
        assertTrue(pixels.isDirect());
        assertEquals(0, pixels.position());
        assertEquals(1113 * 20, pixels.remaining());
        for (int i = 0; i < 1113; i++) {
            for (int p = 0; p < 20; p++) {
                assertEquals(IdxFolder.pixel(i < 1100 ? i : i - 1100, p), pixels.get(i * 20 + p));
            }
        }
        assertEquals(1113, progress.get(progress.size() - 1));
        assertEquals(progress.stream().sorted().toList(), progress);
        int[] labels = set.labels().orElseThrow();
        assertArrayEquals(
                IntStream.range(0, 1113)
                        .map(i -> (i < 1100 ? i : i - 1100) % 10)
                        .toArray(),
                labels);
    }

    @Test
    void oneHalfSufficesWhereOnlyItIsWanted() throws IOException {
        new IdxFolder(folder).half("t10k", 12, 4, 4);
        assertEquals("test", open(Split.TEST).info().protocol());
        assertRefused(() -> open(Split.ALL), TRAIN_IMAGES, folder.toString(), "use the split test");
        assertRefused(() -> open(Split.TRAIN), TRAIN_IMAGES);
    }

    @Test
    void readsCompressedFilesBelowRaw() throws IOException {
        new IdxFolder(folder.resolve("FashionMNIST/raw"))
                .write(TRAIN_IMAGES + ".gz", IdxFolder.images(30, 3, 3))
                .write(TRAIN_LABELS + ".gz", IdxFolder.labels(30));
        for (String path : List.of("FashionMNIST", "FashionMNIST/raw")) {
            Dataset set = reader.open(folder.resolve(path), Split.TRAIN, Settings.of(reader, ""))
                    .orElseThrow();
            assertEquals("FashionMNIST", set.info().name());
            assertEquals("T-shirt/top", set.info().classes().get(0));
            assertEquals(IdxFolder.pixel(29, 8), set.read(0, 0, n -> {}).get(30 * 9 - 1));
        }
    }

    @Test
    void resizes() throws IOException {
        new IdxFolder(folder).half("train", 3, 8, 8).half("t10k", 2, 8, 8);
        ByteBuffer pixels = open(Split.ALL).read(4, 2, n -> {});
        assertEquals(5 * 8, pixels.remaining());
        byte[] last = Arrays.copyOfRange(IdxFolder.images(2, 8, 8), 16 + 64, 16 + 128);
        byte[] expected = new AreaScaler().scale(last, new ImageShape(1, 8, 8), 4, 2);
        byte[] actual = new byte[8];
        pixels.get(4 * 8, actual);
        assertArrayEquals(expected, actual);
    }

    @Test
    void otherFoldersAreLeftToOthers() throws IOException {
        Files.writeString(folder.resolve("notes.txt"), "nothing");
        assertTrue(reader.open(folder, Split.ALL, Settings.of(reader, "")).isEmpty());
    }

    @Test
    void wrongMagicIsRefused() throws IOException {
        new IdxFolder(folder).write(TRAIN_IMAGES, IdxFolder.labels(30)).write(TRAIN_LABELS, IdxFolder.labels(30));
        assertRefused(() -> open(Split.TRAIN), TRAIN_IMAGES, "0x00000803", "0x00000801");
        new IdxFolder(folder).write(TRAIN_IMAGES, new byte[2]);
        assertRefused(() -> open(Split.TRAIN), TRAIN_IMAGES, "0x00000803");
    }

    @Test
    void wrongSizeIsRefused() throws IOException {
        byte[] images = IdxFolder.images(30, 4, 4);
        new IdxFolder(folder)
                .write(TRAIN_IMAGES, Arrays.copyOf(images, images.length - 1))
                .write(TRAIN_LABELS, IdxFolder.labels(30));
        assertRefused(() -> open(Split.TRAIN), TRAIN_IMAGES, "cut short", "30 images of 4×4", "496", "495");
        new IdxFolder(folder).write(TRAIN_IMAGES, Arrays.copyOf(images, images.length + 7));
        assertRefused(() -> open(Split.TRAIN), TRAIN_IMAGES, "too long", "503");
        new IdxFolder(folder).write(TRAIN_IMAGES, Arrays.copyOf(images, 10));
        assertRefused(() -> open(Split.TRAIN), TRAIN_IMAGES, "cut short");
    }

    @Test
    void noImagesAreRefused() throws IOException {
        new IdxFolder(folder).half("train", 0, 4, 4);
        assertRefused(() -> open(Split.TRAIN), TRAIN_IMAGES, "[0, 4, 4]");
    }

    @Test
    void otherNumberOfLabelsIsRefused() throws IOException {
        new IdxFolder(folder).half("train", 30, 4, 4).write(TRAIN_LABELS, IdxFolder.labels(29));
        assertRefused(() -> open(Split.TRAIN), TRAIN_IMAGES, "30 images", TRAIN_LABELS, "29 labels");
    }

    @Test
    void otherSizeOfTestImagesIsRefused() throws IOException {
        new IdxFolder(folder).half("train", 30, 4, 4).half("t10k", 30, 4, 5);
        assertRefused(() -> open(Split.ALL), TRAIN_IMAGES, "4×4", "t10k-images-idx3-ubyte", "4×5");
    }

    @Test
    void missingLabelsAreRefused() throws IOException {
        new IdxFolder(folder).half("train", 30, 4, 4);
        Files.delete(folder.resolve(TRAIN_LABELS));
        assertRefused(() -> open(Split.TRAIN), TRAIN_LABELS, "missing");
    }

    @Test
    void damagedCompressionIsRefused() throws IOException {
        byte[] images = IdxFolder.images(30, 20, 20);
        new IdxFolder(folder).write(TRAIN_IMAGES + ".gz", images).write(TRAIN_LABELS + ".gz", IdxFolder.labels(30));
        Path file = folder.resolve(TRAIN_IMAGES + ".gz");
        byte[] whole = Files.readAllBytes(file);

        Files.write(file, Arrays.copyOf(whole, whole.length - 20));
        assertRefused(() -> open(Split.TRAIN), TRAIN_IMAGES, "cut short");

        byte[] noise = whole.clone();
        Arrays.fill(noise, whole.length / 2, whole.length - 8, (byte) 0xFF);
        Files.write(file, noise);
        assertRefused(() -> open(Split.TRAIN).read(0, 0, n -> {}), TRAIN_IMAGES);

        byte[] otherSum = whole.clone();
        otherSum[whole.length - 6] ^= 1;
        Files.write(file, otherSum);
        assertRefused(() -> open(Split.TRAIN).read(0, 0, n -> {}), TRAIN_IMAGES, "damaged");

        Files.write(file, images);
        assertRefused(() -> open(Split.TRAIN), TRAIN_IMAGES, "not a gzip file");
    }

    @Test
    void aCompressedFileOfSeveralMembersIsRead() throws IOException {
        byte[] images = IdxFolder.images(30, 4, 4);
        IdxFolder idx = new IdxFolder(folder);
        idx.write("a.gz", Arrays.copyOf(images, 100)).write("b.gz", Arrays.copyOfRange(images, 100, images.length));
        byte[] a = Files.readAllBytes(folder.resolve("a.gz"));
        byte[] b = Files.readAllBytes(folder.resolve("b.gz"));
        byte[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        Files.write(folder.resolve(TRAIN_IMAGES + ".gz"), both);
        idx.write(TRAIN_LABELS, IdxFolder.labels(30));
        assertEquals(
                IdxFolder.pixel(29, 15), open(Split.TRAIN).read(0, 0, n -> {}).get(30 * 16 - 1));
    }

    @Test
    void moreThanOneBufferHoldsIsRefused() throws IOException {
        new IdxFolder(folder).half("train", 30, 4, 4);
        assertRefused(() -> open(Split.TRAIN).read(20_000, 20_000, n -> {}), "30 images", "GB", "smaller size");
    }

    @Test
    void classesAreTheLabelsThatOccur() throws IOException {
        byte[] labels = IdxFolder.labels(30);
        for (int i = 0; i < 30; i++) {
            labels[8 + i] = (byte) (i % 2 == 0 ? 3 : 7);
        }
        new IdxFolder(folder).half("train", 30, 2, 2).write(TRAIN_LABELS, labels);
        Dataset set = open(Split.TRAIN);
        assertEquals(List.of("3", "7"), set.info().classes());
        assertArrayEquals(
                IntStream.range(0, 30).map(i -> i % 2).toArray(), set.labels().orElseThrow());
    }

    @Test
    void emnistIsReadByItsOwnNames() throws IOException {
        Path raw = folder.resolve("EMNIST/raw");
        byte[] labels = IdxFolder.labels(52);
        for (int i = 0; i < 52; i++) {
            labels[8 + i] = (byte) (1 + i % 26);
        }
        IdxFolder idx = new IdxFolder(raw);
        for (String half : List.of("train", "test")) {
            idx.write("emnist-letters-" + half + "-images-idx3-ubyte.gz", IdxFolder.images(52, 2, 2))
                    .write("emnist-letters-" + half + "-labels-idx1-ubyte.gz", labels);
        }
        Dataset set = open("EMNIST", "");
        assertEquals(26, set.info().classes().size());
        assertEquals("1", set.info().classes().get(0));
        assertEquals("26", set.info().classes().get(25));
        assertEquals(104, set.info().images());
        assertEquals("EMNIST", set.info().name());
        assertEquals(0, set.labels().orElseThrow()[26]);

        idx.write("emnist-digits-train-images-idx3-ubyte", IdxFolder.images(20, 2, 2));
        assertRefused(() -> open("EMNIST", ""), "digits, letters", "EMNIST(set=digits)");
        assertEquals("EMNIST-letters", open("EMNIST", "set=letters").info().name());
        assertRefused(() -> open("EMNIST", "set=leters"), "leters", "Did you mean letters?");
        assertRefused(() -> open("EMNIST", "set=digits"), "emnist-digits-train-labels-idx1-ubyte");
    }

    /** A stroke along the top and one down the left side, as EMNIST's files have it: columns first. */
    @Test
    void imagesOfEmnistAreTurnedUpright() throws IOException {
        byte[] images = {0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 3, 0, 0, 0, 3, 10, 40, 70, 20, 50, 80, 30, 60, 90};
        byte[] labels = {0, 0, 8, 1, 0, 0, 0, 1, 2};
        new IdxFolder(folder.resolve("EMNIST/raw"))
                .write("emnist-letters-train-images-idx3-ubyte", images)
                .write("emnist-letters-train-labels-idx1-ubyte", labels)
                .write("emnist-letters-mapping.txt", "1 65 97\n2 66 98\n".getBytes());
        Dataset set = reader.open(folder.resolve("EMNIST"), Split.TRAIN, Settings.of(reader, ""))
                .orElseThrow();
        assertEquals(List.of("B"), set.info().classes());
        byte[] upright = new byte[9];
        set.read(0, 0, count -> {}).get(upright);
        assertArrayEquals(new byte[] {10, 20, 30, 40, 50, 60, 70, 80, 90}, upright);
        new IdxFolder(folder.resolve("EMNIST/raw")).write("emnist-letters-mapping.txt", "one A\n".getBytes());
        assertRefused(() -> open("EMNIST", Split.TRAIN), "emnist-letters-mapping.txt", "one A");
    }

    @Test
    void qmnistHasRowsOfNumbersForLabels() throws IOException {
        ByteBuffer labels =
                ByteBuffer.allocate(12 + 4 * 8 * 4).putInt(0x0C02).putInt(4).putInt(8);
        for (int image = 0; image < 4; image++) {
            labels.putInt(new int[] {5, 0, 5, 300}[image]);
            labels.putInt(1).putInt(2).putInt(3).putInt(4).putInt(5).putInt(6).putInt(7);
        }
        new IdxFolder(folder.resolve("QMNIST/raw"))
                .write("qmnist-train-images-idx3-ubyte.gz", IdxFolder.images(4, 2, 2))
                .write("qmnist-train-labels-idx2-int.gz", labels.array());
        Dataset set = open("QMNIST", Split.TRAIN);
        assertEquals("QMNIST", set.info().name());
        assertEquals(List.of("0", "5", "300"), set.info().classes());
        assertArrayEquals(new int[] {1, 0, 1, 2}, set.labels().orElseThrow());
        assertEquals(IdxFolder.pixel(0, 1), set.read(0, 0, count -> {}).get(1));
        assertRefused(() -> open("QMNIST", Split.TEST), "qmnist-test-images-idx3-ubyte", "missing");
        labels.putInt(0, 0x0E01);
        new IdxFolder(folder.resolve("QMNIST/raw")).write("qmnist-train-labels-idx2-int.gz", labels.array());
        assertRefused(() -> open("QMNIST", Split.TRAIN), "0x00000801", "0x00000c02", "0x00000e01");
    }

    private Dataset open(String name, Split split) {
        return reader.open(folder.resolve(name), split, Settings.of(reader, "")).orElseThrow();
    }

    @Test
    void namesWithADotAreRead() throws IOException {
        new IdxFolder(folder)
                .write("train-images.idx3-ubyte", IdxFolder.images(30, 2, 2))
                .write("train-labels.idx1-ubyte", IdxFolder.labels(30));
        assertEquals(30, open(Split.TRAIN).info().images());
    }

    @Test
    void aPackedFileFarLargerThanItSaysIsRefused() throws IOException {
        byte[] labels = new byte[40_000_000];
        System.arraycopy(IdxFolder.labels(30), 0, labels, 0, 38);
        new IdxFolder(folder).half("train", 30, 2, 2).write(TRAIN_LABELS + ".gz", labels);
        Files.delete(folder.resolve(TRAIN_LABELS));
        assertRefused(() -> open(Split.TRAIN), TRAIN_LABELS, "too long", "more than");
        Path file = folder.resolve(TRAIN_LABELS + ".gz");
        byte[] packed = Files.readAllBytes(file);
        ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN).putInt(packed.length - 4, 38);
        Files.write(file, packed);
        assertRefused(() -> open(Split.TRAIN), TRAIN_LABELS, "more than its header says");
    }

    private Dataset open(String below, String options) {
        return reader.open(folder.resolve(below), Split.ALL, Settings.of(reader, options))
                .orElseThrow();
    }

    private Dataset open(Split split) {
        return reader.open(folder, split, Settings.of(reader, "")).orElseThrow();
    }
}
