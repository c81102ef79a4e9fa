package org.clade.run.file;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.clade.base.file.AtomicFile;
import org.clade.run.folder.Damage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opening the file finds every damage in any entry, unless the damage does not change the content. */
class ChecksummedZipTest {

    private static final int STEP = 13;
    private static final String ADVICE = "start again";
    private static final List<String> NAMES =
            List.of("state.json", "network", "optimizer", "session-train", "targets", "empty");

    @TempDir
    Path folder;

    private Path file;
    private final Map<String, byte[]> contents = new LinkedHashMap<>();

    @BeforeEach
    void write() {
        file = folder.resolve("00000001-000000.zip");
        Random random = new Random(1);
        for (String name : NAMES) {
            byte[] content = new byte[name.equals("empty") ? 0 : 300 * (1 + contents.size())];
            random.nextBytes(content);
            contents.put(name, content);
        }
        AtomicFile.write(file, out -> {
            try (ChecksummedZip.Writer zip = new ChecksummedZip.Writer(out)) {
                for (Map.Entry<String, byte[]> entry : contents.entrySet()) {
                    zip.put(entry.getKey(), to -> to.write(entry.getValue()));
                }
                zip.finish();
            }
        });
    }

    private void assertWhole() throws IOException {
        try (ChecksummedZip zip = ChecksummedZip.open(file, ADVICE)) {
            for (Map.Entry<String, byte[]> entry : contents.entrySet()) {
                try (InputStream in = zip.entry(entry.getKey()).orElseThrow()) {
                    assertArrayEquals(entry.getValue(), in.readAllBytes(), entry.getKey());
                }
            }
        }
    }

    private String damaged() {
        return assertThrows(DamagedFileException.class, () -> ChecksummedZip.open(file, ADVICE))
                .getMessage();
    }

    @Test
    void whatWasWrittenIsRead() throws IOException {
        assertWhole();
    }

    @Test
    void flippedBitsAreFoundOrChangeNothing() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        int found = 0;
        for (int place = 0; place < whole.length; place += STEP) {
            Damage.flip(file, place);
            try {
                assertWhole();
            } catch (DamagedFileException e) {
                assertTrue(e.getMessage().startsWith(file + " is damaged: "), e.getMessage());
                found++;
            }
            Files.write(file, whole);
        }
        assertTrue(
                found * STEP
                        > contents.values().stream().mapToInt(c -> c.length).sum(),
                "found " + found);
    }

    @Test
    void everyCutIsFound() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length += 5 * STEP) {
            Damage.cut(file, length);
            damaged();
            Files.write(file, whole);
        }
    }

    @Test
    void zerosAreFound() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        for (int from = 0; from < whole.length; from += 500) {
            Damage.zero(file, from);
            damaged();
            Files.write(file, whole);
        }
    }

    @Test
    void entriesThatWereExchangedAreNamed() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        for (String one : NAMES) {
            for (String other : NAMES) {
                if (one.compareTo(other) < 0) {
                    Damage.swap(file, one, other);
                    assertTrue(damaged().contains("the content of its entry " + one + " has changed"), damaged());
                    Files.write(file, whole);
                }
            }
        }
    }

    @Test
    void entriesThatAreMissingOrTooManyAreFound() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        for (String name : NAMES) {
            Map<String, byte[]> entries = Damage.entries(file);
            entries.remove(name);
            Damage.rewrite(file, entries);
            assertTrue(damaged().contains("its entry " + name + " is missing"), damaged());
            Files.write(file, whole);
        }
        Map<String, byte[]> entries = Damage.entries(file);
        entries.put("session-more", new byte[1]);
        Damage.rewrite(file, entries);
        assertTrue(damaged().contains("has unknown entries"), damaged());
    }

    @Test
    void aFileWithoutChecksumsIsRefused() throws IOException {
        Map<String, byte[]> entries = Damage.entries(file);
        entries.remove("checksums.json");
        Damage.rewrite(file, entries);
        assertTrue(damaged().contains("its entry checksums.json is missing"), damaged());
    }

    @Test
    void aFileThatIsNotThereIsNotDamaged() throws IOException {
        Files.delete(file);
        assertThrows(NoSuchFileException.class, () -> ChecksummedZip.open(file, ADVICE));
    }

    @Test
    void aFileThatIsDeletedWhileItIsOpenStaysReadable() throws IOException {
        try (ChecksummedZip zip = ChecksummedZip.open(file, ADVICE)) {
            Files.delete(file);
            assertEquals(
                    contents.get("network").length,
                    zip.entry("network").orElseThrow().readAllBytes().length);
        }
    }
}
