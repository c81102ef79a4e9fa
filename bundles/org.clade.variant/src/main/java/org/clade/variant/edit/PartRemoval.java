package org.clade.variant.edit;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.clade.api.part.FormerNames;
import org.clade.api.part.PartSpec;
import org.clade.api.part.RefusedException;
import org.clade.api.variant.StageSpec;
import org.clade.variant.recipe.PartSlot;
import org.clade.variant.recipe.RecipeDraft;

/**
 * Removes parts from a recipe.
 *
 * @param draft the recipe
 */
record PartRemoval(RecipeDraft draft) {
    private static final String NONE = "identity";

    /**
     * Removes a part.
     *
     * @param text its id, with or without a place
     * @throws RefusedException if the recipe does not have it (the message gives the nearest), or needs it
     */
    void apply(String text) {
        PartSlot place = PartSlot.parse(text, draft.phases());
        String id = PartSpec.parse(place.part()).id();
        Set<String> there = new TreeSet<>();
        boolean found = false;
        for (String key : List.of("tasks", "eval_transform", "augment", "heads", "stages")) {
            found |= place.includes(key) && removeFrom(key, place, id, there);
        }
        found |= place.includes("targets") && removeTargets(place, id, there);
        found |= place.includes("attention") && removeAttention(id, there);
        if (!found) {
            refuseNeeded(id);
            throw FormerNames.unknownPart("part of variant " + draft.name(), id, there);
        }
    }

    private boolean removeFrom(String own, PartSlot place, String id, Set<String> there) {
        boolean found = false;
        for (String key : draft.keys(own, place)) {
            List<String> kept = new ArrayList<>();
            for (String entry : draft.list(key)) {
                there.add(RecipeDraft.id(own, entry));
                boolean goes = RecipeDraft.id(own, entry).equals(id)
                        && place.stage()
                                .map(stage -> stage == StageSpec.parse(entry).stage())
                                .orElse(true);
                found |= goes;
                if (!goes) {
                    kept.add(entry);
                }
            }
            boolean emptied = kept.isEmpty() && !draft.list(key).isEmpty();
            draft.properties().put(key, kept);
            if (emptied && own.equals("tasks")) {
                draft.removePhase(key);
            }
        }
        return found;
    }

    private boolean removeTargets(PartSlot place, String id, Set<String> there) {
        boolean found = false;
        for (String key : draft.keys("targets", place)) {
            String strategy = String.valueOf(draft.properties().get(key));
            if (!strategy.isEmpty()) {
                there.add(PartSpec.parse(strategy).id());
                if (PartSpec.parse(strategy).id().equals(id)) {
                    draft.properties().put(key, "");
                    found = true;
                }
            }
        }
        return found;
    }

    private boolean removeAttention(String id, Set<String> there) {
        String module = PartSpec.parse(String.valueOf(draft.properties().getOrDefault("attention", NONE)))
                .id();
        if (module.equals(NONE)) {
            return false;
        }
        there.add(module);
        there.add("attention");
        if (!id.equals(module) && !id.equals("attention")) {
            return false;
        }
        draft.properties().put("attention", NONE);
        return true;
    }

    private void refuseNeeded(String id) {
        for (String key : List.of("backbone", "optimizer", "lr_schedule")) {
            Object written = draft.properties().get(key);
            if (id.equals(key)
                    || written != null
                            && PartSpec.parse(written.toString()).id().equals(id)) {
                throw new RefusedException("Variant %s needs its %s; choose another one with --with or %s=… instead."
                        .formatted(draft.name(), id.equals(key) ? key : key + " " + id, key));
            }
        }
    }
}
