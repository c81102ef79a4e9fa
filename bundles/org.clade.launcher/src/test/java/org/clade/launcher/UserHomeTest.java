package org.clade.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserHomeTest {
    private final Properties properties = new Properties();

    @Test
    void staysWhereJavaKnowsIt() {
        properties.setProperty("user.home", "/home/someone");
        UserHome.settle(properties, Map.of("HOME", "/elsewhere"));
        assertEquals(Map.of("user.home", "/home/someone"), properties);
    }

    @ParameterizedTest
    @ValueSource(strings = {"?", ""})
    void isHomeWhereJavaDoesNotKnowTheUser(String unknown) {
        properties.setProperty("user.home", unknown);
        UserHome.settle(properties, Map.of("HOME", "/elsewhere"));
        assertEquals(Map.of("user.home", "/elsewhere"), properties);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "relative", "?"})
    void nothingIsUnpackedIntoTheWorkingFolderWithoutAHome(String home) {
        properties.setProperty("user.home", "?");
        properties.setProperty("java.io.tmpdir", "/tmp");
        UserHome.settle(properties, Map.of("HOME", home));
        assertEquals("/tmp", properties.getProperty("jna.tmpdir"));
    }

    @Test
    void aHomeThatIsNotSetIsNone() {
        properties.setProperty("user.home", "/home/someone");
        UserHome.settle(properties, Map.of());
        assertNull(properties.getProperty("jna.tmpdir"));
    }
}
