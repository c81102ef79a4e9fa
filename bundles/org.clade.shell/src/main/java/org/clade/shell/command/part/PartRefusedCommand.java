package org.clade.shell.command.part;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.clade.api.deploy.DeployService;
import org.clade.api.deploy.DeployState;
import org.clade.api.deploy.DeployedBundle;
import org.clade.shell.command.CommonOptions;
import org.clade.shell.command.Output;
import org.clade.shell.context.Context;
import org.clade.shell.render.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the bundles that do not serve, and why. */
@Command(name = "part:refused", description = "Shows which of your bundles were refused, and why.")
public final class PartRefusedCommand implements Callable<Integer> {

    private final Context context;

    @Mixin
    private CommonOptions common;

    @Mixin
    private Output output;

    public PartRefusedCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        DeployService service = context.services().get(DeployService.class);
        context.services().awaitReady();
        List<DeployedBundle> refused = service.bundles().stream()
                .filter(bundle -> bundle.state() != DeployState.SERVING)
                .toList();
        if (output.json()) {
            output.documents(context.console(), refused, DeployedFields::of);
        } else if (refused.isEmpty()) {
            output.sentence(context.console(), "No bundle is refused.");
        } else {
            Table table = new Table("JAR", "STATE", "WHY");
            for (DeployedBundle bundle : refused) {
                String jar = bundle.file();
                String state = bundle.state().name().toLowerCase(Locale.ROOT);
                for (String finding : bundle.findings().isEmpty() ? List.of("") : bundle.findings()) {
                    table.row(jar, state, finding);
                    jar = "";
                    state = "";
                }
            }
            output.table(context.console(), table);
        }
        return 0;
    }
}
