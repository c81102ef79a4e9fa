package org.clade.shell.command.variant;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.clade.api.part.FormerNames;
import org.clade.api.part.PartKind;
import org.clade.api.runtime.PartInfo;
import org.clade.api.runtime.PartRuntime;
import org.clade.api.variant.VariantComposer;
import org.clade.api.variant.VariantKey;
import org.clade.shell.command.CommonOptions;
import org.clade.shell.command.Output;
import org.clade.shell.command.part.PartInfoCommand;
import org.clade.shell.context.Context;
import org.clade.shell.render.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Explains the keys of a variant. */
@Command(name = "variant:help", description = "Explains the keys of a variant and the values and parts that they take.")
public final class VariantHelpCommand implements Callable<Integer> {
    private final Context context;

    @Mixin
    private CommonOptions common;

    @Mixin
    private Output output;

    @Parameters(
            paramLabel = "<key>",
            arity = "0..1",
            description = "A key, such as batch or attention; without it, all keys.")
    private String name;

    public VariantHelpCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        List<VariantKey> keys = context.services().get(VariantComposer.class).keys();
        if (name == null) {
            if (output.json()) {
                output.documents(context.console(), keys, VariantHelpCommand::fields);
            } else {
                printAll(keys);
            }
            return 0;
        }
        VariantKey key = find(keys);
        List<PartInfo> parts = parts(key);
        if (output.json()) {
            Map<String, Object> fields = fields(key);
            fields.put("parts", parts.stream().map(PartInfoCommand::fields).toList());
            output.document(context.console(), fields);
        } else {
            print(key, parts);
        }
        return 0;
    }

    /** A key may be written with its phase, {@code cluster.tasks}, or with an option, {@code backbone.tail}. */
    private VariantKey find(List<VariantKey> keys) {
        return Stream.of(name, name.substring(name.indexOf('.') + 1), name.replaceFirst("\\..*", ""))
                .flatMap(text -> keys.stream().filter(key -> key.name().equals(text)))
                .findFirst()
                .orElseThrow(() -> FormerNames.unknownKey(
                        "key", name, keys.stream().map(VariantKey::name).toList()));
    }

    private List<PartInfo> parts(VariantKey key) throws InterruptedException {
        PartRuntime runtime = context.services().get(PartRuntime.class);
        context.services().awaitReady();
        return runtime.parts().stream()
                .filter(part -> key.kind().equals(Optional.of(part.kind())))
                .toList();
    }

    private void printAll(List<VariantKey> keys) {
        Table table = new Table("KEY", "TYPE", "DEFAULT", "WHAT IT DECIDES");
        keys.forEach(key -> table.row(key.name(), key.type(), fallback(key), key.sentence()));
        output.table(context.console(), table);
        output.sentence(
                context.console(),
                "With several phases, %s can be set for a single phase, <phase>.<key>. variant:help <key> says which values and parts a key takes."
                        .formatted(keys.stream()
                                .filter(VariantKey::ofPhase)
                                .map(VariantKey::name)
                                .collect(Collectors.joining(", "))));
    }

    private void print(VariantKey key, List<PartInfo> parts) {
        output.table(
                context.console(),
                Table.pairs()
                        .row("key", key.name())
                        .row("type", key.type())
                        .row("default", fallback(key))
                        .row("takes", key.allowed())
                        .row("decides", key.sentence()));
        if (key.ofPhase()) {
            output.sentence(
                    context.console(),
                    "With several phases it can be set for a single phase, <phase>.%s.".formatted(key.name()));
        }
        if (!parts.isEmpty()) {
            context.console().out().println();
            Table table = new Table("PART", "OPTION", "DEFAULT", "TAKES", "WHAT IT DOES");
            parts.forEach(part -> {
                table.row(part.id(), "", "", "", part.summary());
                part.options()
                        .forEach(option -> table.row(
                                "", option.name(), option.defaultValue(), option.allowed(), option.sentence()));
            });
            output.table(context.console(), table);
        }
    }

    private static String fallback(VariantKey key) {
        if (key.required()) {
            return "must be given";
        }
        return key.fallback().isEmpty() ? "none" : key.fallback();
    }

    private static Map<String, Object> fields(VariantKey key) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("key", key.name());
        fields.put("type", key.type());
        fields.put("default", key.required() ? null : key.fallback());
        fields.put("required", key.required());
        fields.put("allowed", key.allowed());
        fields.put("sentence", key.sentence());
        fields.put("kind", key.kind().map(PartKind::id).orElse(""));
        fields.put("of_phase", key.ofPhase());
        return fields;
    }
}
