package org.clade.shell.command.variant;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.clade.api.variant.Recipe;
import org.clade.api.variant.VariantComposer;
import org.clade.api.variant.VariantDifference;
import org.clade.shell.command.Output;
import org.clade.shell.context.Context;
import org.clade.shell.render.Table;

/** Saves a composed variant if wanted, and prints its state. */
record CompositionReport(Context context, Output output, VariantComposer composer) {
    /**
     * Ends a command that has composed a variant. A single command on the command line always saves it, because it would be lost otherwise.
     *
     * @param before the variant before the change, or the one that it was derived from
     * @param recipe the variant
     * @param save whether to save it in any case
     * @return the exit code
     */
    int finish(Recipe before, Recipe recipe, boolean save) {
        List<VariantDifference> differences = composer.diff(before, recipe);
        Optional<Path> file = save || context.alone() ? Optional.of(composer.save(recipe.name())) : Optional.empty();
        if (output.json()) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("name", recipe.name());
            fields.put("title", recipe.provenance().title());
            file.ifPresent(path -> fields.put("file", path));
            fields.put("differences", fields(differences));
            output.document(context.console(), fields);
            return 0;
        }
        print(differences, "BEFORE", "NOW");
        output.sentence(
                context.console(),
                file.map(path -> "%s is ready to run, saved in %s.".formatted(recipe.name(), path))
                        .orElseGet(() -> "%s is ready to run, until this %s ends; variant:save %s keeps it."
                                .formatted(recipe.name(), context.interactive() ? "shell" : "script", recipe.name())));
        return 0;
    }

    /** Prints differences as a table. */
    void print(List<VariantDifference> differences, String left, String right) {
        Table table = new Table("KEY", left, right);
        differences.forEach(
                difference -> table.row(difference.key(), orNothing(difference.left()), orNothing(difference.right())));
        if (!differences.isEmpty()) {
            output.table(context.console(), table);
        }
    }

    private static String orNothing(String value) {
        return value.isEmpty() ? "-" : value;
    }

    /** {@return differences in the form for JSON} */
    static List<Map<String, Object>> fields(List<VariantDifference> differences) {
        return differences.stream()
                .map(difference -> {
                    Map<String, Object> fields = new LinkedHashMap<>();
                    fields.put("key", difference.key());
                    fields.put("left", difference.left());
                    fields.put("right", difference.right());
                    return fields;
                })
                .toList();
    }
}
