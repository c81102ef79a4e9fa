package org.clade.variant.recipe;

import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.clade.api.part.PartKind;
import org.clade.api.part.PartSpec;
import org.clade.api.variant.PhaseRecipe;
import org.clade.api.variant.Recipe;
import org.clade.api.variant.StageSpec;
import org.clade.api.variant.TaskSpec;

/**
 * The parts that a recipe needs, by kind. A variant's component has one reference for each kind, with the same name;
 * these ids make its target filter.
 *
 * @param ids the needed ids of each kind, in order of occurrence
 */
public record PartRequirements(Map<PartKind, Set<String>> ids) {

    /** {@return the parts that a recipe needs} */
    public static PartRequirements of(Recipe recipe) {
        Map<PartKind, Set<String>> ids = new EnumMap<>(PartKind.class);
        ids.put(PartKind.BACKBONE, ids(Stream.of(recipe.architecture().backbone())));
        ids.put(PartKind.STAGE, ids(recipe.architecture().stages().stream().map(StageSpec::part)));
        ids.put(PartKind.ATTENTION, ids(Stream.of(recipe.architecture().attention())));
        ids.put(PartKind.HEAD, ids(recipe.architecture().heads().stream()));
        ids.put(PartKind.OPTIMIZER, ids(Stream.of(recipe.training().optimizer())));
        ids.put(PartKind.SCHEDULE, ids(Stream.of(recipe.training().lrSchedule())));
        ids.put(
                PartKind.OPERATION,
                ids(Stream.concat(
                        recipe.training().evalTransform().stream(),
                        recipe.training().phases().stream().flatMap(phase -> phase.augment().stream()))));
        ids.put(
                PartKind.TARGETS,
                ids(recipe.training().phases().stream()
                        .map(PhaseRecipe::targets)
                        .flatMap(java.util.Optional::stream)));
        ids.put(
                PartKind.TASK,
                ids(recipe.training().phases().stream()
                        .flatMap(phase -> phase.tasks().stream())
                        .map(TaskSpec::part)));
        return new PartRequirements(ids);
    }

    /** {@return the target filter of a kind's reference: any of the needed ids, or none} */
    String filter(PartKind kind) {
        Set<String> needed = ids.get(kind);
        return needed.isEmpty()
                ? "(!(clade.id=*))"
                : needed.stream().map(id -> "(clade.id=" + id + ")").collect(Collectors.joining("", "(|", ")"));
    }

    private static Set<String> ids(Stream<PartSpec> specs) {
        return specs.map(PartSpec::id).collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
