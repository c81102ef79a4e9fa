package org.clade.shell.command.part;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.clade.api.part.Option;
import org.clade.api.runtime.PartInfo;
import org.clade.api.runtime.PartRuntime;
import org.clade.shell.command.CommonOptions;
import org.clade.shell.command.Output;
import org.clade.shell.context.Context;
import org.clade.shell.render.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows a part and its options. */
@Command(name = "part:info", description = "Shows what a part is and its options.")
public final class PartInfoCommand implements Callable<Integer> {

    private final Context context;

    @Mixin
    private CommonOptions common;

    @Mixin
    private Output output;

    @Parameters(paramLabel = "<part>", description = "The part's id, as part:list shows it.")
    private String id;

    public PartInfoCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        PartRuntime runtime = context.services().get(PartRuntime.class);
        List<PartInfo> parts = context.services().whenReady(() -> runtime.find(id));
        if (output.json()) {
            output.documents(context.console(), parts, PartInfoCommand::fields);
        } else {
            parts.forEach(this::print);
        }
        return 0;
    }

    private void print(PartInfo part) {
        output.table(
                context.console(),
                Table.pairs()
                        .row("part", part.id())
                        .row("kind", part.kind())
                        .known("what it is", part.summary())
                        .row(
                                "bundle",
                                part.bundle() + " " + part.version() + ", "
                                        + part.state().toLowerCase(Locale.ROOT))
                        .row("from", part.origin()));
        if (part.options().isEmpty()) {
            output.sentence(context.console(), "It takes no options.");
        } else {
            Table table = new Table("OPTION", "DEFAULT", "TAKES", "WHAT IT DOES");
            part.options()
                    .forEach(option ->
                            table.row(option.name(), option.defaultValue(), option.allowed(), option.sentence()));
            output.table(context.console(), table);
        }
    }

    /** {@return a part and its options in the form for JSON} */
    public static Map<String, Object> fields(PartInfo part) {
        Map<String, Object> fields = PartListCommand.fields(part);
        List<Map<String, Object>> options = new ArrayList<>();
        for (Option<?> option : part.options()) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("name", option.name());
            entry.put("type", option.type().name().toLowerCase(Locale.ROOT));
            entry.put("default", option.defaultValue());
            entry.put("allowed", option.allowed());
            entry.put("sentence", option.sentence());
            options.add(entry);
        }
        fields.put("options", options);
        return fields;
    }
}
