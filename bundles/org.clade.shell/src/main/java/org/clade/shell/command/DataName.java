package org.clade.shell.command;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** The name of a data set with options in brackets. */
final class DataName {

    private DataName() {}

    /** {@return the name with these options behind those that it has} */
    static String with(String data, List<String> options) {
        if (options.isEmpty()) {
            return data;
        }
        String added = String.join(", ", options);
        return data.endsWith(")") && !exists(data)
                ? data.substring(0, data.length() - 1) + ", " + added + ")"
                : data + "(" + added + ")";
    }

    private static boolean exists(String path) {
        try {
            return Files.exists(Path.of(path));
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
