package org.clade.shell.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

class AppearanceTest {

    @Test
    void theEnvironmentDecides() {
        assertEquals(new Appearance(true, false), of(Map.of("TERM", "xterm")));
        assertEquals(new Appearance(true, false), of(Map.of("NO_COLOR", "")));
        assertEquals(new Appearance(false, false), of(Map.of("NO_COLOR", "0", "TERM", "xterm")));
        assertEquals(new Appearance(false, true), of(Map.of("TERM", "dumb")));
    }

    private static Appearance of(Map<String, String> environment) {
        return Appearance.of(environment::get);
    }
}
