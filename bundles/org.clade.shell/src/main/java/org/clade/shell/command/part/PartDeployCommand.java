package org.clade.shell.command.part;

import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.clade.api.deploy.DeployService;
import org.clade.api.deploy.DeployedBundle;
import org.clade.shell.command.CommonOptions;
import org.clade.shell.command.Output;
import org.clade.shell.context.Context;
import org.clade.shell.context.Interruption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Deploys a bundle. */
@Command(name = "part:deploy", description = "Checks the jar of a bundle and, if it passes, uses it from now on.")
public final class PartDeployCommand implements Callable<Integer> {

    private final Context context;

    @Mixin
    private CommonOptions common;

    @Mixin
    private Output output;

    @Parameters(paramLabel = "<jar>", description = "The jar. Clade copies it to the folder deploy/ if it passes.")
    private String jar;

    public PartDeployCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws Exception {
        DeployService service = context.services().get(DeployService.class);
        context.services().awaitReady();
        Path file = context.path(jar);
        DeployedBundle bundle = Interruption.leavable(() -> service.deploy(file));
        if (output.json()) {
            output.document(context.console(), DeployedFields.of(bundle));
        } else {
            output.sentence(
                    context.console(),
                    String.format(
                            Locale.ROOT,
                            "%s %s serves: %s. %s%s promises were kept; it took %.1f s.",
                            bundle.name(),
                            bundle.version(),
                            bundle.parts().isEmpty() ? "no part" : String.join(", ", bundle.parts()),
                            bundle.findings().isEmpty() ? "" : String.join(" ", bundle.findings()) + " ",
                            bundle.promises(),
                            bundle.seconds()));
        }
        return 0;
    }
}
