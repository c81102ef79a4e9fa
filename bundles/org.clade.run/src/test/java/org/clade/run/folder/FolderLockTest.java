package org.clade.run.folder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import org.clade.api.part.RefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One process writes a folder at a time, and one run within a process. */
class FolderLockTest {

    @TempDir
    Path folder;

    /** Another process: locks the folder, prints that, and waits for the end of its input. */
    public static final class Holder {

        private Holder() {}

        /** Holds the lock on the folder in the first argument. */
        public static void main(String[] arguments) throws IOException {
            FolderLock.take(Path.of(arguments[0]));
            System.out.println("locked");
            while (System.in.read() >= 0) {
                continue;
            }
        }
    }

    private Process holder() throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Holder.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertEquals("locked", new BufferedReader(new InputStreamReader(process.getInputStream())).readLine());
        return process;
    }

    private String refused() {
        return assertThrows(RefusedException.class, () -> FolderLock.take(folder))
                .getMessage();
    }

    @Test
    void theSecondInAProcessIsRefused() {
        FolderLock lock = FolderLock.take(folder);
        assertTrue(FolderLock.held(folder));
        assertTrue(refused().contains("is in use by this process"), refused());
        lock.close();
        assertFalse(FolderLock.held(folder));
        FolderLock.take(folder).close();
    }

    @Test
    void aRefusalInTheSameProcessDoesNotFreeTheLockForOthers() throws Exception {
        FolderLock lock = FolderLock.take(folder);
        refused();
        FolderLock.held(folder);
        Process other = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Holder.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .start();
        String words = new String(other.getInputStream().readAllBytes());
        assertTrue(words.contains("is in use by another process"), words);
        lock.close();
    }

    @Test
    void anotherProcessIsRefusedUntilTheFirstIsGone() throws Exception {
        Process first = holder();
        assertTrue(FolderLock.held(folder));
        assertTrue(refused().contains("is in use by another process"), refused());
        first.destroyForcibly().waitFor();
        FolderLock.take(folder).close();
    }

    @Test
    void aFolderThatIsNotThereIsRefused() {
        String words = assertThrows(RefusedException.class, () -> FolderLock.take(folder.resolve("no")))
                .getMessage();
        assertTrue(words.contains("there is no file of that name"), words);
    }
}
