package org.clade.run.swap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.clade.api.part.FormerNames;
import org.clade.api.part.PartKind;
import org.clade.api.part.PartSpec;
import org.clade.api.part.RefusedException;
import org.clade.api.run.Replacement;
import org.clade.api.variant.PartUse;
import org.clade.api.variant.PhaseRecipe;
import org.clade.api.variant.Recipe;
import org.clade.api.variant.TaskSpec;

/** Computes the keys of a recipe that change, and their new values, when parts replace others. */
final class ReplacementPlan {

    /** A list in the recipe that names parts. */
    private static final class Place {
        private final PartKind kind;
        private final String phase;
        private final String key;
        private final List<TaskSpec> parts;
        private boolean changed;

        private Place(PartKind kind, String phase, String key, List<TaskSpec> parts) {
            this.kind = kind;
            this.phase = phase;
            this.key = key;
            this.parts = new ArrayList<>(parts);
        }

        private boolean names(String id) {
            return parts.stream().anyMatch(spec -> spec.part().id().equals(id));
        }

        private void replace(String id, UnaryOperator<TaskSpec> by) {
            parts.replaceAll(spec -> spec.part().id().equals(id) ? by.apply(spec) : spec);
            changed = true;
        }

        private String written() {
            return parts.stream()
                    .map(spec -> kind == PartKind.TASK
                            ? spec.toString()
                            : spec.part().toString())
                    .collect(Collectors.joining("; "));
        }
    }

    private final String run;
    private final Recipe recipe;
    private final AvailableParts known;
    private final List<Place> places = new ArrayList<>();

    private ReplacementPlan(String run, Recipe recipe, AvailableParts known) {
        this.run = run;
        this.recipe = recipe;
        this.known = known;
        places.add(new Place(
                PartKind.OPERATION,
                PartUse.EVAL_TRANSFORM,
                PartUse.EVAL_TRANSFORM,
                plain(recipe.training().evalTransform())));
        for (PhaseRecipe phase : recipe.training().phases()) {
            add(PartKind.OPERATION, phase, "augment", plain(phase.augment()));
            add(
                    PartKind.TARGETS,
                    phase,
                    "targets",
                    plain(phase.targets().stream().toList()));
            add(PartKind.TASK, phase, "tasks", phase.tasks());
        }
    }

    /**
     * Computes the changes.
     *
     * @param run the run's id, for messages
     * @param recipe the current recipe of the run
     * @param replacements which parts replace which
     * @param known the available parts
     * @return keys and their new values
     * @throws RefusedException if a part is unknown, of another kind, or has weights
     */
    static Map<String, String> changes(
            String run, Recipe recipe, List<Replacement> replacements, AvailableParts known) {
        ReplacementPlan edit = new ReplacementPlan(run, recipe, known);
        replacements.forEach(edit::apply);
        Map<String, String> changes = new LinkedHashMap<>();
        edit.places.stream().filter(place -> place.changed).forEach(place -> changes.put(place.key, place.written()));
        return changes;
    }

    private static List<TaskSpec> plain(List<PartSpec> specs) {
        return specs.stream().map(spec -> new TaskSpec(spec, 1)).toList();
    }

    private void add(PartKind kind, PhaseRecipe phase, String key, List<TaskSpec> parts) {
        String own = phase.name() + "." + key;
        boolean shared =
                recipe.training().phases().size() == 1 && !recipe.properties().containsKey(own);
        places.add(new Place(kind, phase.name(), shared ? key : own, parts));
    }

    private void apply(Replacement replacement) {
        TaskSpec by = TaskSpec.parse(replacement.by());
        boolean weighed = replacement.by().lastIndexOf('=') > replacement.by().lastIndexOf(')');
        List<Place> meant = meant(replacement.old());
        String id = meant.get(0).names(replacement.old())
                ? replacement.old()
                : replacement.old().substring(replacement.old().indexOf('.') + 1);
        PartKind kind = kind(meant, by.part().id());
        if (weighed && kind != PartKind.TASK) {
            throw refused("takes no weight for the %s %s; write only %s"
                    .formatted(kind, by.part().id(), by.part()));
        }
        List<Place> chosen = meant.stream().filter(place -> place.kind == kind).toList();
        boolean nothingNew = true;
        for (Place place : chosen) {
            if (!by.part().id().equals(id)
                    && kind == PartKind.TASK
                    && place.names(by.part().id())) {
                throw refused("has the task %s in phase %s already, and a task has one weight; swap that one"
                        .formatted(by.part().id(), place.phase));
            }
            String before = place.written();
            place.replace(id, old -> new TaskSpec(by.part(), weighed ? by.weight() : old.weight()));
            nothingNew &= before.equals(place.written());
        }
        if (nothingNew) {
            throw refused("works with %s already; give it other options, another weight or another part"
                    .formatted(by.part()));
        }
    }

    /** The places that name a part; only those of one phase if the phase is before the id. */
    private List<Place> meant(String old) {
        List<Place> everywhere =
                places.stream().filter(place -> place.names(old)).toList();
        if (!everywhere.isEmpty()) {
            return everywhere;
        }
        int dot = old.indexOf('.');
        List<Place> ofPhase = places.stream()
                .filter(place -> dot > 0 && place.phase.equals(old.substring(0, dot)))
                .filter(place -> place.names(old.substring(dot + 1)))
                .toList();
        if (!ofPhase.isEmpty()) {
            return ofPhase;
        }
        refuseFixed(old);
        Set<String> there = new TreeSet<>();
        places.forEach(
                place -> place.parts.forEach(spec -> there.add(spec.part().id())));
        throw FormerNames.unknownPart("part that can be swapped in run " + run, old, there);
    }

    /** A part that a run cannot replace, and the key of a recipe that names it. */
    private record Fixed(PartKind kind, String key, PartSpec part) {

        private String why() {
            if (kind == PartKind.OPTIMIZER) {
                return "its state belongs to the weights";
            }
            return kind.holdsWeights()
                    ? "its weights are what the run has learned"
                    : Arrays.stream(PartKind.values())
                            .filter(PartKind::swappable)
                            .map(PartKind::label)
                            .collect(Collectors.joining(", ", "only ", " are swapped"));
        }
    }

    private void refuseFixed(String old) {
        List<Fixed> fixed = new ArrayList<>();
        fixed.add(new Fixed(PartKind.BACKBONE, "backbone", recipe.architecture().backbone()));
        fixed.add(
                new Fixed(PartKind.ATTENTION, "attention", recipe.architecture().attention()));
        recipe.architecture().stages().forEach(stage -> fixed.add(new Fixed(PartKind.STAGE, "stages", stage.part())));
        recipe.architecture().heads().forEach(head -> fixed.add(new Fixed(PartKind.HEAD, "heads", head)));
        fixed.add(new Fixed(PartKind.OPTIMIZER, "optimizer", recipe.training().optimizer()));
        fixed.add(new Fixed(PartKind.SCHEDULE, "lr_schedule", recipe.training().lrSchedule()));
        fixed.stream().filter(one -> one.part().id().equals(old)).findFirst().ifPresent(one -> {
            throw refused("cannot replace %s (%s): %s; start a new run with --set %s=…"
                    .formatted(old, one.key(), one.why(), one.key()));
        });
    }

    /** The kind of the replacement: that of the new part if several parts have the old id. */
    private PartKind kind(List<Place> meant, String newId) {
        Set<PartKind> kinds =
                meant.stream().map(place -> place.kind).collect(Collectors.toCollection(LinkedHashSet::new));
        Set<PartKind> ofNew = known.kinds(newId);
        Optional<PartKind> fitting = kinds.stream().filter(ofNew::contains).findFirst();
        if (fitting.isPresent()) {
            return fitting.get();
        }
        PartKind kind = kinds.iterator().next();
        if (ofNew.isEmpty()) {
            throw FormerNames.unknownPart(kind.id(), newId, known.of(kind));
        }
        throw refused("has a part of the kind %s there, and %s is of the kind %s; name one of %s"
                .formatted(
                        kind,
                        newId,
                        ofNew.stream().map(PartKind::id).collect(Collectors.joining(", ")),
                        String.join(", ", known.of(kind))));
    }

    private RefusedException refused(String what) {
        return new RefusedException("Run %s %s.".formatted(run, what));
    }
}
