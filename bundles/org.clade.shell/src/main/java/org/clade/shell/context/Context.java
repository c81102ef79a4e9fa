package org.clade.shell.context;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.clade.shell.render.Table;
import org.clade.shell.render.Visible;
import org.clade.shell.service.Services;

/**
 * The context of a command.
 *
 * @param services the services that do the work
 * @param console where it writes
 * @param interruption handles Ctrl-C
 * @param folder the base of relative paths
 * @param interactive whether the user typed it into the shell
 * @param alone whether the process ends with it, so that only files remain
 * @param origin its script and line, {@code try.clade:3}; empty if the user typed it
 */
public record Context(
        Services services,
        Console console,
        Interruption interruption,
        Path folder,
        boolean interactive,
        boolean alone,
        String origin) {
    /** {@return the same for a single command on the command line} */
    public Context byItself() {
        return new Context(services, console, interruption, folder, interactive, true, origin);
    }

    /** {@return the same for a command at a line of a script} */
    public Context at(String place) {
        return new Context(services, console, interruption, folder, interactive, alone, place);
    }

    /** {@return the same with another output for results} */
    public Context withOut(PrintStream results) {
        return new Context(services, console.withOut(results), interruption, folder, interactive, alone, origin);
    }

    /** {@return a user's path, resolved} */
    public Path path(String text) {
        return home() ? Path.of(text) : folder.resolve(text);
    }

    /** {@return a name unchanged, or the resolved path of a file or folder with that name} */
    public String nameOrPath(String text) {
        return !home() && Files.exists(folder.resolve(text))
                ? folder.resolve(text).toString()
                : text;
    }

    /** Prints a message on the error stream. */
    public void complain(String sentence) {
        String text = Visible.line(prefix(interactive, origin) + sentence);
        List<String> lines = console.screen().terminal() ? Table.wrap(text, console.messageWidth() - 1) : List.of(text);
        lines.forEach(console.err()::println);
        console.err().flush();
    }

    /**
     * The beginning of a message.
     *
     * @param interactive whether the command was typed into the shell
     * @param origin its script and line, or empty
     * @return the program and the place, if the user does not see them anyway
     */
    public static String prefix(boolean interactive, String origin) {
        return (interactive && origin.isEmpty() ? "" : "clade: ") + (origin.isEmpty() ? "" : origin + ": ");
    }

    private boolean home() {
        return folder.equals(Path.of("").toAbsolutePath());
    }
}
