package org.clade.shell.command.variant;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.clade.api.variant.PhaseRecipe;
import org.clade.api.variant.Recipe;
import org.clade.api.variant.VariantService;
import org.clade.base.text.Counted;
import org.clade.shell.command.CommonOptions;
import org.clade.shell.command.Output;
import org.clade.shell.context.Context;
import org.clade.shell.render.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows the parts and the settings of a variant. */
@Command(name = "variant:show", description = "Shows the parts and the settings of a variant.")
public final class VariantShowCommand implements Callable<Integer> {

    private final Context context;

    @Mixin
    private CommonOptions common;

    @Mixin
    private Output output;

    @Parameters(paramLabel = "<variant>", description = "A name that variant:list shows, or a recipe file.")
    private String name;

    public VariantShowCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        VariantService variants = context.services().get(VariantService.class);
        Recipe recipe = context.services().whenReady(() -> variants.recipe(context.nameOrPath(name)));
        if (output.json()) {
            output.document(context.console(), fields(recipe));
        } else {
            output.table(context.console(), table(recipe));
        }
        return 0;
    }

    private static Map<String, Object> fields(Recipe recipe) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", recipe.name());
        fields.put("title", recipe.provenance().title());
        fields.put("method", recipe.provenance().method());
        fields.put("reading", recipe.provenance().source());
        fields.put("recipe", recipe.properties());
        return fields;
    }

    private static Table table(Recipe recipe) {
        Table table = Table.pairs()
                .row("variant", recipe.name())
                .known("title", recipe.provenance().title())
                .known("method", recipe.provenance().method())
                .known("source", recipe.provenance().source())
                .row("clusters", recipe.architecture().clusters())
                .row(
                        "image size",
                        recipe.architecture().size() == 0
                                ? "as they are"
                                : recipe.architecture().size() + " pixels")
                .row("backbone", recipe.architecture().backbone())
                .known("stages", list(recipe.architecture().stages()))
                .row("attention", recipe.architecture().attention())
                .row("heads", list(recipe.architecture().heads()))
                .row("optimizer", recipe.training().optimizer())
                .known("clean view", list(recipe.training().evalTransform()));
        recipe.training().phases().forEach(phase -> phase(table, phase));
        return table.row("length", length(recipe))
                .row(
                        "evaluated",
                        recipe.training().evaluate() == 0
                                ? "every epoch"
                                : "every " + recipe.training().evaluate() + " large batches")
                .row("inference batch", recipe.training().inferenceBatch() + " images");
    }

    private static void phase(Table table, PhaseRecipe phase) {
        table.row("phase " + phase.name(), "")
                .row("  training view", list(phase.augment()) + ", drawn once a " + views(phase))
                .known("  targets", phase.targets().map(Object::toString).orElse(""))
                .row("  tasks", list(phase.tasks()))
                .row(
                        "  batches",
                        "large batches of %s, minibatches of %s, %s passes"
                                .formatted(phase.batch(), phase.minibatch(), phase.epochsPerBatch()));
    }

    private static String views(PhaseRecipe phase) {
        return switch (phase.redraw()) {
            case BATCH -> "large batch";
            case STEP -> "step";
        };
    }

    private static String length(Recipe recipe) {
        String epochs = recipe.training().epochs() == 0
                ? ""
                : Counted.of(recipe.training().epochs(), "epoch");
        String batches = recipe.training().maxBatches() == 0
                ? ""
                : Counted.of(recipe.training().maxBatches(), "large batch", "large batches");
        String both = epochs.isEmpty() || batches.isEmpty() ? epochs + batches : epochs + " or " + batches;
        return both.isEmpty() ? "no limit" : both;
    }

    private static String list(List<?> parts) {
        return parts.stream().map(Object::toString).collect(Collectors.joining(", "));
    }
}
