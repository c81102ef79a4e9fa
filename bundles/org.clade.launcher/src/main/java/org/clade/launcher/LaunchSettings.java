package org.clade.launcher;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * The settings in {@code etc/clade.properties}. {@code system.NAME} becomes the system property {@code NAME} unless it is set already,
 * {@code clade.startlevel.N} lists the symbolic names that start at level {@code N}, everything else goes to the framework.
 * System properties (-D) override the file; <code>${name}</code> is replaced by the system property of that name.
 */
final class LaunchSettings {
    private static final String SYSTEM = "system.";
    private static final String START_LEVEL = "clade.startlevel.";

    private final Map<String, String> values;

    private LaunchSettings(Map<String, String> values) {
        this.values = values;
    }

    static LaunchSettings read(Path file) throws LaunchException {
        Properties properties = new Properties();
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            } catch (IOException | IllegalArgumentException e) {
                throw new LaunchException("The file " + file + " cannot be read: " + e.getMessage(), e);
            }
        }
        Map<String, String> values = new TreeMap<>();
        for (String name : properties.stringPropertyNames()) {
            values.put(name, System.getProperty(name, expand(properties.getProperty(name))));
        }
        return new LaunchSettings(values);
    }

    private static String expand(String value) {
        StringBuilder out = new StringBuilder();
        int at = 0;
        for (int open = value.indexOf("${"); open >= 0; open = value.indexOf("${", at)) {
            int close = value.indexOf('}', open);
            if (close < 0) {
                break;
            }
            out.append(value, at, open).append(System.getProperty(value.substring(open + 2, close), ""));
            at = close + 1;
        }
        return out.append(value.substring(at)).toString();
    }

    /** Sets the system properties of the file that are not set yet. */
    void applyToSystem() {
        values.forEach((name, value) -> {
            if (name.startsWith(SYSTEM) && System.getProperty(name.substring(SYSTEM.length())) == null) {
                System.setProperty(name.substring(SYSTEM.length()), value);
            }
        });
    }

    /** {@return the properties for the framework} */
    Map<String, String> framework() {
        Map<String, String> framework = new LinkedHashMap<>(values);
        framework.keySet().removeIf(name -> name.startsWith(SYSTEM) || name.startsWith(START_LEVEL));
        return framework;
    }

    /** {@return start levels by symbolic name} */
    Map<String, Integer> startLevels() throws LaunchException {
        Map<String, Integer> levels = new LinkedHashMap<>();
        for (Map.Entry<String, String> value : values.entrySet()) {
            if (value.getKey().startsWith(START_LEVEL)) {
                int level = number(value.getKey(), value.getKey().substring(START_LEVEL.length()));
                Arrays.stream(value.getValue().split("[,\\s]+")).forEach(name -> levels.put(name, level));
            }
        }
        return levels;
    }

    /** {@return the value of a setting in whole seconds} */
    Duration seconds(String name, int otherwise) throws LaunchException {
        String value = values.getOrDefault(name, System.getProperty(name));
        return Duration.ofSeconds(value == null ? otherwise : number(name, value.trim()));
    }

    private static int number(String name, String value) throws LaunchException {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new LaunchException(
                    "'" + value + "' in the setting " + name + " of etc/clade.properties is not a whole number.", e);
        }
    }
}
