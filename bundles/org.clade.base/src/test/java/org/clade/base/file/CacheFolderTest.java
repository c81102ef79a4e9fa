package org.clade.base.file;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheFolderTest {

    private final Properties properties = new Properties();

    @Test
    void isInTheUsersFolderByDefault(@TempDir Path home) {
        properties.setProperty("user.home", home.toString());
        assertEquals(home.resolve(".clade/cache"), CacheFolder.find(properties, Map.of()));
    }

    @Test
    void isWhatTheVariableSays() {
        assertEquals(
                Path.of("/big/cache").toAbsolutePath(),
                CacheFolder.find(properties, Map.of("CLADE_CACHE", "/big/cache ")));
    }

    @Test
    void isWhatThePropertySaysBeforeAnythingElse() {
        properties.setProperty("clade.home.cache", "/fast/cache");
        assertEquals(
                Path.of("/fast/cache").toAbsolutePath(),
                CacheFolder.find(properties, Map.of("CLADE_CACHE", "/big/cache")));
    }
}
