package org.clade.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrameworkStorageTest {
    @TempDir
    private Path parent;

    private static void age(Path folder) throws IOException {
        Files.setLastModifiedTime(folder, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
    }

    @Test
    void isOnesOwnAndGoesAway() throws IOException, LaunchException {
        FrameworkStorage first = FrameworkStorage.create(parent);
        FrameworkStorage second = FrameworkStorage.create(parent);
        assertNotEquals(first.framework(), second.framework());
        Files.createDirectories(first.framework().resolve("some/where"));
        Files.writeString(first.framework().resolve("some/where/file"), "content");

        first.close();
        second.close();

        try (var left = Files.list(parent)) {
            assertEquals(0, left.count());
        }
    }

    @Test
    void removesWhatAKilledProcessLeftAndNothingInUse() throws IOException, LaunchException {
        Path left = Files.createDirectory(parent.resolve("clade-framework-left"));
        Files.writeString(left.resolve("in-use"), "");
        age(left);
        Path young = Files.createDirectory(parent.resolve("clade-framework-young"));
        Files.writeString(young.resolve("in-use"), "");
        FrameworkStorage used = FrameworkStorage.create(parent);
        age(used.framework().getParent());

        FrameworkStorage.create(parent).close();

        assertFalse(Files.exists(left));
        assertTrue(Files.exists(young));
        assertTrue(Files.exists(used.framework().getParent()));
        used.close();
    }

    @Test
    void processesThatStartAtOnceRemoveTheSameLeftovers() throws Exception {
        for (int folder = 0; folder < 40; folder++) {
            Path left = Files.createDirectory(parent.resolve("clade-framework-left" + folder));
            Files.writeString(left.resolve("in-use"), "");
            for (int file = 0; file < 25; file++) {
                Files.writeString(
                        Files.createDirectories(left.resolve("framework/" + file))
                                .resolve("file"),
                        "");
            }
            age(left);
        }
        List<Callable<FrameworkStorage>> starts = Collections.nCopies(4, () -> FrameworkStorage.create(parent));
        ExecutorService processes = Executors.newFixedThreadPool(starts.size());
        try {
            for (Future<FrameworkStorage> started : processes.invokeAll(starts)) {
                started.get().close();
            }
        } finally {
            processes.shutdown();
        }
        try (var left = Files.list(parent)) {
            assertEquals(0, left.count());
        }
    }

    @Test
    void saysWhichFolderCannotBeWritten() {
        Path missing = parent.resolve("missing");
        String message = assertThrows(LaunchException.class, () -> FrameworkStorage.create(missing))
                .getMessage();
        assertTrue(message.contains(missing.toString()), message);
    }
}
