package org.clade.shell.command.part;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.clade.api.part.RefusedException;
import org.clade.api.runtime.PartInfo;
import org.clade.api.runtime.PartRuntime;
import org.clade.shell.command.CommonOptions;
import org.clade.shell.command.Output;
import org.clade.shell.context.Context;
import org.clade.shell.render.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Lists the parts. */
@Command(name = "part:list", description = "Lists the parts that recipes can name.")
public final class PartListCommand implements Callable<Integer> {

    private final Context context;

    @Mixin
    private CommonOptions common;

    @Mixin
    private Output output;

    @Parameters(
            paramLabel = "<kind>",
            arity = "0..1",
            description = "Only parts of this kind, such as backbone or task.")
    private String kind;

    public PartListCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        PartRuntime runtime = context.services().get(PartRuntime.class);
        context.services().awaitReady();
        List<PartInfo> parts = select(runtime.parts());
        if (output.json()) {
            output.documents(context.console(), parts, PartListCommand::fields);
        } else {
            Table table = new Table("KIND", "PART", "BUNDLE", "VERSION", "FROM", "STATE", "WHAT IT IS");
            parts.forEach(part -> table.row(
                    part.kind(), part.id(), part.bundle(), part.version(), part.origin(), state(part), part.summary()));
            output.table(context.console(), table);
        }
        return 0;
    }

    private List<PartInfo> select(List<PartInfo> parts) {
        List<PartInfo> selected = parts.stream()
                .filter(part -> kind == null || part.kind().id().equals(kind))
                .toList();
        if (selected.isEmpty() && kind != null) {
            throw RefusedException.unknown(
                    "kind of part",
                    kind,
                    parts.stream().map(part -> part.kind().id()).distinct().toList());
        }
        return selected;
    }

    private static String state(PartInfo part) {
        return part.state().toLowerCase(Locale.ROOT);
    }

    /** {@return a part in the form for JSON} */
    static Map<String, Object> fields(PartInfo part) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", part.id());
        fields.put("kind", part.kind().id());
        fields.put("summary", part.summary());
        fields.put("bundle", part.bundle());
        fields.put("version", part.version());
        fields.put("origin", part.origin());
        fields.put("state", part.state());
        return fields;
    }
}
