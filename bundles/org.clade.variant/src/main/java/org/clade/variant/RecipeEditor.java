package org.clade.variant;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.clade.api.data.ImageShape;
import org.clade.api.part.PartSpec;
import org.clade.api.part.RefusedException;
import org.clade.api.variant.PhaseRecipe;
import org.clade.api.variant.Recipe;
import org.clade.api.variant.StageSpec;
import org.clade.api.variant.TaskSpec;
import org.clade.api.variant.VariantEdit;
import org.clade.api.variant.VariantKey;

/** Edits a recipe part by part; what comes out is a complete configuration again, to be read and checked as any other. */
final class RecipeEditor {
    private static final String NONE = "identity";

    private final String name;
    private final Map<String, Object> properties;
    private final List<String> phases;
    private final ImageShape images;
    private final KnownParts parts;

    /**
     * An editor at the start.
     *
     * @param recipe what is edited
     * @param parts the parts there are
     */
    RecipeEditor(Recipe recipe, KnownParts parts) {
        this.name = recipe.name();
        this.properties = new LinkedHashMap<>(recipe.properties());
        this.phases =
                new ArrayList<>(recipe.phases().stream().map(PhaseRecipe::name).toList());
        this.images = VariantCheck.images(recipe);
        this.parts = parts;
    }

    /**
     * Does what an edit says: first what goes, then what comes, then what is set.
     *
     * @param edit what is to be different
     * @param recipes finds the variants that phases are taken from
     * @return the configuration, edited
     * @throws RefusedException where a part or place is unknown
     */
    Map<String, Object> apply(VariantEdit edit, Function<String, Recipe> recipes) {
        edit.without().forEach(this::without);
        for (String text : edit.with()) {
            int at = text.indexOf('@');
            if (at > 0 && text.indexOf('(') < 0) {
                adopt(
                        text.substring(0, at).strip(),
                        recipes.apply(text.substring(at + 1).strip()));
            } else {
                with(text);
            }
        }
        edit.set().keySet().stream().sorted().forEach(key -> set(key, edit.set().get(key)));
        return properties;
    }

    /** Sets a key, or with a dot behind it one option of its part. */
    private void set(String key, String value) {
        int dot = key.lastIndexOf('.');
        String single = dot < 0 ? "" : key.substring(0, dot);
        if (!PartKeys.SINGLE.contains(own(single))) {
            if (!Keys.VARIANT.contains(key)
                    && !Keys.PHASE.contains(own(key))
                    && !parts.kinds(key).isEmpty()) {
                throw new RefusedException(
                        "%s is a part and no key; take it in with --with %s=%s, where it has a weight, or --with \"%s(…)\"."
                                .formatted(key, key, value, key));
            }
            properties.put(key, value);
            return;
        }
        String written = Stream.of(single, own(single))
                .filter(properties::containsKey)
                .map(known -> properties.get(known).toString())
                .findFirst()
                .orElseGet(() -> fallback(own(single)));
        if (written.isEmpty()) {
            throw new RefusedException(
                    "Variant %s has no %s, so there is no option to set; write %s=… with a part first."
                            .formatted(name, single, single));
        }
        PartSpec part = PartSpec.parse(written);
        Map<String, String> values = new LinkedHashMap<>(part.values());
        values.put(key.substring(dot + 1), value);
        properties.put(single, new PartSpec(part.id(), values).toString());
    }

    private void without(String text) {
        Place place = Place.parse(text, phases);
        String id = PartSpec.parse(place.part()).id();
        Set<String> there = new TreeSet<>();
        boolean found = false;
        for (String key : List.of("tasks", "clean", "augment", "heads", "stages")) {
            found |= place.includes(key) && removeFrom(key, place, id, there);
        }
        found |= place.includes("targets") && removeTargets(place, id, there);
        found |= place.includes("attention") && removeAttention(id, there);
        if (!found) {
            refuseNeeded(id);
            throw RefusedException.unknown("part of variant " + name, text, there);
        }
    }

    private boolean removeFrom(String own, Place place, String id, Set<String> there) {
        boolean found = false;
        for (String key : keys(own, place)) {
            List<String> kept = new ArrayList<>();
            for (String entry : list(key)) {
                there.add(id(own, entry));
                boolean goes = id(own, entry).equals(id)
                        && place.stage()
                                .map(stage -> stage == StageSpec.parse(entry).stage())
                                .orElse(true);
                found |= goes;
                if (!goes) {
                    kept.add(entry);
                }
            }
            boolean emptied = kept.isEmpty() && !list(key).isEmpty();
            properties.put(key, kept);
            if (emptied && own.equals("tasks")) {
                removePhase(key);
            }
        }
        return found;
    }

    /** A phase that learns nothing any more goes, where others are left. */
    private void removePhase(String tasksKey) {
        String phase = tasksKey.substring(0, Math.max(0, tasksKey.indexOf('.')));
        if (phases.size() > 1 && phases.remove(phase)) {
            properties.put("phases", List.copyOf(phases));
            properties.keySet().removeIf(key -> key.startsWith(phase + "."));
        }
    }

    private boolean removeTargets(Place place, String id, Set<String> there) {
        boolean found = false;
        for (String key : keys("targets", place)) {
            String strategy = String.valueOf(properties.get(key));
            if (!strategy.isEmpty()) {
                there.add(PartSpec.parse(strategy).id());
                if (PartSpec.parse(strategy).id().equals(id)) {
                    properties.put(key, "");
                    found = true;
                }
            }
        }
        return found;
    }

    private boolean removeAttention(String id, Set<String> there) {
        String module = PartSpec.parse(String.valueOf(properties.getOrDefault("attention", NONE)))
                .id();
        if (module.equals(NONE)) {
            return false;
        }
        there.add(module);
        there.add("attention");
        if (!id.equals(module) && !id.equals("attention")) {
            return false;
        }
        properties.put("attention", NONE);
        return true;
    }

    private void refuseNeeded(String id) {
        for (String key : List.of("backbone", "optimizer", "rate")) {
            Object written = properties.get(key);
            if (id.equals(key)
                    || written != null
                            && PartSpec.parse(written.toString()).id().equals(id)) {
                throw new RefusedException("Variant %s needs its %s; choose another one with --with or %s=… instead."
                        .formatted(name, id.equals(key) ? key : key + " " + id, key));
            }
        }
    }

    private void with(String text) {
        Place place = Place.parse(text, phases);
        String key = place.key().orElseGet(() -> keyFor(place));
        switch (key) {
            case "stages" -> addStage(place);
            case "heads" -> replaceOrAdd("heads", "heads", place.part());
            case "tasks" -> addTask(place);
            case "targets" -> addTargets(place);
            case "clean", "augment" -> addOperation(place);
            default -> properties.put(key, PartSpec.parse(place.part()).toString());
        }
    }

    /** The key that a part belongs under, by its kind. */
    private String keyFor(Place place) {
        TaskSpec spec = TaskSpec.parse(place.part());
        String id = spec.part().id();
        boolean weighted = place.part().lastIndexOf('=') > place.part().lastIndexOf(')')
                && place.part().lastIndexOf('=') >= 0;
        List<String> kinds = weighted ? List.of("task") : parts.kinds(id);
        List<String> keys = new ArrayList<>(PartKeys.OF_VARIANT);
        keys.addAll(PartKeys.OF_PHASE);
        keys.removeIf(key -> key.equals("clean") || !kinds.contains(PartKeys.kind(key)) || !place.includes(key));
        if (keys.isEmpty()) {
            throw RefusedException.unknown("part", id, parts.ids());
        }
        if (keys.size() > 1) {
            throw new RefusedException("%s is a part under each of %s; say which: %s:%s."
                    .formatted(id, String.join(" and ", keys), keys.get(0), place.part()));
        }
        return keys.get(0);
    }

    private void addStage(Place place) {
        int stage = place.stage()
                .orElseThrow(() ->
                        new RefusedException("At which stage should %s stand? Write its number before it, as in 0:%s."
                                .formatted(place.part(), place.part())));
        List<String> stages = list("stages");
        stages.removeIf(entry -> StageSpec.parse(entry).stage() == stage);
        stages.add(new StageSpec(stage, PartSpec.parse(place.part())).toString());
        stages.sort(Comparator.comparingInt(entry -> StageSpec.parse(entry).stage()));
        properties.put("stages", stages);
    }

    private void addTask(Place place) {
        TaskSpec task = TaskSpec.parse(place.part());
        List<String> keys = keys("tasks", place);
        List<String> holding = keys.stream()
                .filter(key -> list(key).stream()
                        .anyMatch(entry -> id("tasks", entry).equals(task.part().id())))
                .toList();
        List<String> chosen = holding.isEmpty() ? keys : holding;
        onePhase(chosen, place);
        chosen.forEach(key -> replaceOrAdd("tasks", key, task.toString()));
    }

    private void addTargets(Place place) {
        PartSpec strategy = PartSpec.parse(place.part());
        List<String> keys = new ArrayList<>(keys("targets", place));
        if (keys.isEmpty()) {
            onePhase(phases, place);
            keys.add("targets");
        }
        keys.forEach(key -> properties.put(key, strategy.toString()));
    }

    private void onePhase(List<?> chosen, Place place) {
        if (chosen.size() > 1) {
            throw new RefusedException("Variant %s has the phases %s; say which one: %s:%s."
                    .formatted(name, String.join(", ", phases), phases.get(phases.size() - 1), place.part()));
        }
    }

    /**
     * An operation that is there already is replaced. A new one goes to the training views, before the operations that they
     * and the clean view end with; one that changes the shape of images goes to the end of all of them.
     */
    private void addOperation(Place place) {
        PartSpec operation = PartSpec.parse(place.part());
        String written = operation.toString();
        boolean everywhere = place.phase().isEmpty() && place.key().isEmpty();
        List<String> keys = new ArrayList<>();
        if (place.key().filter("clean"::equals).isPresent()) {
            keys.add("clean");
        } else {
            keys.addAll(keys("augment", place));
            if (keys.isEmpty()) {
                keys.add(place.phase().map(phase -> phase + ".augment").orElse("augment"));
            }
            if (everywhere) {
                keys.add("clean");
            }
        }
        Predicate<String> holds =
                key -> list(key).stream().anyMatch(entry -> id("augment", entry).equals(operation.id()));
        if (keys.stream().anyMatch(holds)) {
            keys.stream().filter(holds).forEach(key -> replaceOrAdd("augment", key, written));
        } else if (parts.reshapes(operation, images) || !everywhere && keys.contains("clean")) {
            keys.forEach(key -> replaceOrAdd("augment", key, written));
        } else {
            keys.remove("clean");
            keys.forEach(key -> {
                List<String> view = list(key);
                view.add(view.size() - commonEnd(view, list("clean")), written);
                properties.put(key, view);
            });
        }
    }

    private static int commonEnd(List<String> view, List<String> clean) {
        int common = 0;
        while (common < Math.min(view.size(), clean.size())
                && id("augment", view.get(view.size() - 1 - common))
                        .equals(id("augment", clean.get(clean.size() - 1 - common)))) {
            common++;
        }
        return common;
    }

    private void replaceOrAdd(String own, String key, String entry) {
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

    /** Takes over a phase of another variant, and the heads that it has and this one lacks. */
    private void adopt(String phase, Recipe donor) {
        List<String> donated = donor.phases().stream().map(PhaseRecipe::name).toList();
        if (!donated.contains(phase)) {
            throw RefusedException.unknown("phase of variant " + donor.name(), phase, donated);
        }
        if (phases.contains(phase)) {
            throw new RefusedException("Variant %s has a phase %s already; leave it out, or change it with %s.<key>=…."
                    .formatted(name, phase, phase));
        }
        for (String key : Keys.PHASE) {
            Object value = Optional.ofNullable(donor.properties().get(phase + "." + key))
                    .orElseGet(() -> donor.properties().get(key));
            if (value == null && properties.containsKey(key)) {
                value = Keys.LISTS.contains(key) ? List.of() : fallback(key);
            }
            if (value != null && !value.equals(properties.get(key))) {
                properties.put(phase + "." + key, value);
            }
        }
        phases.add(donated.indexOf(phase) == 0 ? 0 : phases.size(), phase);
        properties.put("phases", List.copyOf(phases));
        List<String> heads = list("heads");
        for (PartSpec head : donor.heads()) {
            if (heads.stream().noneMatch(entry -> id("heads", entry).equals(head.id()))
                    && taskIds(donor, phase).contains(head.id())) {
                heads.add(head.toString());
            }
        }
        properties.put("heads", heads);
    }

    /** What a phase has where neither it nor its variant says anything. */
    private static String fallback(String key) {
        return KeyReference.read().stream()
                .filter(known -> known.name().equals(key))
                .map(VariantKey::fallback)
                .findFirst()
                .orElse("");
    }

    private static List<String> taskIds(Recipe recipe, String phase) {
        return recipe.phases().stream()
                .filter(candidate -> candidate.name().equals(phase))
                .flatMap(candidate -> candidate.tasks().stream())
                .map(task -> task.part().id())
                .toList();
    }

    /** The keys of the configuration that are meant by a key without a phase; a phase's own copy is made where one is named. */
    private List<String> keys(String own, Place place) {
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

    private List<String> list(String key) {
        List<String> list = new ArrayList<>();
        if (properties.get(key) instanceof List<?> entries) {
            entries.forEach(entry -> list.add(entry.toString()));
        }
        return list;
    }

    private static String own(String key) {
        return key.substring(key.indexOf('.') + 1);
    }

    private static String id(String own, String entry) {
        return switch (own) {
            case "tasks" -> TaskSpec.parse(entry).part().id();
            case "stages" -> StageSpec.parse(entry).part().id();
            default -> PartSpec.parse(entry).id();
        };
    }
}
