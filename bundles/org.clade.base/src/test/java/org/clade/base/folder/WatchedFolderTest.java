package org.clade.base.folder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchedFolderTest {

    @TempDir
    private Path place;

    @Test
    void onlyFilesOfItsKindAreSeen() throws IOException {
        Path jar = Files.writeString(place.resolve("a.jar"), "content");
        Files.writeString(place.resolve("a.txt"), "text");
        Files.writeString(place.resolve(".b.jar"), "hidden");
        Files.createDirectory(place.resolve("folder.jar"));
        WatchedFolder folder = new WatchedFolder(place, "*.jar");
        assertEquals(Set.of(jar.toAbsolutePath()), folder.look().keySet());
        assertTrue(folder.has(jar));
        assertFalse(folder.has(place.resolve("below/a.jar")));
    }

    @Test
    void aFolderThatIsNotThereIsEmpty() throws IOException {
        assertEquals(Map.of(), new WatchedFolder(place.resolve("none"), "*.jar").look());
        Path file = Files.writeString(place.resolve("file"), "no folder");
        assertEquals(Map.of(), new WatchedFolder(file, "*.jar").look());
    }

    @Test
    void aFileOfTheSameSizeAndTimeIsAnotherOne() throws IOException {
        FileTime time = FileTime.from(Instant.now().minusSeconds(60));
        Path file = Files.writeString(place.resolve("a.json"), "one");
        Files.setLastModifiedTime(file, time);
        FileStamp before = FileStamp.of(file);
        Path other = Files.writeString(place.resolve("b.json"), "two");
        Files.setLastModifiedTime(other, time);
        assertEquals(before, FileStamp.of(file));
        Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
        if (before.key() != null) { // Windows has none
            assertNotEquals(before, FileStamp.of(file));
        }
        assertTrue(before.restedFor(Duration.ofSeconds(30)));
        assertFalse(before.restedFor(Duration.ofSeconds(90)));
    }
}
