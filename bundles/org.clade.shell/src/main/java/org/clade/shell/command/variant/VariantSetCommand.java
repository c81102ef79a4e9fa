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
import picocli.CommandLine.Parameters;

/** Changes a variant of the user's own. */
@Command(name = "variant:set", description = "Changes one of your variants.")
public final class VariantSetCommand implements Callable<Integer> {
    private final Context context;

    @Mixin
    private CommonOptions common;

    @Mixin
    private Output output;

    @Mixin
    private EditOptions edit;

    @Parameters(index = "0", paramLabel = "<own variant>", description = "One of your variants.")
    private String name;

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "<key>=<value>",
            description =
                    "Keys and their new values, such as size=128, or one option of a part, such as backbone.tail=2.")
    private List<String> values = new ArrayList<>();

    public VariantSetCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        VariantComposer composer = context.services().get(VariantComposer.class);
        VariantService variants = context.services().get(VariantService.class);
        Map<String, String> changes = KeyValues.parse("<key>=<value>", values);
        Recipe before = context.services().whenReady(() -> variants.recipe(name));
        Recipe recipe = context.services().whenReady(() -> composer.change(name, edit.edit(changes)));
        return new CompositionReport(context, output, composer).finish(before, recipe, edit.save());
    }
}
