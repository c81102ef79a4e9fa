package org.clade.shell.command.variant;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.clade.api.variant.VariantComposer;
import org.clade.shell.command.CommonOptions;
import org.clade.shell.command.Output;
import org.clade.shell.context.Context;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Saves a variant. */
@Command(
        name = "variant:save",
        description = "Saves one of your variants in the folder etc/variants, for this shell and later ones.")
public final class VariantSaveCommand implements Callable<Integer> {
    private final Context context;

    @Mixin
    private CommonOptions common;

    @Mixin
    private Output output;

    @Parameters(paramLabel = "<own variant>", description = "One of your variants.")
    private String name;

    public VariantSaveCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        VariantComposer composer = context.services().get(VariantComposer.class);
        Path file = context.services().whenReady(() -> composer.save(name));
        if (output.json()) {
            output.document(context.console(), Map.of("name", name, "file", file));
        } else {
            output.sentence(context.console(), "%s is saved in %s.".formatted(name, file));
        }
        return 0;
    }
}
