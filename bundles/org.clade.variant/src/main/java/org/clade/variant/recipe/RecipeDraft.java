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

/** A recipe's configuration while it is edited. */
public final class RecipeDraft {
    private final String name;
    private final Map<String, Object> properties;
    private final List<String> phases;

    /** Begins with a recipe as it is. */
    public RecipeDraft(Recipe recipe) {
        this.name = recipe.name();
        this.properties = new LinkedHashMap<>(recipe.properties());
        this.phases =
                new ArrayList<>(recipe.phases().stream().map(PhaseRecipe::name).toList());
    }

    /** {@return the variant's name} */
    public String name() {
        return name;
    }

    /** {@return the configuration, to be changed} */
    public Map<String, Object> properties() {
        return properties;
    }

    /** {@return the phases, in order} */
    public List<String> phases() {
        return List.copyOf(phases);
    }

    /** A phase comes. */
    public void addPhase(int index, String phase) {
        phases.add(index, phase);
        properties.put("phases", List.copyOf(phases));
    }

    /** A phase that learns nothing any more goes, where others are left. */
    public void removePhase(String tasksKey) {
        String phase = tasksKey.substring(0, Math.max(0, tasksKey.indexOf('.')));
        if (phases.size() > 1 && phases.remove(phase)) {
            properties.put("phases", List.copyOf(phases));
            properties.keySet().removeIf(key -> key.startsWith(phase + "."));
        }
    }

    /** The keys of the configuration that are meant by a key without a phase; a phase's own copy is made where one is named. */
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

    /** {@return the entries of a list, none if it is not written} */
    public List<String> list(String key) {
        List<String> list = new ArrayList<>();
        if (properties.get(key) instanceof List<?> entries) {
            entries.forEach(entry -> list.add(entry.toString()));
        }
        return list;
    }

    /** Puts an entry in the place of that with the same id, or at the end. */
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

    /** What a phase has where neither it nor its variant says anything. */
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
