package org.clade.shell.command.bundle;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.clade.api.runtime.BundleInfo;
import org.clade.api.runtime.BundleRuntime;
import org.clade.base.text.Counted;
import org.clade.shell.command.CommonOptions;
import org.clade.shell.command.Output;
import org.clade.shell.context.Context;
import org.clade.shell.render.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists bundles. */
@Command(name = "bundle:list", description = "Lists the bundles that have parts or recipes.")
public final class BundleListCommand implements Callable<Integer> {
    private final Context context;

    @Mixin
    private CommonOptions common;

    @Mixin
    private Output output;

    @Option(names = "--all", description = "Also the bundles that Clade builds on.")
    private boolean all;

    public BundleListCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        BundleRuntime runtime = context.services().get(BundleRuntime.class);
        context.services().awaitReady();
        List<BundleInfo> bundles = runtime.bundles().stream()
                .filter(bundle -> all || bundle.stoppable() || bundle.recipes() > 0)
                .toList();
        if (output.json()) {
            output.documents(context.console(), bundles, BundleListCommand::fields);
            return 0;
        }
        Table table = new Table("BUNDLE", "VERSION", "STATE", "BRINGS");
        bundles.forEach(bundle ->
                table.row(bundle.name(), bundle.version(), bundle.state().toLowerCase(Locale.ROOT), brings(bundle)));
        output.table(context.console(), table);
        return 0;
    }

    private static String brings(BundleInfo bundle) {
        String parts = String.join(", ", bundle.parts());
        String recipes = bundle.recipes() == 0 ? "" : Counted.of(bundle.recipes(), "variant");
        return parts + (parts.isEmpty() || recipes.isEmpty() ? "" : ", ") + recipes;
    }

    /** {@return a bundle in the form for JSON} */
    static Map<String, Object> fields(BundleInfo bundle) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", bundle.id());
        fields.put("name", bundle.name());
        fields.put("version", bundle.version());
        fields.put("state", bundle.state());
        fields.put("parts", bundle.parts());
        fields.put("recipes", bundle.recipes());
        fields.put("stoppable", bundle.stoppable());
        return fields;
    }
}
