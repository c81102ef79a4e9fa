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

/** Starts a bundle. */
@Command(name = "bundle:start", description = "Starts a bundle. Variants that need it become available.")
public final class BundleStartCommand implements Callable<Integer> {
    private final Context context;

    @Mixin
    private CommonOptions common;

    @Mixin
    private Output output;

    @Parameters(paramLabel = "<bundle>", description = "Its name, as bundle:list shows it, or its number.")
    private String name;

    public BundleStartCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        BundleRuntime runtime = context.services().get(BundleRuntime.class);
        context.services().awaitReady();
        ReadyVariants before = ReadyVariants.now(context);
        BundleInfo bundle = runtime.start(name);
        return before.report(bundle, output, "started", "ready again", "variant:list shows all of them.");
    }
}
