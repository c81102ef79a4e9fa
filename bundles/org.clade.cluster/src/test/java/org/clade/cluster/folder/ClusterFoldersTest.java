package org.clade.cluster.folder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.clade.api.cluster.FileMode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterFoldersTest {

    @TempDir
    private Path temporary;

    private Path run;
    private Path first;
    private Path second;
    private Path third;

    @BeforeEach
    void makeImages() throws IOException {
        run = Files.createDirectory(temporary.resolve("a run"));
        first = image("photos/one/IMG, 1 \"x\".jpg");
        second = image("photos/two/IMG, 1 \"x\".jpg");
        third = image("photos/two/ε.png");
    }

    @Test
    void linksEachImageIntoItsCluster() throws IOException {
        List<Integer> done = new ArrayList<>();
        int copied = new ClusterFolders(run.resolve("clusters"), FileMode.LINK)
                .write(List.of(List.of(first, second), List.of(third)), List.of("0", "1 cats"), done::add);
        assertEquals(0, copied);
        assertEquals(List.of(1, 2, 3), done);
        assertEquals(Set.of("IMG, 1 \"x\".jpg", "IMG, 1 \"x\" (2).jpg"), names(run.resolve("clusters/0")));
        Path link = run.resolve("clusters/1 cats/ε.png");
        assertTrue(Files.isSymbolicLink(link));
        assertArrayEquals(Files.readAllBytes(third), Files.readAllBytes(link));
    }

    @Test
    void copiesWhereAsked() throws IOException {
        new ClusterFolders(run.resolve("clusters"), FileMode.COPY)
                .write(List.of(List.of(first)), List.of("0"), count -> {});
        Path copy = run.resolve("clusters/0").resolve(first.getFileName());
        assertFalse(Files.isSymbolicLink(copy));
        assertArrayEquals(Files.readAllBytes(first), Files.readAllBytes(copy));
    }

    @Test
    void writesNothingWhereAsked() {
        new ClusterFolders(run.resolve("clusters"), FileMode.NONE)
                .write(List.of(List.of(first)), List.of("0"), count -> {});
        assertFalse(Files.exists(run.resolve("clusters")));
    }

    @Test
    void replacesWhatWasThereAndNotTheImages() throws IOException {
        ClusterFolders folders = new ClusterFolders(run.resolve("clusters"), FileMode.LINK);
        folders.write(List.of(List.of(first), List.of(third)), List.of("0", "1"), count -> {});
        folders.write(List.of(List.of(second)), List.of("0"), count -> {});
        assertEquals(Set.of("0"), names(run.resolve("clusters")));
        assertTrue(Files.exists(first) && Files.exists(second) && Files.exists(third));
    }

    @Test
    void leavesTheOldFoldersWhereAnImageIsGone() throws IOException {
        ClusterFolders folders = new ClusterFolders(run.resolve("clusters"), FileMode.COPY);
        folders.write(List.of(List.of(first)), List.of("0"), count -> {});
        Files.delete(third);
        assertThrows(
                UncheckedIOException.class,
                () -> folders.write(List.of(List.of(second, third)), List.of("0"), count -> {}));
        assertEquals(Set.of(first.getFileName().toString()), names(run.resolve("clusters/0")));
    }

    private Path image(String name) throws IOException {
        Path image = temporary.resolve(name);
        Files.createDirectories(image.getParent());
        return Files.writeString(image, name);
    }

    private static Set<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
        }
    }
}
