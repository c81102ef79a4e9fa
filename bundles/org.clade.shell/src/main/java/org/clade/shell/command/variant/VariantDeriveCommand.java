package org.clade.shell.command.variant;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.clade.api.variant.Recipe;
import org.clade.api.variant.VariantComposer;
import org.clade.api.variant.VariantService;
import org.clade.shell.command.CommonOptions;
import org.clade.shell.command.EditOptions;
import org.clade.shell.command.KeyValues;
import org.clade.shell.command.Output;
import org.clade.shell.context.Context;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Derives a variant from another. */
@Command(name = "variant:derive", description = "Derives a variant from another. You can run it at once.")
public final class VariantDeriveCommand implements Callable<Integer> {
    private final Context context;

    @Mixin
    private CommonOptions common;

    @Mixin
    private Output output;

    @Mixin
    private EditOptions edit;

    @Parameters(paramLabel = "<variant>", description = "The variant to start from, or a recipe file.")
    private String from;

    @Option(names = "--as", paramLabel = "<name>", required = true, description = "The new variant's name.")
    private String name;

    @Option(
            names = "--set",
            paramLabel = "<key>=<value>",
            description =
                    "Change a key, such as size=128, or one option of its part, such as backbone.tail=2; may be given"
                            + " several times.")
    private List<String> values = new ArrayList<>();

    public VariantDeriveCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        VariantComposer composer = context.services().get(VariantComposer.class);
        VariantService variants = context.services().get(VariantService.class);
        Map<String, String> changes = KeyValues.parse("--set", values);
        Recipe start = context.services().whenReady(() -> variants.recipe(context.nameOrPath(from)));
        Recipe recipe = context.services().whenReady(() -> composer.derive(start, name, edit.edit(changes)));
        return new CompositionReport(context, output, composer).finish(start, recipe, edit.save());
    }
}
