package org.clade.cluster.neighbors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.clade.api.part.RefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageSearchTest {

    private final ImageSearch search = new ImageSearch(List.of("a/1.png", "b/1.png", "b/2.png", "3"));

    @Test
    void anImageIsMeantByItsNameItsIndexOrTheEndOfItsName() {
        assertEquals(OptionalInt.of(1), search.find("b/1.png"));
        assertEquals(OptionalInt.of(2), search.find("2.png"));
        assertEquals(OptionalInt.of(3), search.find("3"), "a name goes before an index");
        assertEquals(OptionalInt.of(2), search.find("2"));
        assertEquals(OptionalInt.empty(), search.find("4"));
        assertEquals(OptionalInt.empty(), search.find("ng"));
        assertEquals(OptionalInt.empty(), search.find("99999999999999"));
    }

    @Test
    void aNameThatSeveralHaveIsRefused() {
        String said =
                assertThrows(RefusedException.class, () -> search.find("1.png")).getMessage();
        assertEquals("“1.png” may be a/1.png or b/1.png, among others; give more of the path.", said);
    }

    @Test
    void aFileOfTheFolderIsMeantByItsPath(@TempDir Path folder) throws Exception {
        Path file = Files.createDirectories(folder.resolve("b")).resolve("2.png");
        Files.writeString(file, "x");
        assertEquals(OptionalInt.of(2), search.find(file.toString()));
        Path other = folder.resolve("9.png");
        Files.writeString(other, "x");
        assertEquals(OptionalInt.empty(), search.find(other.toString()));
    }
}
