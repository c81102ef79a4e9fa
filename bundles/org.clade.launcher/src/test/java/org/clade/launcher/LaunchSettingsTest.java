package org.clade.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LaunchSettingsTest {
    @TempDir
    private Path folder;

    @AfterEach
    void forget() {
        System.clearProperty("clade.test.a");
        System.clearProperty("clade.test.b");
    }

    private LaunchSettings read(String... lines) throws IOException, LaunchException {
        return LaunchSettings.read(Files.writeString(folder.resolve("clade.properties"), String.join("\n", lines)));
    }

    @Test
    void aFileThatIsNotThereSaysNothing() throws LaunchException {
        assertEquals(Map.of(), LaunchSettings.read(folder.resolve("none")).framework());
    }

    @Test
    void namesSystemPropertiesStartLevelsAndTheRest() throws IOException, LaunchException {
        System.setProperty("clade.test.b", "set before");
        LaunchSettings settings = read(
                "system.clade.test.a = from the file",
                "system.clade.test.b = from the file",
                "clade.startlevel.2 = first, second",
                "clade.startlevel.4 = third",
                "gosh.home = ${clade.test.b}/etc");

        settings.applyToSystem();

        assertEquals("from the file", System.getProperty("clade.test.a"));
        assertEquals("set before", System.getProperty("clade.test.b"));
        assertEquals(Map.of("first", 2, "second", 2, "third", 4), settings.startLevels());
        assertEquals(Map.of("gosh.home", "set before/etc"), settings.framework());
    }

    @Test
    void aSystemPropertyWinsOverTheFile() throws IOException, LaunchException {
        System.setProperty("clade.test.a", "7");
        LaunchSettings settings = read("clade.test.a = 5", "clade.test.b = 6");

        assertEquals(Duration.ofSeconds(7), settings.seconds("clade.test.a", 1));
        assertEquals(Duration.ofSeconds(6), settings.seconds("clade.test.b", 1));
        assertEquals(Duration.ofSeconds(1), settings.seconds("clade.test.c", 1));
    }

    @Test
    void whatIsNotANumberIsRefusedByName() throws IOException, LaunchException {
        LaunchSettings settings = read("clade.start.seconds = soon", "clade.startlevel.x = org.example");

        String seconds = assertThrows(LaunchException.class, () -> settings.seconds("clade.start.seconds", 1))
                .getMessage();
        assertTrue(seconds.contains("'soon'") && seconds.contains("clade.start.seconds"), seconds);
        String level =
                assertThrows(LaunchException.class, settings::startLevels).getMessage();
        assertTrue(level.contains("'x'"), level);
        assertFalse(level.contains("\n"), level);
    }
}
