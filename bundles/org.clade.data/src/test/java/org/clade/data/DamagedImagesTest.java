package org.clade.data;

import static org.clade.data.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.clade.api.data.Dataset;
import org.clade.api.data.DatasetNote;
import org.clade.api.data.Split;
import org.clade.api.part.RefusedException;
import org.clade.api.part.Settings;
import org.clade.data.folder.ImageReading;
import org.clade.data.image.ImageDecoder;
import org.clade.data.image.PixelLimit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages name all unreadable files with reasons; an option leaves them out. */
class DamagedImagesTest {

    /** Without native decoders, so that lossy WebP is unsupported. */
    private final ImageFolderReader reader =
            new ImageFolderReader(ImageReading.uncached(new ImageDecoder(PixelLimit.usual(), Optional.empty())));

    @TempDir
    Path folder;

    @Test
    void allAreNamedInWords() throws IOException {
        eightGoodFourDamaged();
        assertRefused(
                () -> open(""),
                "4 of the 12 images",
                folder.toString(),
                "“empty.png” is empty",
                "“short.jpg” is cut short",
                "“page.jpg” is a web page, not a JPEG",
                "“film.webp” is a lossy WebP (only lossless WebP is read",
                "--skip-damaged");
        String sentence = assertThrows(RefusedException.class, () -> open("")).getMessage();
        assertFalse(sentence.contains("Exception"), sentence);
    }

    @Test
    void theyAreLeftOutWhereThatIsAskedFor() throws IOException {
        eightGoodFourDamaged();
        Dataset set = open("skip_damaged=on");
        assertEquals(8, set.info().images());
        assertEquals(8 * 3 * 16, set.read(0, 0, n -> {}).remaining());
        DatasetNote note = set.notes().get(0);
        assertEquals(4, note.count());
        assertEquals("damaged images", note.what());
        assertTrue(note.toString().contains("empty.png is empty"), note.toString());
        assertFalse(IntStream.range(0, 8).mapToObj(set::item).toList().contains("empty.png"));
    }

    @Test
    void whereAllAreDamagedNoneIsLeftOut() throws IOException {
        Files.write(folder.resolve("a.png"), new byte[0]);
        Files.write(folder.resolve("b.png"), new byte[0]);
        for (String options : List.of("", "skip_damaged=on")) {
            String sentence =
                    assertThrows(RefusedException.class, () -> open(options)).getMessage();
            assertTrue(sentence.endsWith("replace them, or name another folder."), sentence);
        }
    }

    @Test
    void labelsStayWithTheirImages() throws IOException {
        TestImages.even(folder.resolve("a/0.png"), 4, 4, 0);
        Files.write(folder.resolve("a/1.png"), new byte[0]);
        TestImages.even(folder.resolve("b/0.png"), 4, 4, 0);
        assertArrayEquals(new int[] {0, 1}, open("skip_damaged=on").labels().orElseThrow());
    }

    @Test
    void theFirstTwentyAreNamedAndTheOthersCounted() throws IOException {
        for (int i = 10; i < 35; i++) {
            Files.write(folder.resolve(i + ".png"), new byte[0]);
        }
        assertRefused(() -> open(""), "25 of the 25", "“10.png”", "“29.png” is empty and 5 more");
        assertRefused(() -> open("skip_damaged=on"), "25 of the 25");
    }

    @Test
    void whatAFileIsIsSaid() throws IOException {
        TestImages.even(folder.resolve("good.png"), 4, 4, 0);
        write("a.jpg", "\0\0\0\u0020ftypavif\0\0\0\0");
        write("b.jpg", "\0\0\0\u0020ftypheic\0\0\0\0");
        write("c.jpg", "%PDF-1.7");
        write("d.png", "version https://git-lfs.github.com/spec/v1\n");
        write("e.png", "<svg xmlns='x'/>");
        write("f.gif", "8BPS\0\1");
        write("g.bmp", "\0\0\0\0\0\0\0\0");
        write("h.tif", "II+\0\b\0");
        write("i.ppm", "PK\u0003\u0004");
        assertRefused(
                () -> open(""),
                "“a.jpg” is an AVIF image, not a JPEG",
                "“b.jpg” is a HEIC image, not a JPEG",
                "“c.jpg” is a PDF",
                "“d.png” is a Git LFS pointer, not a PNG",
                "“e.png” is an SVG drawing",
                "“f.gif” is a Photoshop file",
                "“g.bmp” is a file of zeros",
                "“h.tif” is a BigTIFF image",
                "“i.ppm” is a zip archive");
    }

    @Test
    void onlyRegularFilesAreImages() throws Exception {
        TestImages.even(folder.resolve("good.png"), 4, 4, 0);
        assumeTrue(Files.exists(Path.of("/dev/zero")));
        assumeTrue(new ProcessBuilder("mkfifo", folder.resolve("pipe.png").toString())
                        .start()
                        .waitFor()
                == 0);
        Files.createSymbolicLink(folder.resolve("device.png"), Path.of("/dev/zero"));
        Files.createSymbolicLink(folder.resolve("nothing.png"), folder.resolve("gone"));
        Dataset set = assertTimeoutPreemptively(Duration.ofMinutes(1), () -> open(""));
        assertEquals(1, set.info().images());
        DatasetNote note = set.notes().get(0);
        assertEquals("special files", note.what());
        assertEquals(3, note.count());
    }

    @Test
    void listsAreRegularFilesToo() throws Exception {
        assumeTrue(new ProcessBuilder("mkfifo", folder.resolve("wnids.txt").toString())
                        .start()
                        .waitFor()
                == 0);
        TinyImageNetReader tiny = new TinyImageNetReader(ImageReading.uncached(TestImages.decoder()));
        assertTrue(assertTimeoutPreemptively(
                        Duration.ofMinutes(1), () -> tiny.open(folder, Split.ALL, Settings.of(tiny, "")))
                .isEmpty());
    }

    private void eightGoodFourDamaged() throws IOException {
        for (int i = 0; i < 8; i++) {
            TestImages.even(folder.resolve(i + ".jpg"), 4, 4, 0x808080);
        }
        Files.write(folder.resolve("empty.png"), new byte[0]);
        byte[] whole = Files.readAllBytes(TestImages.even(folder.resolve("short.jpg"), 40, 40, 0x808080));
        Files.write(folder.resolve("short.jpg"), Arrays.copyOf(whole, whole.length - 30));
        write("page.jpg", "<!DOCTYPE html><html><body>Not found</body></html>");
        write("film.webp", "RIFF\u0024\0\0\0WEBPVP8 \u0018\0\0\0" + "\0".repeat(24));
    }

    private void write(String name, String bytes) throws IOException {
        Files.write(folder.resolve(name), bytes.getBytes(StandardCharsets.ISO_8859_1));
    }

    private Dataset open(String options) {
        return reader.open(folder, Split.ALL, Settings.of(reader, options)).orElseThrow();
    }
}
