package org.clade.shell.command.variant;

import java.util.List;
import java.util.concurrent.Callable;
import org.clade.api.variant.Recipe;
import org.clade.api.variant.VariantComposer;
import org.clade.api.variant.VariantDifference;
import org.clade.api.variant.VariantService;
import org.clade.shell.command.CommonOptions;
import org.clade.shell.command.Output;
import org.clade.shell.context.Context;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Compares two variants. */
@Command(name = "variant:diff", description = "Shows how two variants differ.")
public final class VariantDiffCommand implements Callable<Integer> {
    private final Context context;

    @Mixin
    private CommonOptions common;

    @Mixin
    private Output output;

    @Parameters(
            index = "0",
            paramLabel = "<variant>",
            description = "A name that variant:list shows, or a recipe file.")
    private String left;

    @Parameters(index = "1", paramLabel = "<variant>", description = "Another one.")
    private String right;

    public VariantDiffCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        VariantComposer composer = context.services().get(VariantComposer.class);
        VariantService variants = context.services().get(VariantService.class);
        Recipe one = context.services().whenReady(() -> variants.recipe(context.nameOrPath(left)));
        Recipe other = context.services().whenReady(() -> variants.recipe(context.nameOrPath(right)));
        List<VariantDifference> differences = composer.diff(one, other);
        if (output.json()) {
            output.document(context.console(), CompositionReport.fields(differences));
        } else if (differences.isEmpty()) {
            output.sentence(context.console(), "%s and %s do not differ.".formatted(left, right));
        } else {
            new CompositionReport(context, output, composer).print(differences, left, right);
        }
        return 0;
    }
}
