package org.clade.shell.command;

import java.util.List;
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
        return DataName.with(named(context, data), skip ? List.of(OPTION) : List.of());
    }

    /** A known name has priority over a folder of that name in the shell's folder, as outside the shell. */
    private static String named(Context context, String data) throws InterruptedException {
        String path = context.nameOrPath(data);
        boolean known = !path.equals(data)
                && context.services().get(DataService.class).list().stream()
                        .anyMatch(info -> info.name().equals(data));
        return known ? data : path;
    }
}
