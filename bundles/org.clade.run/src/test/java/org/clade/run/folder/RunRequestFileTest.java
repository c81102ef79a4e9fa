package org.clade.run.folder;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.clade.api.run.RunRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunRequestFileTest {

    @TempDir
    Path folder;

    @Test
    void aFolderIsFoundFromEveryFolderWithOptionsToo() throws IOException {
        Path images = Files.createDirectory(folder.resolve("images"));
        String relative =
                Path.of("").toAbsolutePath().relativize(images.toAbsolutePath()).toString();
        assertEquals(images.toString(), kept(relative));
        assertEquals(images + "(retain=0.1, seed=2)", kept(relative + "(retain=0.1, seed=2)"));
        assertEquals("mnist(samples=5)", kept("mnist(samples=5)"));
        Path odd = Files.createDirectory(folder.resolve("images (1)"));
        assertEquals(odd.toString(), kept(odd.toString()));
    }

    private String kept(String data) throws IOException {
        RunRequestFile.write(RunRequest.of("variant", data), folder);
        byte[] json = Files.readAllBytes(folder.resolve(RunFolder.REQUEST));
        return RunRequestFile.read(folder, json).data();
    }
}
