package org.clade.launcher;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/**
 * The user's home folder. Java takes it from the system's list of users and says {@code ?} for a user who is not in it, as in many
 * containers; libraries then make a folder of that name wherever they are.
 */
final class UserHome {
    private static final String HOME = "user.home";
    private static final String JNA = "jna.tmpdir";

    private UserHome() {}

    /**
     * Has Java say what {@code HOME} says where it does not know better. Without {@code HOME}, JNA at least unpacks into the folder for
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
