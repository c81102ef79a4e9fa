package org.clade.variant.edit;

import java.util.List;
import java.util.Optional;
import org.clade.api.part.PartSpec;
import org.clade.api.part.RefusedException;
import org.clade.api.variant.PhaseRecipe;
import org.clade.api.variant.Recipe;
import org.clade.variant.recipe.Keys;
import org.clade.variant.recipe.RecipeDraft;

/**
 * Adds a phase of another variant to a recipe, with the heads that its tasks need and the recipe lacks.
 *
 * @param draft the recipe
 */
record PhaseAdoption(RecipeDraft draft) {
    /**
     * Adds the phase.
     *
     * @param phase its name
     * @param donor the variant of the phase
     * @throws RefusedException if it has no such phase (the message gives the nearest), or if the recipe already has one
     */
    void apply(String phase, Recipe donor) {
        List<String> donated =
                donor.training().phases().stream().map(PhaseRecipe::name).toList();
        if (!donated.contains(phase)) {
            throw RefusedException.unknown("phase of variant " + donor.name(), phase, donated);
        }
        if (draft.phases().contains(phase)) {
            throw new RefusedException("Variant %s has a phase %s already; leave it out, or change it with %s.<key>=…."
                    .formatted(draft.name(), phase, phase));
        }
        for (String key : Keys.PHASE) {
            Object value = Optional.ofNullable(donor.properties().get(phase + "." + key))
                    .orElseGet(() -> donor.properties().get(key));
            if (value == null && draft.properties().containsKey(key)) {
                value = Keys.LISTS.contains(key) ? List.of() : RecipeDraft.fallback(key);
            }
            if (value != null && !value.equals(draft.properties().get(key))) {
                draft.properties().put(phase + "." + key, value);
            }
        }
        draft.addPhase(donated.indexOf(phase) == 0 ? 0 : draft.phases().size(), phase);
        List<String> heads = draft.list("heads");
        for (PartSpec head : donor.architecture().heads()) {
            if (heads.stream().noneMatch(entry -> RecipeDraft.id("heads", entry).equals(head.id()))
                    && taskIds(donor, phase).contains(head.id())) {
                heads.add(head.toString());
            }
        }
        draft.properties().put("heads", heads);
    }

    private static List<String> taskIds(Recipe recipe, String phase) {
        return recipe.training().phases().stream()
                .filter(candidate -> candidate.name().equals(phase))
                .flatMap(candidate -> candidate.tasks().stream())
                .map(task -> task.part().id())
                .toList();
    }
}
