package org.clade.shell.command.variant;

import java.util.Map;
import java.util.concurrent.Callable;
import org.clade.api.variant.VariantComposer;
import org.clade.shell.command.CommonOptions;
import org.clade.shell.command.Output;
import org.clade.shell.context.Context;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Deletes a variant. */
@Command(name = "variant:delete", description = "Deletes one of your variants and its file.")
public final class VariantDeleteCommand implements Callable<Integer> {
    private final Context context;

    @Mixin
    private CommonOptions common;

    @Mixin
    private Output output;

    @Parameters(paramLabel = "<own variant>", description = "One of your variants.")
    private String name;

    public VariantDeleteCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        VariantComposer composer = context.services().get(VariantComposer.class);
        context.services().whenReady(() -> {
            composer.delete(name);
            return name;
        });
        if (output.json()) {
            output.document(context.console(), Map.of("name", name));
        } else {
            output.sentence(context.console(), "%s is deleted.".formatted(name));
        }
        return 0;
    }
}
