package org.clade.tests.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The product under a locale whose digits are not 0 to 9. */
class LocaleTest {
    @TempDir
    private Path folder;

    @Test
    void aTrainingLeavesPlainDigitsInEgypt() throws IOException {
        new Product(folder)
                .with("CLADE_OPTS", "-Dclade.threads=1 -Duser.language=ar -Duser.country=EG")
                .run("run", "gatcluster-28", "--limit", "200", "--max-batches", "1")
                .expect(0);
        try (Stream<Path> files = Files.walk(folder.resolve("runs"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertEquals(
                        plain(file.getFileName().toString()), file.getFileName().toString());
                if (file.toString().matches(".*\\.(csv|json|jsonl|txt)")) {
                    assertEquals(plain(Files.readString(file)), Files.readString(file), file::toString);
                }
            }
        }
        assertTrue(Files.isDirectory(folder.resolve("runs/fashion-mnist-10k/gatcluster-28")));
    }

    /** Converts the digits of all scripts to 0 to 9. */
    private static String plain(String text) {
        StringBuilder plain = new StringBuilder();
        text.codePoints()
                .map(c -> Character.isDigit(c) ? '0' + Character.digit(c, 10) : c)
                .forEach(plain::appendCodePoint);
        return plain.toString();
    }
}
