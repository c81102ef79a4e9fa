package org.clade.shell.command.variant;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.clade.api.part.RefusedException;
import org.clade.api.variant.VariantComposer;
import org.clade.api.variant.VariantService;
import org.clade.api.variant.VariantStatus;
import org.clade.shell.command.CommonOptions;
import org.clade.shell.command.Output;
import org.clade.shell.context.Context;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Explains why a variant is ready or not. */
@Command(name = "variant:why", description = "Shows which part a variant waits for, or which of its parts do not fit.")
public final class VariantWhyCommand implements Callable<Integer> {

    private final Context context;

    @Mixin
    private CommonOptions common;

    @Mixin
    private Output output;

    @Parameters(paramLabel = "<variant>", description = "A name that variant:list shows.")
    private String name;

    public VariantWhyCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        VariantService service = context.services().get(VariantService.class);
        context.services().awaitReady();
        VariantStatus variant = find(service.list());
        String misfit = variant.available() ? misfit() : "";
        if (output.json()) {
            Map<String, Object> fields = VariantListCommand.fields(variant);
            if (!misfit.isEmpty()) {
                fields.put("misfit", misfit);
            }
            output.document(context.console(), fields);
        } else if (!misfit.isEmpty()) {
            output.sentence(
                    context.console(),
                    "%s cannot be run: its parts are available, but do not fit.".formatted(variant.name()));
            output.sentence(context.console(), misfit);
        } else if (variant.available()) {
            output.sentence(
                    context.console(),
                    "%s is ready: all its parts are available and fit each other.".formatted(variant.name()));
        } else {
            output.sentence(context.console(), "%s is not ready.".formatted(variant.name()));
            variant.missing().forEach(sentence -> output.sentence(context.console(), sentence));
        }
        return 0;
    }

    /** {@return which of its parts do not fit; empty if all fit} */
    private String misfit() throws InterruptedException {
        VariantComposer composer = context.services().get(VariantComposer.class);
        try {
            composer.check(name);
            return "";
        } catch (RefusedException e) {
            return e.getMessage();
        }
    }

    private VariantStatus find(List<VariantStatus> variants) {
        return variants.stream()
                .filter(variant -> variant.name().equals(name))
                .findFirst()
                .orElseThrow(() -> RefusedException.unknown(
                        "variant",
                        name,
                        variants.stream().map(VariantStatus::name).toList()));
    }
}
