package org.clade.base.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.clade.api.part.RefusedException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserFolderTest {

    private final Properties properties = new Properties();

    @TempDir
    private Path folder;

    private Path home;
    private Path temporary;

    @BeforeEach
    void folders() throws IOException {
        home = Files.createDirectory(folder.resolve("home"));
        temporary = Files.createDirectory(folder.resolve("tmp"));
        properties.setProperty("java.io.tmpdir", temporary.toString());
    }

    @Test
    void isInTheUsersHome() {
        properties.setProperty("user.home", home.toString());
        assertEquals(home.resolve(".clade"), UserFolder.find(properties, Map.of("HOME", "/elsewhere")));
        assertTrue(Files.isDirectory(home.resolve(".clade")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"?", "", "relative"})
    void isInHomeWhereJavaDoesNotKnowTheUser(String unknown) {
        properties.setProperty("user.home", unknown);
        assertEquals(home.resolve(".clade"), UserFolder.find(properties, Map.of("HOME", home.toString())));
        assertEquals(List.of(home), UserFolder.homes(properties, Map.of("HOME", home.toString())));
    }

    @Test
    void isTemporaryWhereNoHomeIsKnown() throws IOException {
        properties.setProperty("user.home", "?");
        Path found = UserFolder.find(properties, Map.of());
        assertEquals(temporary, found.getParent());
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(found)));
        assertEquals(found, UserFolder.find(properties, Map.of("HOME", "")), "the same one each time");
    }

    @Test
    void isTemporaryWhereHomeCannotBeWrittenTo() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        properties.setProperty("user.home", file.toString());
        assertEquals(
                temporary, UserFolder.find(properties, Map.of("HOME", "/proc")).getParent());
    }

    @Test
    void refusesATemporaryFolderThatLeadsElsewhere() throws IOException {
        Path found = UserFolder.find(properties, Map.of());
        Files.delete(found);
        Files.createSymbolicLink(found, home);
        assertThrows(RefusedException.class, () -> UserFolder.find(properties, Map.of()));
    }

    @Test
    void refusesInASentenceWhereNothingCanBeWrittenTo() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        properties.setProperty("java.io.tmpdir", file.toString());
        RefusedException refused =
                assertThrows(RefusedException.class, () -> UserFolder.find(properties, Map.of("HOME", "/proc")));
        assertTrue(refused.getMessage().contains(file.toString()), refused.getMessage());
        assertTrue(refused.getMessage().contains("HOME"), refused.getMessage());
    }
}
