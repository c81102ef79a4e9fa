package org.clade.shell.command;

import java.nio.file.Path;
import org.clade.api.run.RunService;
import org.clade.shell.context.Context;
import picocli.CommandLine.Option;

/** The option for the parent of run folders. */
public final class RunsFolder {

    private static final String USUAL = "runs";

    @Option(
            names = "--out",
            paramLabel = "<folder>",
            defaultValue = USUAL,
            description = "The folder that run folders are made in. Default: ${DEFAULT-VALUE}.")
    private String out;

    /** {@return the folder {@value #USUAL}, for a command that has no option for it} */
    public static RunsFolder usual() {
        RunsFolder folder = new RunsFolder();
        folder.out = USUAL;
        return folder;
    }

    /** {@return the folder} */
    public Path path(Context context) {
        return context.path(out);
    }

    /** {@return the run folders there} */
    public PastRuns past(Context context) throws InterruptedException {
        return PastRuns.below(context.services().get(RunService.class), path(context));
    }

    /** {@return only the run in the folder of this name, if it exists; otherwise the run folders below the root} */
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
     * @param context the context of the command
     * @param name a run's name, the end of its name, or its folder at any place
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
