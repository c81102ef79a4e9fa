package org.clade.base.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.clade.api.part.RefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmptyFolderTest {

    @TempDir
    private Path folder;

    private String refusal(Path path, Set<String> expected) {
        return assertThrows(RefusedException.class, () -> EmptyFolder.require(path, expected))
                .getMessage();
    }

    @Test
    void aFolderThatIsMissingOrEmptyOrHoldsWhatIsExpectedIsTaken() throws Exception {
        EmptyFolder.require(folder.resolve("missing"), Set.of());
        EmptyFolder.require(folder, Set.of());
        Files.createDirectory(folder.resolve("recipes"));
        EmptyFolder.require(folder, Set.of("recipes"));
    }

    @Test
    void whatElseIsThereIsNamed() throws Exception {
        Path photo = Files.createFile(folder.resolve("photo.png"));
        Files.createDirectory(folder.resolve("recipes"));
        assertEquals(
                folder + " is not empty (photo.png is there); name another folder with --to.",
                refusal(folder, Set.of("recipes")));
        assertEquals(photo + " is a file, not a folder; name another one with --to.", refusal(photo, Set.of()));
    }
}
