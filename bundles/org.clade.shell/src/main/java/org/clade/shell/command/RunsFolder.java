package org.clade.shell.command;

import java.nio.file.Path;
import org.clade.api.run.RunService;
import org.clade.shell.context.Context;
import picocli.CommandLine.Option;

/** Where run folders are looked for. */
public final class RunsFolder {

    @Option(
            names = "--out",
            paramLabel = "<folder>",
            defaultValue = "runs",
            description = "The folder that run folders are made in. Default: ${DEFAULT-VALUE}.")
    private String out;

    /** {@return the folder} */
    public Path path(Context context) {
        return context.path(out);
    }

    /** {@return the run folders there} */
    public PastRuns past(Context context) throws InterruptedException {
        return PastRuns.below(context.services().get(RunService.class), path(context));
    }

    /** {@return the run whose folder the name is, named from the working folder; otherwise the run folders there} */
    public PastRuns past(Context context, String name) throws InterruptedException {
        Path folder = context.path(name);
        return folder.resolve("recipe.json").toFile().isFile()
                ? new PastRuns(
                        context.path(""),
                        context.services().get(RunService.class).list(folder))
                : past(context);
    }

    /**
     * Finds a run's folder.
     *
     * @param context what the command is run with
     * @param name a run's name, the end of it, or its folder, wherever that is
     * @return the folder
     * @throws org.clade.api.part.RefusedException if there is none
     */
    public Path find(Context context, String name) throws InterruptedException {
        Path folder = context.path(name);
        return folder.resolve("recipe.json").toFile().isFile()
                        || folder.resolve("request.json").toFile().isFile()
                ? folder
                : past(context).find(name).folder();
    }
}
