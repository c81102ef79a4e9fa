package org.clade.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.clade.api.data.Dataset;
import org.clade.api.data.Split;
import org.clade.api.part.Settings;
import org.clade.data.folder.ImageReading;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Linux stores names as bytes; names that are not UTF-8 have a form that identifies the file. */
class FileNamesTest {

    private final ImageFolderReader reader = new ImageFolderReader(ImageReading.uncached(TestImages.decoder()));

    @TempDir
    Path folder;

    @BeforeEach
    void onLinux() {
        assumeTrue(FileSystems.getDefault().getClass().getName().contains("Linux"));
    }

    @Test
    void namesThatAreNotUtf8AreDistinctAndReversible() throws IOException {
        image("caf%E9.png");
        image("caf%E8.png");
        image("caf%5CxE9.png"); // a file with the escaped form of the first as its name
        image("caf%C3%A9.png");
        image("plain%5Cname.png");
        assertEquals(
                List.of("caf\\x5CxE9.png", "caf\\xE8.png", "caf\\xE9.png", "café.png", "plain\\name.png"), items());
    }

    @Test
    void classesThatAreNotUtf8StayTwoClasses() throws IOException {
        image("%E9/0.png");
        image("%E8/0.png");
        Dataset set = open();
        assertEquals(List.of("\\xE8", "\\xE9"), set.info().classes());
        assertEquals(List.of("\\xE8/0.png", "\\xE9/0.png"), items());
    }

    private void image(String rawName) throws IOException {
        Path written = TestImages.even(folder.resolve("written.png"), 2, 2, 0);
        Path file = Path.of(URI.create(folder.toUri() + rawName));
        Files.createDirectories(file.getParent());
        Files.move(written, file);
    }

    private List<String> items() {
        Dataset set = open();
        return IntStream.range(0, set.info().images()).mapToObj(set::item).toList();
    }

    private Dataset open() {
        return reader.open(folder, Split.ALL, Settings.of(reader, "")).orElseThrow();
    }
}
