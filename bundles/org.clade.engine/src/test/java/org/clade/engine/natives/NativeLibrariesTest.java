package org.clade.engine.natives;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.clade.api.part.RefusedException;
import org.clade.base.file.CacheFolder;
import org.clade.engine.torch.TorchEngine;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeLibrariesTest {

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final PrintStream notice = new PrintStream(said, true, StandardCharsets.UTF_8);

    @TempDir
    private Path folder;

    @BeforeAll
    static void loadedAlready() {
        TorchEngine.start();
    }

    @Test
    void refusesACacheThatCannotBeWritten() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        RefusedException refused =
                assertThrows(RefusedException.class, () -> new NativeLibraries(file.resolve("cache"), notice).load());
        assertTrue(refused.getMessage().contains(file.resolve("cache").toString()), refused.getMessage());
        assertTrue(refused.getMessage().contains("CLADE_CACHE"), refused.getMessage());
        assertFalse(refused.getMessage().contains("Exception"), refused.getMessage());
    }

    @Test
    void saysNothingWhereNothingIsUnpacked() {
        new NativeLibraries(CacheFolder.find(System.getProperties(), System.getenv()), notice).load();
        assertEquals("", said.toString(StandardCharsets.UTF_8));
    }

    @Test
    void leavesTheContextClassLoaderAsItWas() {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        new NativeLibraries(CacheFolder.find(System.getProperties(), System.getenv()), notice).load();
        assertSame(before, Thread.currentThread().getContextClassLoader());
    }
}
