package org.clade.data.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.clade.api.data.FileChecksum;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OfficialFilesTest {

    private static final String ABC = "900150983cd24fb0d6963f7d28e17f72"; // RFC 1321
    private static final String MESSAGE = "f96b697d7cb7938d525a2f31aaf161d0"; // "message digest", RFC 1321
    private static final OfficialFiles SET = new OfficialFiles(
            "My-Set",
            "my_set.bin",
            Map.of(
                    "images", new OfficialFiles.Content(3, ABC),
                    "labels", new OfficialFiles.Content(14, MESSAGE)));

    @TempDir
    Path folder;

    @Test
    void contentIsComparedPackedOrNot() throws IOException {
        Files.writeString(folder.resolve("images"), "abc");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve("labels.gz")))) {
            out.write("message digest".getBytes());
        }
        List<FileChecksum> sums = compare("any", "images", "labels.gz");
        assertEquals(2, sums.size());
        assertTrue(sums.stream().allMatch(FileChecksum::equal), sums.toString());
        assertEquals("My-Set", sums.get(0).set());
    }

    @Test
    void oneOtherFileAmongOfficialOnesIsFound() throws IOException {
        Files.writeString(folder.resolve("images"), "abc");
        Files.writeString(folder.resolve("labels"), "message digesT");
        List<FileChecksum> sums = compare("any", "images", "labels");
        assertTrue(sums.get(0).equal());
        assertFalse(sums.get(1).equal());
        assertEquals(MESSAGE, sums.get(1).expected());
        assertTrue(sums.get(1).file().endsWith("labels"));
    }

    @Test
    void otherFilesAreTheUsersOwnUnlessTheFolderHasTheName() throws IOException {
        Files.writeString(folder.resolve("images"), "abd");
        assertEquals(List.of(), compare("any", "images"));
        assertEquals(1, compare("myset", "images").size());
        assertEquals(1, compare("My_Set.bin", "images").size());
        Files.writeString(folder.resolve("images"), "longer");
        assertEquals(List.of(), compare("myset", "images"));
    }

    private List<FileChecksum> compare(String name, String... files) {
        return OfficialFiles.compare(
                        name,
                        List.of(files).stream()
                                .map(file -> DataFile.at(folder.resolve(file)))
                                .toList(),
                        List.of(SET))
                .get();
    }
}
