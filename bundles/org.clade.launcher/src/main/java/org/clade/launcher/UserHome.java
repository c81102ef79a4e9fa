package org.clade.launcher;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/**
 * The user's home folder. Java reads it from the system's list of users and returns {@code ?} for an unknown user, as in many
 * containers; libraries then create a folder of that name in the working directory.
 */
final class UserHome {
    private static final String HOME = "user.home";
    private static final String JNA = "jna.tmpdir";

    private UserHome() {}

    /**
     * Sets Java's home folder from {@code HOME} if Java does not know it. Without {@code HOME}, at least JNA uses the folder for
     * temporary files.
     */
    static void settle(Properties properties, Map<String, String> environment) {
        if (Path.of(properties.getProperty(HOME, "")).isAbsolute()) {
            return;
        }
        String home = environment.getOrDefault("HOME", "");
        if (Path.of(home).isAbsolute()) {
            properties.setProperty(HOME, home);
        } else {
            properties.putIfAbsent(JNA, properties.getProperty("java.io.tmpdir"));
        }
    }
}
