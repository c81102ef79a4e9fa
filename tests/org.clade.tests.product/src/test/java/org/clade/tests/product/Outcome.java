package org.clade.tests.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The outcome of a command.
 *
 * @param command the command
 * @param code its exit code
 * @param out all of standard output
 * @param err all of standard error
 * @param folder its working directory
 */
record Outcome(List<String> command, int code, String out, String err, Path folder) {
    private static final Pattern PICKED_UP = Pattern.compile("(?m)^(NOTE: )?Picked up \\w+: .*\\R");

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return standard error, without the JVM's message about {@code JAVA_TOOL_OPTIONS} and similar variables} */
    static String errors(Path file) {
        return PICKED_UP.matcher(text(file)).replaceAll("");
    }

    /** {@return this, if the exit code is as expected; otherwise the failure shows the whole output} */
    Outcome expect(int expected) {
        assertEquals(expected, code, this::toString);
        return this;
    }

    /** {@return this, if standard output has the text} */
    Outcome says(String text) {
        assertTrue(out.contains(text), () -> "Standard output lacks '" + text + "'. " + this);
        return this;
    }

    /** {@return this, if standard error has the text} */
    Outcome complains(String text) {
        assertTrue(err.contains(text), () -> "Standard error lacks '" + text + "'. " + this);
        return this;
    }

    /** {@return this, if there is no stack trace on standard output or standard error} */
    Outcome inWords() {
        assertFalse((out + err).contains("\tat "), () -> "There is a stack trace. " + this);
        return this;
    }

    /** {@return standard output, which must be one JSON document} */
    JsonElement json() {
        try {
            return JsonParser.parseString(out);
        } catch (JsonParseException e) {
            return fail("Standard output is not one JSON document. " + this, e);
        }
    }

    /** {@return the one run folder under {@code runs/}} */
    RunFolder onlyRun() {
        List<RunFolder> runs = runs();
        assertEquals(1, runs.size(), () -> "Run folders: " + runs + ". " + this);
        return runs.get(0);
    }

    /** {@return the run folders under {@code runs/}, by path} */
    List<RunFolder> runs() {
        Path runs = folder.resolve("runs");
        if (!Files.isDirectory(runs)) {
            return List.of();
        }
        while (true) {
            try {
                return below(runs);
            } catch (UncheckedIOException e) {
                if (!(e.getCause() instanceof NoSuchFileException)) {
                    throw e;
                }
                // A run that goes on has just renamed a file; look again.
            }
        }
    }

    private static List<RunFolder> below(Path runs) {
        try (Stream<Path> files = Files.walk(runs)) {
            return files.filter(file -> file.endsWith("recipe.json"))
                    .map(Path::getParent)
                    .sorted()
                    .map(RunFolder::new)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return String.join(" ", command) + " ended with " + code + "\n--- standard output\n" + out
                + "\n--- standard error\n" + err;
    }
}
