package org.clade.deploy.folder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.clade.base.folder.FileStamp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeployFolderTest {

    @TempDir
    private Path place;

    @Test
    void aJarThatGrowsIsNotTakenBeforeItRests() throws Exception {
        DeployFolder folder = new DeployFolder(Optional.of(place));
        Path jar = Files.writeString(place.resolve("a.jar"), "half");
        Files.setLastModifiedTime(jar, FileTime.from(Instant.now().plusSeconds(60)));
        assertEquals(Map.of(jar, Optional.empty()), folder.look());
        Files.writeString(jar, "half and more");
        Files.setLastModifiedTime(jar, FileTime.from(Instant.now().plusSeconds(60)));
        assertEquals(Map.of(jar, Optional.empty()), folder.look());
        assertEquals(Map.of(jar, Optional.of(FileStamp.of(jar))), folder.look());
    }

    @Test
    void aJarThatHasRestedIsTakenAtOnceAndOtherFilesAreNot() throws Exception {
        DeployFolder folder = new DeployFolder(Optional.of(place));
        Path jar = Files.writeString(place.resolve("a.jar"), "whole");
        Files.setLastModifiedTime(jar, FileTime.from(Instant.now().minusSeconds(60)));
        Files.writeString(place.resolve("README.txt"), "text");
        Files.writeString(place.resolve(".a.jar.part"), "aside");
        assertEquals(Map.of(jar, Optional.of(FileStamp.of(jar))), folder.look());
        assertTrue(folder.has(jar));
        assertFalse(folder.has(place.resolve("below/a.jar")));
    }

    @Test
    void whatIsTakenOutIsKept() throws Exception {
        DeployFolder folder = new DeployFolder(Optional.of(place.resolve("deploy")));
        Path source = Files.writeString(place.resolve("a.jar"), "content");
        Path target = folder.place(source).orElseThrow();
        folder.put(source, target);
        assertEquals(Set.of(target), folder.look().keySet());
        folder.takeOut(target);
        assertEquals(Map.of(), folder.look());
        assertEquals("content", Files.readString(place.resolve("deploy/undeployed/a.jar")));
        assertTrue(Files.exists(source));
    }

    @Test
    void withoutAFolderThereIsNothing() throws Exception {
        DeployFolder none = new DeployFolder(Optional.empty());
        assertEquals(Map.of(), none.look());
        assertEquals(Optional.empty(), none.place(place.resolve("a.jar")));
        assertFalse(none.has(place.resolve("a.jar")));
    }
}
