package org.clade.variant.edit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.clade.api.data.ImageShape;
import org.clade.api.part.FormerNames;
import org.clade.api.part.PartKind;
import org.clade.api.part.PartSpec;
import org.clade.api.part.RefusedException;
import org.clade.api.variant.StageSpec;
import org.clade.api.variant.TaskSpec;
import org.clade.variant.recipe.PartKeys;
import org.clade.variant.recipe.PartSlot;
import org.clade.variant.recipe.RecipeDraft;

/**
 * Adds parts to a recipe.
 *
 * @param draft the recipe
 * @param images the shape of the images before any operation
 * @param parts the available parts
 */
record PartAddition(RecipeDraft draft, ImageShape images, KnownParts parts) {
    /**
     * Adds a part under the key of its kind or at a place.
     *
     * @param text the part as recipes write it, with or without a place
     * @throws RefusedException if the part or place is unknown (the message gives the nearest), or if several places are possible
     */
    void apply(String text) {
        PartSlot place = PartSlot.parse(text, draft.phases());
        String key = place.key().orElseGet(() -> keyFor(place));
        switch (key) {
            case "stages" -> addStage(place);
            case "heads" -> draft.replaceOrAdd("heads", "heads", place.part());
            case "tasks" -> addTask(place);
            case "targets" -> addTargets(place);
            case "eval_transform", "augment" -> addOperation(place);
            default -> draft.properties().put(key, PartSpec.parse(place.part()).toString());
        }
    }

    /** The key for a part, by its kind. */
    private String keyFor(PartSlot place) {
        TaskSpec spec = TaskSpec.parse(place.part());
        String id = spec.part().id();
        boolean weighted = place.part().lastIndexOf('=') > place.part().lastIndexOf(')')
                && place.part().lastIndexOf('=') >= 0;
        List<PartKind> kinds = weighted ? List.of(PartKind.TASK) : parts.kinds(id);
        List<String> keys = new ArrayList<>(PartKeys.OF_VARIANT);
        keys.addAll(PartKeys.OF_PHASE);
        keys.removeIf(key -> key.equals("eval_transform")
                || PartKeys.kind(key).filter(kinds::contains).isEmpty()
                || !place.includes(key));
        if (keys.isEmpty()) {
            throw FormerNames.unknownPart("part", id, parts.ids());
        }
        if (keys.size() > 1) {
            throw new RefusedException("%s is a part under each of %s; say which: %s:%s."
                    .formatted(id, String.join(" and ", keys), keys.get(0), place.part()));
        }
        return keys.get(0);
    }

    private void addStage(PartSlot place) {
        int stage = place.stage()
                .orElseThrow(() ->
                        new RefusedException("At which stage should %s stand? Write its number before it, as in 0:%s."
                                .formatted(place.part(), place.part())));
        List<String> stages = draft.list("stages");
        stages.removeIf(entry -> StageSpec.parse(entry).stage() == stage);
        stages.add(new StageSpec(stage, PartSpec.parse(place.part())).toString());
        stages.sort(Comparator.comparingInt(entry -> StageSpec.parse(entry).stage()));
        draft.properties().put("stages", stages);
    }

    private void addTask(PartSlot place) {
        TaskSpec task = TaskSpec.parse(place.part());
        List<String> keys = draft.keys("tasks", place);
        List<String> holding = keys.stream()
                .filter(key -> draft.list(key).stream().anyMatch(entry -> RecipeDraft.id("tasks", entry)
                        .equals(task.part().id())))
                .toList();
        List<String> chosen = holding.isEmpty() ? keys : holding;
        onePhase(chosen, place);
        chosen.forEach(key -> draft.replaceOrAdd("tasks", key, task.toString()));
    }

    private void addTargets(PartSlot place) {
        PartSpec strategy = PartSpec.parse(place.part());
        List<String> keys = new ArrayList<>(draft.keys("targets", place));
        if (keys.isEmpty()) {
            onePhase(draft.phases(), place);
            keys.add("targets");
        }
        keys.forEach(key -> draft.properties().put(key, strategy.toString()));
    }

    private void onePhase(List<?> chosen, PartSlot place) {
        if (chosen.size() > 1) {
            throw new RefusedException("Variant %s has the phases %s; say which one: %s:%s."
                    .formatted(
                            draft.name(),
                            String.join(", ", draft.phases()),
                            draft.phases().get(draft.phases().size() - 1),
                            place.part()));
        }
    }

    /**
     * Replaces the same operation if the recipe has it. Otherwise it adds the operation to the training views, before
     * their common ending with the clean view; an operation that changes the shape of images goes to the end of all
     * views.
     */
    private void addOperation(PartSlot place) {
        PartSpec operation = PartSpec.parse(place.part());
        String written = operation.toString();
        boolean everywhere = place.phase().isEmpty() && place.key().isEmpty();
        List<String> keys = new ArrayList<>();
        if (place.key().filter("eval_transform"::equals).isPresent()) {
            keys.add("eval_transform");
        } else {
            keys.addAll(draft.keys("augment", place));
            if (keys.isEmpty()) {
                keys.add(place.phase().map(phase -> phase + ".augment").orElse("augment"));
            }
            if (everywhere) {
                keys.add("eval_transform");
            }
        }
        Predicate<String> holds = key -> draft.list(key).stream()
                .anyMatch(entry -> RecipeDraft.id("augment", entry).equals(operation.id()));
        if (keys.stream().anyMatch(holds)) {
            keys.stream().filter(holds).forEach(key -> draft.replaceOrAdd("augment", key, written));
        } else if (parts.reshapes(operation, images) || !everywhere && keys.contains("eval_transform")) {
            keys.forEach(key -> draft.replaceOrAdd("augment", key, written));
        } else {
            keys.remove("eval_transform");
            keys.forEach(key -> {
                List<String> view = draft.list(key);
                view.add(view.size() - commonEnd(view, draft.list("eval_transform")), written);
                draft.properties().put(key, view);
            });
        }
    }

    private static int commonEnd(List<String> view, List<String> clean) {
        int common = 0;
        while (common < Math.min(view.size(), clean.size())
                && RecipeDraft.id("augment", view.get(view.size() - 1 - common))
                        .equals(RecipeDraft.id("augment", clean.get(clean.size() - 1 - common)))) {
            common++;
        }
        return common;
    }
}
