package org.clade.shell.command.bundle;

import java.util.concurrent.Callable;
import org.clade.api.runtime.BundleInfo;
import org.clade.api.runtime.BundleRuntime;
import org.clade.shell.command.CommonOptions;
import org.clade.shell.command.Output;
import org.clade.shell.context.Context;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Stops a bundle. */
@Command(
        name = "bundle:stop",
        description = "Stops a bundle of parts. Variants that need it are unavailable until it starts again.")
public final class BundleStopCommand implements Callable<Integer> {
    private final Context context;

    @Mixin
    private CommonOptions common;

    @Mixin
    private Output output;

    @Parameters(paramLabel = "<bundle>", description = "Its name, as bundle:list shows it, or its number.")
    private String name;

    public BundleStopCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        BundleRuntime runtime = context.services().get(BundleRuntime.class);
        context.services().awaitReady();
        ReadyVariants before = ReadyVariants.now(context);
        BundleInfo bundle = runtime.stop(name);
        return before.report(
                bundle,
                output,
                "stopped",
                "waiting for it",
                "variant:why <name> explains it; bundle:start %s starts it again.".formatted(bundle.name()));
    }
}
