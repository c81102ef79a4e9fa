package org.clade.shell.command.variant;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.clade.api.variant.VariantComposer;
import org.clade.api.variant.VariantService;
import org.clade.shell.command.CommonOptions;
import org.clade.shell.command.Output;
import org.clade.shell.context.Context;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a variant as a file. */
@Command(
        name = "variant:export",
        description = "Writes a variant as a complete recipe file, which run accepts anywhere.")
public final class VariantExportCommand implements Callable<Integer> {
    private final Context context;

    @Mixin
    private CommonOptions common;

    @Mixin
    private Output output;

    @Parameters(
            index = "0",
            paramLabel = "<variant>",
            description = "A name that variant:list shows, or a recipe file.")
    private String name;

    @Parameters(index = "1", paramLabel = "<file>", description = "The file to write, such as my.json.")
    private String file;

    @Option(names = "--overwrite", description = "Replace a file of that name.")
    private boolean overwrite;

    public VariantExportCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        VariantComposer composer = context.services().get(VariantComposer.class);
        Path target = context.path(file);
        VariantService variants = context.services().get(VariantService.class);
        composer.export(
                context.services().whenReady(() -> variants.recipe(context.nameOrPath(name))), target, overwrite);
        if (output.json()) {
            output.document(context.console(), Map.of("name", name, "file", target));
        } else {
            output.sentence(context.console(), "%s is written to %s.".formatted(name, target));
        }
        return 0;
    }
}
