package org.clade.base.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

    @TempDir
    private Path folder;

    private static AtomicFile.Content content(String text) {
        return out -> out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static AtomicFile.Content broken() {
        return out -> {
            out.write(1);
            throw new IOException("the disk is full");
        };
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void aFileIsReplacedAsAWhole() throws IOException {
        Path file = folder.resolve("a.txt");
        AtomicFile.write(file, "old");
        AtomicFile.replace(file, content("new"));

        assertEquals("new", Files.readString(file));
        assertEquals(List.of("a.txt"), names());
    }

    @Test
    void contentThatFailsLeavesTheOldFileAndNothingElse() throws IOException {
        Path file = folder.resolve("a.txt");
        AtomicFile.write(file, "old");

        String sentence = assertThrows(FileWriteException.class, () -> AtomicFile.write(file, broken()))
                .getMessage();
        assertThrows(IOException.class, () -> AtomicFile.replace(file, broken()));
        assertThrows(IOException.class, () -> AtomicFile.create(folder.resolve("b.txt"), broken()));

        assertTrue(sentence.contains("the disk is full"), sentence);
        assertEquals("old", Files.readString(file));
        assertEquals(List.of("a.txt"), names());
    }

    @Test
    void aNameThatIsTakenIsNotTakenAgain() throws IOException {
        Path file = folder.resolve("deeper/a.txt");
        AtomicFile.create(file, content("first"));

        assertThrows(FileAlreadyExistsException.class, () -> AtomicFile.create(file, content("second")));
        assertEquals("first", Files.readString(file));
    }

    @Test
    void aRunFolderThatWasDeletedIsNotMadeAgain() {
        Path file = folder.resolve("deleted/a.txt");
        String sentence = assertThrows(FileWriteException.class, () -> AtomicFile.write(file, "text"))
                .getMessage();
        assertTrue(sentence.contains("was deleted or moved"), sentence);
    }
}
