package org.clade.shell.context;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.clade.shell.render.Table;
import org.clade.shell.render.Visible;
import org.clade.shell.service.Services;

/**
 * What a command is run with.
 *
 * @param services those that do the work
 * @param console where it writes
 * @param interruption how it is interrupted
 * @param folder the folder that relative paths start from
 * @param interactive whether it was typed into the shell
 * @param alone whether the process ends with it, so that only what is written to files is left
 * @param origin the script and line that it stands in, {@code try.clade:3}; empty if it was typed
 */
public record Context(
        Services services,
        Console console,
        Interruption interruption,
        Path folder,
        boolean interactive,
        boolean alone,
        String origin) {
    /** {@return the same for a command that is all that a process does} */
    public Context byItself() {
        return new Context(services, console, interruption, folder, interactive, true, origin);
    }

    /** {@return the same for a command that stands in a script, at a line} */
    public Context at(String place) {
        return new Context(services, console, interruption, folder, interactive, alone, place);
    }

    /** {@return the same with its results elsewhere} */
    public Context withOut(PrintStream results) {
        return new Context(services, console.withOut(results), interruption, folder, interactive, alone, origin);
    }

    /** {@return a path as the user means it} */
    public Path path(String text) {
        return home() ? Path.of(text) : folder.resolve(text);
    }

    /** {@return a name as it is, or the path of a file or folder of that name as the user means it} */
    public String nameOrPath(String text) {
        return !home() && Files.exists(folder.resolve(text))
                ? folder.resolve(text).toString()
                : text;
    }

    /** Says what went wrong, on the error stream. */
    public void complain(String sentence) {
        String text = Visible.line(prefix(interactive, origin) + sentence);
        List<String> lines = console.screen().terminal() ? Table.wrap(text, console.messageWidth() - 1) : List.of(text);
        lines.forEach(console.err()::println);
        console.err().flush();
    }

    /**
     * What a message begins with.
     *
     * @param interactive whether the command was typed into the shell
     * @param origin the script and line that it stands in, or nothing
     * @return the program and the place, as far as the user does not see them
     */
    public static String prefix(boolean interactive, String origin) {
        return (interactive && origin.isEmpty() ? "" : "clade: ") + (origin.isEmpty() ? "" : origin + ": ");
    }

    private boolean home() {
        return folder.equals(Path.of("").toAbsolutePath());
    }
}
