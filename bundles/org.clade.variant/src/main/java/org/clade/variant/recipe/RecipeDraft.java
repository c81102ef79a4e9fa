package org.clade.variant.recipe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.clade.api.part.PartSpec;
import org.clade.api.variant.PhaseRecipe;
import org.clade.api.variant.Recipe;
import org.clade.api.variant.StageSpec;
import org.clade.api.variant.TaskSpec;

/** A recipe's configuration during an edit. */
public final class RecipeDraft {
    private final String name;
    private final Map<String, Object> properties;
    private final List<String> phases;

    /** Starts with an unchanged recipe. */
    public RecipeDraft(Recipe recipe) {
        this.name = recipe.name();
        this.properties = new LinkedHashMap<>(recipe.properties());
        this.phases = new ArrayList<>(
                recipe.training().phases().stream().map(PhaseRecipe::name).toList());
    }

    /** {@return the variant's name} */
    public String name() {
        return name;
    }

    /** {@return the configuration, mutable} */
    public Map<String, Object> properties() {
        return properties;
    }

    /** {@return the phases, in order} */
    public List<String> phases() {
        return List.copyOf(phases);
    }

    /** Adds a phase. */
    public void addPhase(int index, String phase) {
        phases.add(index, phase);
        properties.put("phases", List.copyOf(phases));
    }

    /** Removes a phase without tasks if others are left. */
    public void removePhase(String tasksKey) {
        String phase = tasksKey.substring(0, Math.max(0, tasksKey.indexOf('.')));
        if (phases.size() > 1 && phases.remove(phase)) {
            properties.put("phases", List.copyOf(phases));
            properties.keySet().removeIf(key -> key.startsWith(phase + "."));
        }
    }

    /** The keys of the configuration for a key: all of them without a phase; with a phase its own key, created if missing. */
    public List<String> keys(String own, PartSlot place) {
        if (place.phase().isPresent()) {
            String key = place.phase().get() + "." + own;
            if (!properties.containsKey(key) && properties.containsKey(own)) {
                properties.put(key, properties.get(own));
            }
            return properties.containsKey(key) ? List.of(key) : List.of();
        }
        return properties.keySet().stream()
                .filter(key -> own(key).equals(own) && (key.equals(own) || PartKeys.OF_PHASE.contains(own)))
                .toList();
    }

    /** {@return the entries of a list; none if the key is missing} */
    public List<String> list(String key) {
        List<String> list = new ArrayList<>();
        if (properties.get(key) instanceof List<?> entries) {
            entries.forEach(entry -> list.add(entry.toString()));
        }
        return list;
    }

    /** Replaces the entry with the same id, or adds an entry at the end. */
    public void replaceOrAdd(String own, String key, String entry) {
        List<String> list = list(key);
        boolean replaced = false;
        for (int i = 0; i < list.size(); i++) {
            if (id(own, list.get(i)).equals(id(own, entry))) {
                list.set(i, entry);
                replaced = true;
            }
        }
        if (!replaced) {
            list.add(entry);
        }
        properties.put(key, list);
    }

    /** The default of a phase. */
    public static String fallback(String key) {
        return KeyReference.find(key).map(KeyReference::fallback).orElse("");
    }

    /** {@return a key without its phase} */
    public static String own(String key) {
        return key.substring(key.indexOf('.') + 1);
    }

    /** {@return the id of the part in an entry of a list} */
    public static String id(String own, String entry) {
        return switch (own) {
            case "tasks" -> TaskSpec.parse(entry).part().id();
            case "stages" -> StageSpec.parse(entry).part().id();
            default -> PartSpec.parse(entry).id();
        };
    }
}
