package org.clade.data.numpy;

import static org.clade.data.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.clade.api.data.Dataset;
import org.clade.api.data.ImageShape;
import org.clade.api.data.Split;
import org.clade.api.part.Settings;
import org.clade.data.AreaScaler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archives were written by NumPy; pixel p of image i is (7 i + p) mod 256 in the order of the array. */
class NpzReaderTest {

    private final NpzReader reader = new NpzReader(new AreaScaler());

    @TempDir
    Path folder;

    @Test
    void readsMedMnist() throws IOException {
        Dataset set = open("medmnist", Split.ALL);
        assertEquals("medmnist", set.info().name());
        assertEquals("NumPy", set.info().layout());
        assertEquals("train+val+test", set.info().protocol());
        assertEquals(new ImageShape(1, 4, 3), set.info().shape());
        assertEquals(List.of("0", "1", "3"), set.info().classes());
        assertArrayEquals(new int[] {0, 1, 2, 0, 1, 2, 2, 1, 0, 2}, set.labels().orElseThrow());
        ByteBuffer pixels = set.read(0, 0, count -> {});
        assertEquals(120, pixels.remaining());
        for (int p = 0; p < 12; p++) {
            assertEquals(p, pixels.get(p));
            assertEquals(7 * 4 + p, pixels.get(4 * 12 + p));
            assertEquals(7 + p, pixels.get(6 * 12 + p));
            assertEquals(7 * 2 + p, pixels.get(9 * 12 + p));
        }
        assertEquals(5, open("medmnist", Split.TRAIN).info().images());
        assertEquals("val+test", open("medmnist", Split.TEST).info().protocol());
        assertArrayEquals(
                new int[] {2, 2, 1, 0, 2}, open("medmnist", Split.TEST).labels().orElseThrow());
    }

    @Test
    void channelsBecomePlanes() throws IOException {
        Dataset set = open("color", Split.ALL);
        assertEquals(new ImageShape(3, 2, 5), set.info().shape());
        assertEquals("train+test", set.info().protocol());
        assertEquals(List.of("2", "9"), set.info().classes());
        assertArrayEquals(new int[] {0, 1, 0, 1, 1}, set.labels().orElseThrow());
        ByteBuffer pixels = set.read(0, 0, count -> {});
        for (int channel = 0; channel < 3; channel++) {
            for (int pixel = 0; pixel < 10; pixel++) {
                assertEquals(3 * pixel + channel, pixels.get(channel * 10 + pixel));
                assertEquals(7 + 3 * pixel + channel, pixels.get(4 * 30 + channel * 10 + pixel));
            }
        }
        Dataset planes = open("planes", Split.ALL);
        assertEquals(new ImageShape(3, 2, 5), planes.info().shape());
        assertEquals("all", planes.info().protocol());
        assertFalse(planes.info().labeled());
        assertEquals(Optional.empty(), planes.labels());
        assertEquals(29, planes.read(0, 0, count -> {}).get(29));
        assertRefused(() -> open("planes", Split.TRAIN), "planes.npz", "no split train");
    }

    @Test
    void everyVersionOfTheFormatIsRead() throws IOException {
        assertArrayEquals(
                new int[] {0, 1, 0, 1, 0, 1},
                open("versions", Split.ALL).labels().orElseThrow());
    }

    @Test
    void severalLabelsAreNoClasses() throws IOException {
        Dataset set = open("several", Split.ALL);
        assertFalse(set.info().labeled());
        assertTrue(set.info().title().contains("(2, 14)"), set.info().title());
    }

    @Test
    void whatIsNotReadIsRefused() throws IOException {
        assertRefused(() -> open("pickled", Split.ALL), "images.npy", "pickle");
        assertRefused(() -> open("float", Split.ALL), "images.npy", "f4", "uint8");
        assertRefused(() -> open("fortran", Split.ALL), "images.npy", "Fortran", "ascontiguousarray");
        assertRefused(() -> open("volumes", Split.ALL), "train_images.npy", "(2, 4, 4, 4)");
        assertRefused(() -> open("unequal", Split.ALL), "2 images", "3 labels");
        assertRefused(() -> open("other", Split.ALL), "a, b", "train_images");
        Path text = Files.writeString(folder.resolve("text.npz"), "no archive");
        assertRefused(() -> reader.openFile(text, Split.ALL, settings()), "text.npz", "not a zip archive");
    }

    @Test
    void damageIsFound() throws IOException {
        Path file = copy("color");
        byte[] bytes = Files.readAllBytes(file);
        byte[] header = "NUMPY".getBytes();
        for (int at = 0; at < bytes.length - header.length; at++) {
            if (Arrays.equals(bytes, at, at + header.length, header, 0, header.length)) {
                bytes[at] = 'M';
                break;
            }
        }
        Files.write(file, bytes);
        assertRefused(() -> reader.openFile(file, Split.ALL, settings()), "color.npz");
        Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
        assertRefused(() -> reader.openFile(file, Split.ALL, settings()), "color.npz");
    }

    @Test
    void theOneArchiveOfAFolderIsRead() throws IOException {
        assertEquals(Optional.empty(), reader.open(folder, Split.ALL, settings()));
        copy("color");
        assertEquals(
                "color",
                reader.open(folder, Split.ALL, settings()).orElseThrow().info().name());
        copy("planes");
        assertRefused(() -> reader.open(folder, Split.ALL, settings()), "color.npz, planes.npz");
        Path text = Files.writeString(folder.resolve("notes.txt"), "text");
        assertEquals(Optional.empty(), reader.openFile(text, Split.ALL, settings()));
    }

    private Dataset open(String name, Split split) throws IOException {
        return reader.openFile(copy(name), split, settings()).orElseThrow();
    }

    private Path copy(String name) throws IOException {
        Path file = folder.resolve(name + ".npz");
        if (!Files.exists(file)) {
            try (InputStream in = NpzReaderTest.class.getResourceAsStream(name + ".npz")) {
                Files.copy(in, file);
            }
        }
        return file;
    }

    private Settings settings() {
        return Settings.of(reader, "");
    }
}
