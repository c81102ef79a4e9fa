package org.clade.tests.equinox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.clade.api.baseline.Baseline;
import org.clade.api.data.ImageShape;
import org.clade.api.part.Part;
import org.clade.api.table.PaperTable;
import org.clade.api.table.TableRecipe;
import org.clade.api.table.TableScale;
import org.clade.api.table.TableService;
import org.clade.api.variant.Recipe;
import org.clade.api.variant.VariantLease;
import org.clade.api.variant.VariantService;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The recipes of the papers' tables exist, and their changes fit them at every scale. */
public class PaperTableTest {

    private static final List<String> NUMBERS =
            List.of("batch", "minibatch", "epochs_per_batch", "clusters", "epochs", "size");

    private final TableService tables = Registry.service(TableService.class);
    private final VariantService variants = Registry.service(VariantService.class);

    @TestFactory
    Stream<DynamicTest> everyRecipeWithItsChangesFits() {
        Set<String> baselines = new HashSet<>();
        Registry.references("(objectClass=" + Baseline.class.getName() + ")")
                .forEach(reference -> baselines.add(String.valueOf(reference.getProperty(Part.ID))));
        assertEquals(15, tables.list().size());
        return tables.list().stream()
                .map(table -> DynamicTest.dynamicTest(table.id(), () -> {
                    Set<Map.Entry<String, Map<String, String>>> trained = new HashSet<>();
                    for (TableRecipe recipe : recipes(table)) {
                        if (recipe.method() != null) {
                            assertTrue(baselines.contains(recipe.method()), recipe::method);
                        }
                        for (TableScale scale :
                                recipe.variant() == null ? List.<TableScale>of() : List.of(TableScale.values())) {
                            trained.add(Map.entry(recipe.variant(), changes(table, recipe, scale)));
                        }
                    }
                    trained.forEach(each -> check(each.getKey(), each.getValue()));
                }));
    }

    private static List<TableRecipe> recipes(PaperTable table) {
        List<TableRecipe> recipes = new ArrayList<>();
        table.rows().forEach(row -> recipes.addAll(row.recipes().values()));
        return recipes;
    }

    private static Map<String, String> changes(PaperTable table, TableRecipe recipe, TableScale scale) {
        Map<String, String> changes = new HashMap<>(table.schedules().get(scale).set());
        changes.putAll(recipe.set());
        changes.putAll(recipe.scaled().getOrDefault(scale, Map.of()));
        return Map.copyOf(changes);
    }

    private void check(String variant, Map<String, String> changes) {
        try (VariantLease use = variants.use(variant, changes)) {
            Recipe recipe = use.variant().recipe();
            int size = recipe.architecture().size();
            use.variant()
                    .check(new ImageShape(3, size, size), recipe.architecture().clusters());
            NUMBERS.stream()
                    .filter(changes::containsKey)
                    .forEach(key -> assertEquals(
                            changes.get(key), String.valueOf(recipe.properties().get(key)), variant + " " + key));
        }
    }
}
