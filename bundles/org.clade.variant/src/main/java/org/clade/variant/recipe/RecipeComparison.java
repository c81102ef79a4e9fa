package org.clade.variant.recipe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.clade.api.engine.ForwardMode;
import org.clade.api.part.PartSpec;
import org.clade.api.variant.PhaseRecipe;
import org.clade.api.variant.Recipe;
import org.clade.api.variant.VariantDifference;

/** Compares the effect of recipes: it fills in defaults and copies shared keys to each phase. */
public final class RecipeComparison {
    private RecipeComparison() {}

    /** {@return the differences, in the order of the keys} */
    public static List<VariantDifference> of(Recipe left, Recipe right) {
        Map<String, List<String>> one = flat(left, right);
        Map<String, List<String>> other = flat(right, left);
        Set<String> keys = new LinkedHashSet<>(one.keySet());
        keys.addAll(other.keySet());
        List<VariantDifference> differences = new ArrayList<>();
        for (String key : keys) {
            List<String> ours = one.getOrDefault(key, List.of());
            List<String> theirs = other.getOrDefault(key, List.of());
            if (!ours.equals(theirs) && Keys.LISTS.contains(key.substring(key.indexOf('.') + 1))) {
                compare(key, ours, theirs, differences);
            } else if (!ours.equals(theirs)) {
                differences.add(new VariantDifference(key, String.join("", ours), String.join("", theirs)));
            }
        }
        return List.copyOf(differences);
    }

    /** Compares entries of the same part with each other; the same entries in another order make one difference. */
    private static void compare(
            String key, List<String> left, List<String> right, List<VariantDifference> differences) {
        List<String> added = new ArrayList<>(right);
        int before = differences.size();
        for (String entry : left) {
            if (added.remove(entry)) {
                continue;
            }
            String partner = added.stream()
                    .filter(candidate -> !left.contains(candidate))
                    .filter(candidate -> part(candidate).equals(part(entry)))
                    .findFirst()
                    .orElse("");
            added.remove(partner);
            differences.add(new VariantDifference(key, entry, partner));
        }
        added.forEach(entry -> differences.add(new VariantDifference(key, "", entry)));
        if (differences.size() == before) {
            differences.add(new VariantDifference(key, String.join("; ", left), String.join("; ", right)));
        }
    }

    /** {@return the text before options and weight} */
    private static String part(String entry) {
        return entry.replaceFirst("[(=].*", "");
    }

    private static Map<String, List<String>> flat(Recipe recipe, Recipe other) {
        Map<String, List<String>> flat = new LinkedHashMap<>();
        one(flat, "clusters", recipe.architecture().clusters());
        one(flat, "size", recipe.architecture().size());
        one(flat, "backbone", recipe.architecture().backbone());
        all(flat, "stages", recipe.architecture().stages());
        one(flat, "attention", recipe.architecture().attention());
        all(flat, "heads", recipe.architecture().heads());
        one(flat, "optimizer", recipe.training().optimizer());
        one(flat, "lr_schedule", recipe.training().lrSchedule());
        one(flat, "batch_norm", recipe.training().inference() == ForwardMode.EVALUATION ? "running" : "batch");
        all(flat, "eval_transform", recipe.training().evalTransform());
        boolean several =
                recipe.training().phases().size() + other.training().phases().size() > 2;
        if (several) {
            all(
                    flat,
                    "phases",
                    recipe.training().phases().stream().map(PhaseRecipe::name).toList());
        }
        for (PhaseRecipe phase : recipe.training().phases()) {
            String prefix = several ? phase.name() + "." : "";
            parts(flat, prefix, phase);
            if (!several
                    || other.training().phases().stream()
                            .anyMatch(match -> match.name().equals(phase.name()))) {
                numbers(flat, prefix, phase);
            }
        }
        one(flat, "epochs", recipe.training().epochs());
        one(flat, "max_batches", recipe.training().maxBatches());
        one(flat, "evaluate", recipe.training().evaluate());
        one(flat, "inference_batch", recipe.training().inferenceBatch());
        return flat;
    }

    private static void parts(Map<String, List<String>> flat, String prefix, PhaseRecipe phase) {
        all(flat, prefix + "augment", phase.augment());
        one(flat, prefix + "targets", phase.targets().map(PartSpec::toString).orElse(""));
        all(flat, prefix + "tasks", phase.tasks());
    }

    private static void numbers(Map<String, List<String>> flat, String prefix, PhaseRecipe phase) {
        one(flat, prefix + "batch", phase.batch());
        one(flat, prefix + "minibatch", phase.minibatch());
        one(flat, prefix + "epochs_per_batch", phase.epochsPerBatch());
        one(flat, prefix + "redraw", word(phase.redraw()));
        one(flat, prefix + "updates_per_minibatch", phase.updatesPerMinibatch());
        one(flat, prefix + "drop_last", phase.dropLast());
        one(flat, prefix + "order", word(phase.order()));
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static void one(Map<String, List<String>> flat, String key, Object value) {
        all(flat, key, value.toString().isEmpty() ? List.of() : List.of(value));
    }

    private static void all(Map<String, List<String>> flat, String key, List<?> values) {
        flat.put(key, values.stream().map(Objects::toString).toList());
    }
}
