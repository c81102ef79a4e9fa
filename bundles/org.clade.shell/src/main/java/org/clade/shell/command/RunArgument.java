package org.clade.shell.command;

import java.nio.file.Path;
import org.clade.shell.context.Context;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The run that a command works on, its first argument; and the parent of run folders. */
public final class RunArgument {

    @Mixin
    private RunsFolder runs;

    @Parameters(
            index = "0",
            paramLabel = "<run>",
            description = "The run: its name in runs:list, the end of that name, its folder, or latest.")
    private String name;

    /** {@return the folder of the run} */
    public Path folder(Context context) throws InterruptedException {
        return runs.find(context, name);
    }
}
