package org.clade.shell.command.clusters;

import java.nio.file.Path;
import org.clade.shell.command.RunsFolder;
import org.clade.shell.context.Context;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The run that a command works on, its first argument. */
final class RunArgument {

    @Mixin
    private RunsFolder runs;

    @Parameters(
            index = "0",
            paramLabel = "<run>",
            description = "The run: its name in runs:list, the end of that name, its folder, or latest.")
    private String name;

    /** {@return the folder of the run} */
    Path folder(Context context) throws InterruptedException {
        return runs.find(context, name);
    }
}
