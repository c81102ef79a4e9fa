package org.clade.shell.command.variant;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.clade.api.part.RefusedException;
import org.clade.api.variant.VariantService;
import org.clade.api.variant.VariantStatus;
import org.clade.shell.command.CommonOptions;
import org.clade.shell.command.Output;
import org.clade.shell.context.Context;
import org.clade.shell.context.ExitCode;
import org.clade.shell.health.HealthCheck;
import org.clade.shell.render.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists the variants. */
@Command(
        name = "variant:list",
        description = "Lists the variants, or some of them, and whether all their parts are available.")
public final class VariantListCommand implements Callable<Integer> {

    private final Context context;

    @Mixin
    private CommonOptions common;

    @Mixin
    private Output output;

    @Option(
            names = "--method",
            paramLabel = "<method name>",
            description = "Only the variants of a method, such as DAC.")
    private String method;

    @Parameters(
            paramLabel = "<filter>",
            arity = "0..1",
            description = "Only variants whose name, method or title contains this; upper and lower case are the same.")
    private String filter;

    public VariantListCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        VariantService service = context.services().get(VariantService.class);
        context.services().awaitReady();
        List<VariantStatus> all = service.list();
        if (all.isEmpty()) {
            context.complain(HealthCheck.none("variant"));
        }
        List<VariantStatus> variants = all.stream()
                .filter(variant -> ofMethod(variant) && fits(variant))
                .toList();
        refuseUnknownMethod(all);
        if (output.json()) {
            output.documents(context.console(), variants, VariantListCommand::fields);
        } else if (!all.isEmpty()) {
            print(all.size(), variants);
        }
        return all.isEmpty() ? ExitCode.FAILED : ExitCode.DONE;
    }

    private void print(int all, List<VariantStatus> variants) {
        if (variants.isEmpty()) {
            output.sentence(
                    context.console(),
                    "None of the %s variants matches; variant:list without a filter lists them.".formatted(all));
            return;
        }
        Table table = new Table("VARIANT", "METHOD", "SOURCE", "READY", "FROM", "TITLE");
        variants.forEach(variant -> table.row(
                variant.name(),
                variant.method(),
                variant.source(),
                variant.available() ? "yes" : "no",
                origin(variant),
                variant.title()));
        output.table(context.console(), table);
        if (variants.stream().anyMatch(variant -> !variant.available())) {
            output.sentence(context.console(), "variant:why says why a variant is not ready.");
        }
    }

    private boolean ofMethod(VariantStatus variant) {
        return method == null || variant.method().equalsIgnoreCase(method);
    }

    private boolean fits(VariantStatus variant) {
        String wanted = filter == null ? "" : filter.toLowerCase(Locale.ROOT);
        return Stream.of(variant.name(), variant.method(), variant.title())
                .anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(wanted));
    }

    private void refuseUnknownMethod(List<VariantStatus> all) {
        if (method != null && !all.isEmpty() && all.stream().noneMatch(this::ofMethod)) {
            List<String> methods = all.stream()
                    .map(VariantStatus::method)
                    .filter(name -> !name.isEmpty())
                    .distinct()
                    .toList();
            throw RefusedException.unknown("method", method, methods);
        }
    }

    /** {@return a variant in the form for JSON} */
    static Map<String, Object> fields(VariantStatus variant) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", variant.name());
        fields.put("title", variant.title());
        fields.put("method", variant.method());
        fields.put("reading", variant.source());
        fields.put("available", variant.available());
        fields.put("missing", variant.missing());
        fields.put("origin", word(variant));
        return fields;
    }

    private static String word(VariantStatus variant) {
        return variant.origin().name().toLowerCase(Locale.ROOT);
    }

    /** {@return where it comes from, in words} */
    private static String origin(VariantStatus variant) {
        return switch (variant.origin()) {
            case SHIPPED -> "Clade";
            case SAVED -> "you";
            case CHANGED -> "you, not saved since";
            case UNSAVED -> "you, not saved";
            case REFUSED -> "a file";
        };
    }
}
