package org.clade.shell;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.clade.shell.render.Table;
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
 */
public record Context(
        Services services,
        Console console,
        Interruption interruption,
        Path folder,
        boolean interactive,
        boolean alone) {
    /** {@return the same for a command that is all that a process does} */
    public Context byItself() {
        return new Context(services, console, interruption, folder, interactive, true);
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
        String text = (interactive ? "" : "clade: ") + sentence;
        List<String> lines = console.screen().terminal() ? Table.wrap(text, console.width() - 1) : List.of(text);
        lines.forEach(console.err()::println);
        console.err().flush();
    }

    private boolean home() {
        return folder.equals(Path.of("").toAbsolutePath());
    }
}
