package org.clade.shell.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.clade.api.variant.VariantService;
import org.clade.api.variant.VariantStatus;
import org.clade.shell.Context;
import org.clade.shell.render.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the variants. */
@Command(name = "variant:list", description = "Lists the variants and whether their parts are all there.")
public final class VariantListCommand implements Callable<Integer> {

    private final Context context;

    @Mixin
    private CommonOptions common;

    @Mixin
    private Output output;

    /**
     * The command.
     *
     * @param context what it is run with
     */
    public VariantListCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        VariantService service = context.services().get(VariantService.class);
        context.services().settle();
        List<VariantStatus> variants = service.list();
        if (output.json()) {
            output.documents(context.console(), variants, VariantListCommand::fields);
            return 0;
        }
        Table table = new Table("VARIANT", "METHOD", "READING", "READY", "FROM", "TITLE");
        variants.forEach(variant -> table.row(
                variant.name(),
                variant.method(),
                variant.reading(),
                variant.available() ? "yes" : "no",
                origin(variant),
                variant.title()));
        output.table(context.console(), table);
        if (variants.stream().anyMatch(variant -> !variant.available())) {
            output.sentence(context.console(), "variant:why says what one that is not ready is waiting for.");
        }
        return 0;
    }

    /** {@return a variant as JSON names it} */
    static Map<String, Object> fields(VariantStatus variant) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", variant.name());
        fields.put("title", variant.title());
        fields.put("method", variant.method());
        fields.put("reading", variant.reading());
        fields.put("available", variant.available());
        fields.put("missing", variant.missing());
        fields.put("origin", word(variant));
        return fields;
    }

    private static String word(VariantStatus variant) {
        return variant.origin().name().toLowerCase(Locale.ROOT);
    }

    /** {@return where it comes from, for people} */
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
