package org.clade.shell.command;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.clade.api.data.DataService;
import org.clade.shell.context.Context;
import picocli.CommandLine.Option;

/** The option that leaves out unreadable images, like the option of the readers. */
public final class SkipDamagedOption {

    private static final String OPTION = "skip_damaged=on";

    @Option(
            names = "--skip-damaged",
            description = "Leave out image files that cannot be read; the result counts and names them.")
    private boolean skip;

    /** {@return the data, with the reader's option if the user wants it} */
    public String data(Context context, String data) throws InterruptedException {
        String named = named(context, data);
        if (!skip) {
            return named;
        }
        return named.endsWith(")") && !exists(named)
                ? named.substring(0, named.length() - 1) + ", " + OPTION + ")"
                : named + "(" + OPTION + ")";
    }

    /** A known name has priority over a folder of that name in the shell's folder, as outside the shell. */
    private static String named(Context context, String data) throws InterruptedException {
        String path = context.nameOrPath(data);
        boolean known = !path.equals(data)
                && context.services().get(DataService.class).list().stream()
                        .anyMatch(info -> info.name().equals(data));
        return known ? data : path;
    }

    private static boolean exists(String path) {
        try {
            return Files.exists(Path.of(path));
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
