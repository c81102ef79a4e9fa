package org.clade.data;

import static org.clade.data.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.clade.api.data.Dataset;
import org.clade.api.data.DatasetReader;
import org.clade.api.data.FileChecksum;
import org.clade.api.data.ImageShape;
import org.clade.api.data.Split;
import org.clade.api.part.Settings;
import org.clade.data.file.OfficialFiles;
import org.clade.golden.Golden;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Stl10ReaderTest {

    private static final ImageShape SHAPE = new ImageShape(3, 4, 4);

    private final Golden golden = Golden.load("stl10_plane_order");
    private final DatasetReader reader =
            new Stl10Reader(new AreaScaler(), SHAPE, 2, 3, new OfficialFiles("STL-10", "stl10_binary", Map.of()));

    @TempDir
    Path folder;

    @BeforeEach
    void write() throws IOException {
        byte[] image = bytes(golden.integers("inputs.bytes"));
        ByteBuffer test = ByteBuffer.allocate(3 * 48);
        test.put(new byte[48]).put(image).put(new byte[48]);
        Files.write(folder.resolve("train_X.bin"), new byte[2 * 48]);
        Files.write(folder.resolve("train_y.bin"), new byte[] {10, 1});
        Files.write(folder.resolve("test_X.bin"), test.array());
        Files.write(folder.resolve("test_y.bin"), new byte[] {2, 3, 4});
    }

    @Test
    void turnsColumnsIntoRows() {
        byte[] read = new byte[48];
        open(reader, Split.ALL).read(0, 0, n -> {}).get(3 * 48, read);
        int[] expected = golden.integers("expected.image_row_column_channel");
        for (int i = 0; i < 48; i++) {
            assertEquals(expected[i], read[i % 3 * 16 + i / 3] & 0xFF, "value " + i);
        }
    }

    @Test
    void resizesAfterTurning() {
        byte[] image = new byte[48];
        Dataset set = open(reader, Split.TEST);
        set.read(0, 0, n -> {}).get(48, image);
        byte[] small = new byte[12];
        set.read(2, 2, n -> {}).get(12, small);
        assertArrayEquals(new AreaScaler().scale(image, SHAPE, 2, 2), small);
    }

    @Test
    void labelsBeginAtOneInTheFiles() {
        Dataset set = open(reader, Split.ALL);
        assertArrayEquals(new int[] {9, 0, 1, 2, 3}, set.labels().orElseThrow());
        assertEquals("train+test", set.info().protocol());
        assertEquals(10, set.info().classes().size());
        assertEquals(5, set.info().images());
    }

    @Test
    void aLabelOutsideIsRefused() throws IOException {
        Files.write(folder.resolve("train_y.bin"), new byte[] {10, 0});
        assertRefused(() -> open(reader, Split.ALL).labels(), "train_y.bin", "label 0", "image 1", "1 to 10");
        Files.write(folder.resolve("train_y.bin"), new byte[] {11, 1});
        assertRefused(() -> open(reader, Split.ALL).labels(), "train_y.bin", "label 11", "image 0");
    }

    @Test
    void wrongSizeIsRefused() throws IOException {
        Files.write(folder.resolve("test_X.bin"), new byte[143]);
        assertRefused(() -> open(reader, Split.ALL), "test_X.bin", "cut short", "3 images of 3×4×4", "144", "143");
        Files.write(folder.resolve("train_y.bin"), new byte[3]);
        assertRefused(() -> open(reader, Split.TRAIN), "train_y.bin", "too long", "2 labels");
        Files.delete(folder.resolve("train_y.bin"));
        assertRefused(() -> open(reader, Split.TRAIN), "train_y.bin", "missing");
    }

    @Test
    void checksumsAreCompared() throws IOException, NoSuchAlgorithmException {
        OfficialFiles official = new OfficialFiles(
                "STL-10",
                "stl10_binary",
                Map.of(
                        "test_X.bin", new OfficialFiles.Content(144, md5("test_X.bin")),
                        "test_y.bin", new OfficialFiles.Content(3, md5("test_y.bin")),
                        "train_X.bin", new OfficialFiles.Content(96, "00112233445566778899aabbccddeeff")));
        DatasetReader strict = new Stl10Reader(new AreaScaler(), SHAPE, 2, 3, official);
        assertEquals(144, open(strict, Split.TEST).read(0, 0, n -> {}).remaining());
        assertEquals(3, open(strict, Split.TEST).labels().orElseThrow().length);
        assertEquals(2, open(strict, Split.TEST).checksums().size());
        assertTrue(open(strict, Split.TEST).checksums().stream().allMatch(FileChecksum::equal));
        assertRefused(
                () -> open(strict, Split.ALL).read(0, 0, n -> {}),
                "train_X.bin",
                md5("train_X.bin"),
                "00112233445566778899aabbccddeeff");
    }

    @Test
    void theOfficialSizesAreAskedFor() {
        assertRefused(
                () -> open(new Stl10Reader(new AreaScaler()), Split.ALL),
                "train_X.bin",
                "5000 images of 3×96×96",
                "138240000");
    }

    @Test
    void otherFoldersAreLeftToOthers() throws IOException {
        Files.delete(folder.resolve("train_X.bin"));
        Files.delete(folder.resolve("test_X.bin"));
        assertTrue(reader.open(folder, Split.ALL, Settings.of(reader, "")).isEmpty());
    }

    private String md5(String name) throws IOException, NoSuchAlgorithmException {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("MD5").digest(Files.readAllBytes(folder.resolve(name))));
    }

    private Dataset open(DatasetReader with, Split split) {
        return with.open(folder, split, Settings.of(with, "")).orElseThrow();
    }

    private static byte[] bytes(int[] values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
