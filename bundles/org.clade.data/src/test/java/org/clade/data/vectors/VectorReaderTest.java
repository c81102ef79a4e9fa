package org.clade.data.vectors;

import static org.clade.data.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.clade.api.data.Dataset;
import org.clade.api.data.ImageShape;
import org.clade.api.data.SelectiveDataset;
import org.clade.api.data.Split;
import org.clade.api.part.Settings;
import org.clade.data.folder.ImageReading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * NumPy 2.4 and safetensors 0.8 wrote the files by {@code make.py} next to them, PyTorch those of {@code golden}; value (i, j) is i + j /
 * 8.
 */
class VectorReaderTest {

    private final VectorReader reader =
            new VectorReader(ImageReading.of(property -> null).decoder());

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "features.npy",
                "half.npy",
                "double.npy",
                "bfloat16.npy(type=bfloat16)",
                "fortran.npy",
                "pooled.npy",
                "all.npz",
                "parts.npz",
                "only.npz",
                "two.npz(array=dino)",
                "features.safetensors",
                "two.safetensors(array=dino)",
                "plain.csv",
                "tabs.tsv",
                "frame.csv"
            })
    void readsVectors(String name) throws IOException {
        Dataset set = open(name);
        assertEquals(ImageShape.vector(4), set.info().shape());
        assertEquals(6, set.info().images());
        ByteBuffer bytes = set.read(32, 32, count -> {}).order(ByteOrder.LITTLE_ENDIAN);
        assertEquals(6 * 4 * Float.BYTES, bytes.remaining());
        for (int i = 0; i < 24; i++) {
            assertEquals(i / 4 + i % 4 / 8f, bytes.getFloat(4 * i));
        }
    }

    @Test
    void readsSomeVectorsAcrossParts() throws IOException {
        List<Float> firsts = new ArrayList<>();
        SelectiveDataset.readItems(open("parts.npz"), 0, 0, new int[] {0, 3, 4, 5}, (first, count, bytes) -> {
            for (int i = 0; i < count; i++) {
                firsts.add(bytes.order(ByteOrder.LITTLE_ENDIAN).getFloat(16 * i));
            }
        });
        assertEquals(List.of(0f, 3f, 4f, 5f), firsts);
    }

    @Test
    void splitsAreParts() throws IOException {
        assertEquals("train+test", open("parts.npz").info().protocol());
        Dataset test =
                reader.openFile(copy("parts.npz"), Split.TEST, settings("")).orElseThrow();
        assertEquals(2, test.info().images());
        assertArrayEquals(new int[] {0, 1}, test.labels().orElseThrow());
        assertRefused(
                () -> reader.openFile(copy("features.npy"), Split.TRAIN, settings("")),
                "features.npy",
                "no split train");
    }

    @ParameterizedTest
    @ValueSource(strings = {"labels.npy", "labels.txt", "labels.csv"})
    void labelsComeFromAFile(String name) throws IOException {
        copy("labels.npy");
        Files.writeString(folder.resolve("labels.txt"), "5\n7\n5\n7\n5\n7\n\n");
        Files.writeString(folder.resolve("labels.csv"), "image,label\na,5\nb,7\nc,5\nd,7\ne,5\nf,7\n");
        Dataset set = open("features.npy(labels=" + name + ")");
        assertTrue(set.info().labeled());
        assertEquals(List.of("5", "7"), set.info().classes());
        assertArrayEquals(new int[] {0, 1, 0, 1, 0, 1}, set.labels().orElseThrow());
    }

    @Test
    void labelsAndPathsComeFromTheFileItself() throws IOException {
        for (String name : List.of("all.npz", "features.safetensors")) {
            assertEquals(List.of("5", "7"), open(name).info().classes(), name);
        }
        Dataset frame = open("frame.csv");
        assertEquals(List.of("cat", "dog"), frame.info().classes());
        assertArrayEquals(new int[] {1, 0, 1, 0, 1, 0}, frame.labels().orElseThrow());
        assertEquals("p/3.png", frame.item(3));
        assertEquals("p/5.png", open("all.npz").item(5));
        assertFalse(open("all.npz(labels=none)").info().labeled());
        assertEquals(Optional.empty(), open("features.npy").labels());
        assertEquals("3", open("features.npy").item(3));
    }

    @Test
    void pathsNameFiles() throws IOException {
        copy("paths.npy");
        Path image = Files.createDirectories(folder.resolve("p")).resolve("2.png");
        BufferedImage red = new BufferedImage(12, 8, BufferedImage.TYPE_INT_RGB);
        red.setRGB(
                0,
                0,
                12,
                8,
                Collections.nCopies(96, 0xFF0000).stream().mapToInt(i -> i).toArray(),
                0,
                12);
        ImageIO.write(red, "png", image.toFile());
        Dataset set = open("features.npy(paths=paths.npy)");
        assertEquals("p/2.png", set.item(2));
        assertEquals(Optional.of(image), set.file(2));
        assertEquals(Optional.empty(), set.file(3));
        byte[] thumbnail = set.thumbnail(2, 4);
        for (int i = 0; i < 3 * 16; i++) {
            assertEquals(i < 16 ? (byte) 255 : 0, thumbnail[i]);
        }
        assertRefused(() -> set.thumbnail(3, 8), "vectors", "no pixels", "--paths");
        Files.write(image, new byte[9]);
        assertRefused(() -> set.thumbnail(2, 8), "2.png");
    }

    @Test
    void listsAndOriginNextToTheFileAreRead() throws IOException {
        Files.writeString(folder.resolve("features.labels.csv"), "label\ncat\ndog\ncat\ndog\ncat\ndog\n");
        Files.writeString(folder.resolve("features.paths.csv"), "path\n\"a,b.png\"\n1\n2\n3\n4\n5\n");
        Files.writeString(
                folder.resolve("features.json"),
                "{\"file\": \"features.npy\", \"origin\": {\"network\": \"vit\", \"options\": {\"patch\": \"14\"}}}");
        Dataset set = open("features.npy");
        assertEquals(List.of("cat", "dog"), set.info().classes());
        assertEquals("a,b.png", set.item(0));
        assertEquals(Map.of("network", "vit", "options", "{\"patch\":\"14\"}"), set.origin());
        assertFalse(open("features.npy(labels=none)").info().labeled());
        copy("labels.npy");
        assertEquals(
                List.of("5", "7"),
                open("features.npy(labels=labels.npy)").info().classes());
        Files.writeString(folder.resolve("features.json"), "{");
        assertRefused(() -> open("features.npy"), "features.json", "what made");
    }

    @Test
    void vectorsOfSeveralFilesAreJoined() throws IOException {
        copy("half.npy");
        copy("two.npz");
        Dataset set = open("features.npy(join=half.npy)");
        assertEquals(ImageShape.vector(8), set.info().shape());
        ByteBuffer bytes = set.read(0, 0, count -> {}).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 48; i++) {
            assertEquals(i / 8 + i % 4 / 8f, bytes.getFloat(4 * i));
        }
        assertRefused(() -> open("features.npy(join=two.npz)"), "two.npz", "no vectors", "array=");
        Files.writeString(folder.resolve("short.csv"), "1,2\n3,4\n");
        assertRefused(() -> open("features.npy(join=short.csv)"), "6 vectors", "short.csv", "same images");
        assertRefused(() -> open("features.npy(join=none.npy)"), "none.npy", "does not exist");
    }

    @Test
    void listsOfAnotherLengthAreRefused() throws IOException {
        copy("five.npy");
        assertRefused(() -> open("features.npy(labels=five.npy)"), "five.npy", "5 labels", "6 vectors");
        Files.writeString(folder.resolve("seven.txt"), "a\n".repeat(7));
        assertRefused(() -> open("features.npy(paths=seven.txt)"), "7 paths", "6 vectors");
        assertRefused(() -> open("features.npy(labels=no.npy)"), "no.npy", "does not exist");
        copy("half.npy");
        assertRefused(() -> open("features.npy(labels=half.npy)"), "(6, 4)", "(N,)");
        copy("object.npy");
        assertRefused(() -> open("features.npy(labels=object.npy)"), "pickle");
        assertRefused(() -> open("parts.npz(labels=labels.npy)"), "train, test", "array=");
    }

    @Test
    void valuesThatAreNotFiniteAreRefused() throws IOException {
        assertRefused(() -> open("nan.npy"), "nan.npy", "NaN in row 3, column 1", "2 rows");
        assertRefused(() -> open("large.npy"), "infinity", "row 2, column 2");
        Files.writeString(folder.resolve("nan.csv"), "1,2\n3,inf\n");
        assertRefused(() -> open("nan.csv"), "infinity", "row 1, column 1");
    }

    @Test
    void otherShapesAndTypesAreRefused() throws IOException {
        assertRefused(() -> open("tokens.npy"), "(6, 2, 4)", "first token");
        assertRefused(() -> open("line.npy"), "(6,)", "(N, d)");
        assertRefused(() -> open("empty.npy"), "(0, 4)", "no vectors");
        assertRefused(() -> open("complex.npy"), "c8", "float32");
        assertRefused(() -> open("object.npy"), "pickle", "run code");
        assertRefused(() -> open("bfloat16.npy"), "V2", "type=bfloat16");
        assertRefused(() -> open("two.safetensors"), "clip, dino", "array=");
        assertRefused(() -> open("two.safetensors(array=vit)"), "no array “vit”", "clip");
        assertRefused(() -> open("features.npy(array=x)"), "one array", "array=x");
        byte[] whole = Files.readAllBytes(copy("features.npy"));
        Files.write(folder.resolve("cut.npy"), Arrays.copyOf(whole, whole.length - 4));
        assertRefused(() -> open("cut.npy"), "cut.npy", "cut short");
    }

    @Test
    void tablesThatAreNoneAreRefused() throws IOException {
        Files.writeString(folder.resolve("text.csv"), "1,2\n3,four\n");
        assertRefused(() -> open("text.csv"), "Line 2", "“four”", "column 2");
        Files.writeString(folder.resolve("short.csv"), "1,2\n3\n");
        assertRefused(() -> open("short.csv"), "Line 2", "1 columns");
        Files.writeString(folder.resolve("none.csv"), "");
        assertRefused(() -> open("none.csv"), "no vectors");
        Files.write(folder.resolve("latin.csv"), new byte[] {'1', ',', (byte) 0xE4, '\n'});
        assertRefused(() -> open("latin.csv"), "UTF-8");
    }

    @Test
    void archivesOfImagesAreLeftToTheirReader() throws IOException {
        assertEquals(Optional.empty(), reader.openFile(copy("../numpy/color.npz"), Split.ALL, settings("")));
        assertEquals(Optional.empty(), reader.openFile(copy("../numpy/float.npz"), Split.ALL, settings("")));
        assertEquals(Optional.empty(), reader.openFile(copy("two.npz"), Split.ALL, settings("")));
        assertEquals(Optional.empty(), reader.openFile(folder.resolve("none.npy"), Split.ALL, settings("")));
    }

    @Test
    void readsTensorsThatPyTorchWrote() throws IOException {
        Dataset exact = golden("vit_r2_timm.safetensors");
        Dataset rounded = golden("vit_r2_timm_bf16.safetensors");
        assertEquals(exact.info().shape(), rounded.info().shape());
        ByteBuffer a = exact.read(0, 0, count -> {}).order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer b = rounded.read(0, 0, count -> {}).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at < a.remaining(); at += Float.BYTES) {
            assertEquals(a.getFloat(at), b.getFloat(at), Math.abs(a.getFloat(at)) / 256 + 1e-30);
        }
    }

    private Dataset golden(String name) throws IOException {
        Path file = folder.resolve(name);
        try (InputStream in = VectorReaderTest.class.getResourceAsStream("/golden/" + name)) {
            Files.copy(in, file);
        }
        return reader.openFile(file, Split.ALL, settings("array=blocks.0.attn.qkv.weight"))
                .orElseThrow();
    }

    private Dataset open(String name) throws IOException {
        int bracket = name.indexOf('(');
        String file = bracket < 0 ? name : name.substring(0, bracket);
        String options = bracket < 0 ? "" : name.substring(bracket + 1, name.length() - 1);
        return reader.openFile(copy(file), Split.ALL, settings(options)).orElseThrow();
    }

    private Settings settings(String options) {
        return Settings.of(reader, options);
    }

    private Path copy(String name) throws IOException {
        Path file = folder.resolve(name.substring(name.lastIndexOf('/') + 1));
        try (InputStream in = VectorReaderTest.class.getResourceAsStream(name)) {
            if (in != null && !Files.exists(file)) {
                Files.copy(in, file);
            }
        }
        return file;
    }
}
