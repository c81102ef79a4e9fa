package org.clade.data;

import static org.clade.data.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.clade.api.data.Dataset;
import org.clade.api.data.DatasetReader;
import org.clade.api.data.ImageShape;
import org.clade.api.data.Split;
import org.clade.api.part.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CifarReadersTest {

    private static final int PIXELS = 3072;

    private final DatasetReader ten = new Cifar10Reader(new AreaScaler(), 4);
    private final DatasetReader hundred = new Cifar100Reader(new AreaScaler(), 6, 3);

    @TempDir
    Path folder;

    @Test
    void readsTheFiveTrainBatchesThenTheTestBatch() throws IOException {
        writeTen();
        Dataset set = open(ten, Split.ALL, "");
        assertEquals(24, set.info().images());
        assertEquals(new ImageShape(3, 32, 32), set.info().shape());
        assertEquals("train+test", set.info().protocol());
        assertEquals("0", set.info().classes().get(0));
        assertArrayEquals(
                IntStream.range(0, 24).map(i -> i % 10).toArray(), set.labels().orElseThrow());
        ByteBuffer pixels = set.read(0, 0, n -> {});
        for (int i = 0; i < 24; i++) {
            for (int p = 0; p < PIXELS; p++) {
                assertEquals(pixel(i, p), pixels.get(i * PIXELS + p));
            }
        }
        assertEquals(20, open(ten, Split.TRAIN, "").info().images());
        assertArrayEquals(
                new int[] {0, 1, 2, 3}, open(ten, Split.TEST, "").labels().orElseThrow());
    }

    @Test
    void takesClassNamesFromTheirFile() throws IOException {
        writeTen();
        Files.writeString(folder.resolve("batches.meta.txt"), "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\n\n");
        assertEquals("j", open(ten, Split.ALL, "").info().classes().get(9));
        Files.writeString(folder.resolve("batches.meta.txt"), "a\nb\n");
        assertRefused(() -> open(ten, Split.ALL, ""), "batches.meta.txt", "2 classes", "10");
    }

    @Test
    void damagedTenIsRefused() throws IOException {
        writeTen();
        Path batch = folder.resolve("data_batch_3.bin");
        byte[] whole = Files.readAllBytes(batch);
        Files.write(batch, Arrays.copyOf(whole, whole.length - 1));
        assertRefused(
                () -> open(ten, Split.ALL, ""), "data_batch_3.bin", "cut short", "4 images of 3073 bytes", "12292");
        Files.write(batch, Arrays.copyOf(whole, whole.length + 1));
        assertRefused(() -> open(ten, Split.ALL, ""), "data_batch_3.bin", "too long", "12293");
        whole[3073] = 17;
        Files.write(batch, whole);
        assertRefused(() -> open(ten, Split.ALL, "").labels(), "data_batch_3.bin", "label 17", "image 1", "0 to 9");
        Files.delete(batch);
        assertRefused(() -> open(ten, Split.ALL, ""), "data_batch_3.bin", "missing", "split test");
        assertEquals(4, open(ten, Split.TEST, "").info().images());
    }

    @Test
    void theOfficialSizeIsAskedFor() throws IOException {
        writeTen();
        assertRefused(
                () -> open(new Cifar10Reader(new AreaScaler()), Split.ALL, ""),
                "data_batch_1.bin",
                "30730000",
                "12292");
    }

    @Test
    void labelsAreTheTwentySuperclassesUnlessFineOnesAreAskedFor() throws IOException {
        writeHundred();
        Dataset coarse = open(hundred, Split.ALL, "");
        assertEquals(20, coarse.info().classes().size());
        assertArrayEquals(new int[] {0, 1, 2, 3, 4, 5, 0, 1, 2}, coarse.labels().orElseThrow());
        Dataset fine = open(hundred, Split.ALL, "fine=on");
        assertEquals(100, fine.info().classes().size());
        assertEquals("fine 99", fine.info().classes().get(99));
        assertArrayEquals(
                new int[] {99, 98, 97, 96, 95, 94, 99, 98, 97}, fine.labels().orElseThrow());
        ByteBuffer pixels = fine.read(0, 0, n -> {});
        assertEquals(9 * PIXELS, pixels.remaining());
        assertEquals(pixel(5, 0), pixels.get(5 * PIXELS));
        assertEquals(pixel(2, 3071), pixels.get(9 * PIXELS - 1));
    }

    @Test
    void trainBinAloneIsNotTakenForCifar() throws IOException {
        writeHundred();
        Files.delete(folder.resolve("fine_label_names.txt"));
        assertTrue(hundred.open(folder, Split.ALL, Settings.of(hundred, "")).isEmpty());
        Path named = Files.move(
                        folder.resolve("train.bin"),
                        Files.createDirectory(folder.resolve("cifar-100-binary"))
                                .resolve("train.bin"))
                .getParent();
        assertEquals(
                6,
                hundred.open(named, Split.TRAIN, Settings.of(hundred, ""))
                        .orElseThrow()
                        .info()
                        .images());
    }

    @Test
    void otherFoldersAreLeftToOthers() {
        assertTrue(ten.open(folder, Split.ALL, Settings.of(ten, "")).isEmpty());
        assertTrue(hundred.open(folder, Split.ALL, Settings.of(hundred, "")).isEmpty());
    }

    private Dataset open(DatasetReader reader, Split split, String options) {
        return reader.open(folder, split, Settings.of(reader, options)).orElseThrow();
    }

    private void writeTen() throws IOException {
        for (int batch = 1; batch <= 6; batch++) {
            ByteBuffer bytes = ByteBuffer.allocate(4 * (PIXELS + 1));
            for (int i = 0; i < 4; i++) {
                int image = 4 * (batch - 1) + i;
                bytes.put((byte) (image % 10)).put(pixels(image));
            }
            Files.write(folder.resolve(batch == 6 ? "test_batch.bin" : "data_batch_" + batch + ".bin"), bytes.array());
        }
    }

    private void writeHundred() throws IOException {
        for (String name : List.of("train.bin", "test.bin")) {
            int count = name.equals("train.bin") ? 6 : 3;
            ByteBuffer bytes = ByteBuffer.allocate(count * (PIXELS + 2));
            for (int i = 0; i < count; i++) {
                bytes.put((byte) i).put((byte) (99 - i)).put(pixels(i));
            }
            Files.write(folder.resolve(name), bytes.array());
        }
        Files.write(
                folder.resolve("fine_label_names.txt"),
                IntStream.range(0, 100).mapToObj(i -> "fine " + i).toList());
    }

    private static byte[] pixels(int image) {
        byte[] pixels = new byte[PIXELS];
        for (int p = 0; p < PIXELS; p++) {
            pixels[p] = pixel(image, p);
        }
        return pixels;
    }

    private static byte pixel(int image, int at) {
        return (byte) (31 * image + 7 * at);
    }
}
