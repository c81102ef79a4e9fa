package org.clade.variant.assembly;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.clade.api.augment.Pipeline;
import org.clade.api.data.ImageShape;
import org.clade.api.head.Head;
import org.clade.api.part.PartSpec;
import org.clade.api.part.RefusedException;
import org.clade.api.part.Settings;
import org.clade.api.signal.Signal;
import org.clade.api.target.PseudoTargetStrategy;
import org.clade.api.target.TargetKind;
import org.clade.api.task.LossTask;
import org.clade.api.variant.Bound;
import org.clade.api.variant.BoundTask;
import org.clade.api.variant.Phase;
import org.clade.api.variant.Recipe;
import org.clade.api.variant.StageSpec;

/**
 * Checks that a variant's parts fit each other before an image is read: views of one shape, the number of images that a
 * task needs, signals that a head emits, targets that a strategy provides, stages that the backbone has. It builds each
 * block and discards it, so that each part can refuse its input; it initializes and computes nothing.
 *
 * @param recipe the recipe
 * @param plan the network
 * @param clean the view for targets and evaluation
 * @param phases the phases
 */
record FitCheck(Recipe recipe, NetworkPlan plan, Pipeline clean, Iterable<Phase> phases) {

    /**
     * Checks all phases.
     *
     * @param images the shape of the images before any operation
     * @throws RefusedException for the first misfit; the message names both sides and a remedy
     */
    void run(ImageShape images) {
        Set<Signal> emitted = plan.signals().keySet();
        for (Phase phase : phases) {
            views(phase, images);
            phase.targets().ifPresent(strategy -> strategy(strategy, emitted));
            phase.tasks().forEach(task -> {
                copies(phase, task);
                task(phase, task, emitted);
            });
        }
        decision();
        stages(NetworkBlocks.of(plan).stages().asked());
    }

    private void decision() {
        Bound<Head> first = plan.heads().keySet().iterator().next();
        if (plan.signals().entrySet().iterator().next().getKey().equals(Signal.ROTATIONS)) {
            throw refused(
                    "has the head %s first, which gives no clusters, but the first of its heads (%s) decides an image's cluster; put another head before it"
                            .formatted(first.spec().id(), headNames()));
        }
    }

    private void stages(Set<Integer> there) {
        Set<Integer> taken = new HashSet<>();
        for (StageSpec stage : recipe.architecture().stages()) {
            if (!there.contains(stage.stage())) {
                throw refused("has stages=%s, but backbone=%s has %s"
                        .formatted(
                                stage,
                                recipe.architecture().backbone().id(),
                                there.isEmpty()
                                        ? "no place for a part between its stages; leave stages out or choose another backbone"
                                        : "the stages %s; write one of these before the colon, as in %s:%s"
                                                .formatted(
                                                        there.stream()
                                                                .map(String::valueOf)
                                                                .collect(Collectors.joining(", ")),
                                                        there.iterator().next(),
                                                        stage.part().id())));
            }
            if (!taken.add(stage.stage())) {
                throw refused(
                        "names stage %s twice (%s), but a stage holds one part; keep one of them or change its number"
                                .formatted(
                                        stage.stage(),
                                        recipe.architecture().stages().stream()
                                                .map(StageSpec::toString)
                                                .collect(Collectors.joining(", "))));
            }
        }
    }

    private void views(Phase phase, ImageShape images) {
        if (clean.copies() != 1) {
            throw refused("makes %s images of each by eval_transform; it must make one".formatted(clean.copies()));
        }
        ImageShape seen = clean.shape(images);
        ImageShape trained = phase.augment().shape(images);
        if (!seen.equals(trained)) {
            throw refused(
                    "makes %s images by augment but %s images by eval_transform; end both lists with the same operations"
                            .formatted(trained, seen));
        }
    }

    private void copies(Phase phase, BoundTask bound) {
        int companions = phase.targets()
                .map(strategy -> strategy.part().companions(strategy.settings()))
                .orElse(0);
        int made = phase.augment().copies() * (1 + companions);
        int asked = bound.task().part().copies(bound.task().settings());
        if (made != asked) {
            throw refused(
                    "has the task %s, which learns from %s of each image, but the operations of phase %s (%s)%s make %s of each; give it a phase of its own with operations that make %s"
                            .formatted(
                                    bound.task().spec().id(),
                                    asked,
                                    phase.recipe().name(),
                                    phase.recipe().augment().isEmpty()
                                            ? "none"
                                            : phase.recipe().augment().stream()
                                                    .map(PartSpec::id)
                                                    .collect(Collectors.joining(", ")),
                                    companions == 0
                                            ? ""
                                            : " and the companions of its targets (%s)".formatted(companions),
                                    made,
                                    asked));
        }
    }

    private void strategy(Bound<PseudoTargetStrategy> strategy, Set<Signal> emitted) {
        for (Signal signal : inOrder(strategy.part().reads(strategy.settings()))) {
            if (!given(signal, emitted)) {
                throw refused("has targets=%s, which read %s, but its heads (%s) give %s; choose other targets or heads"
                        .formatted(strategy.spec().id(), signal, headNames(), names(emitted)));
            }
        }
    }

    private void task(Phase phase, BoundTask bound, Set<Signal> emitted) {
        Bound<LossTask> task = bound.task();
        Settings settings = task.settings();
        String id = task.spec().id();
        for (Signal signal : inOrder(task.part().reads(settings))) {
            if (!given(signal, emitted)) {
                throw refused(
                        "has the task %s, which asks for %s, but attention=%s with heads %s gives %s; leave the task out or change attention or heads"
                                .formatted(
                                        id,
                                        signal,
                                        recipe.architecture().attention().id(),
                                        headNames(),
                                        names(emitted)));
            }
        }
        Set<TargetKind> provided = phase.targets()
                .map(strategy -> strategy.part().provides(strategy.settings()))
                .orElse(Set.of());
        for (TargetKind kind : inOrder(task.part().targets(settings))) {
            if (!provided.contains(kind)) {
                throw refused(
                        "has the task %s, which learns from targets of the kind %s, but %s; leave the task out or choose other targets"
                                .formatted(
                                        id,
                                        kind,
                                        phase.targets()
                                                .map(strategy -> "targets="
                                                        + strategy.spec().id() + " provides the kinds "
                                                        + names(provided))
                                                .orElse("phase "
                                                        + phase.recipe().name() + " has no targets")));
            }
        }
    }

    private static boolean given(Signal signal, Set<Signal> emitted) {
        return signal.equals(Signal.FEATURES) || emitted.contains(signal);
    }

    private String headNames() {
        return recipe.architecture().heads().stream().map(head -> head.id()).collect(Collectors.joining(", "));
    }

    /** Sets have another order in each process; a message should not. */
    private static <T> List<T> inOrder(Set<T> things) {
        return things.stream().sorted(Comparator.comparing(Object::toString)).toList();
    }

    private static String names(Set<?> things) {
        return String.join(", ", things.stream().map(Object::toString).collect(Collectors.toCollection(TreeSet::new)));
    }

    private RefusedException refused(String what) {
        return new RefusedException("Variant %s %s.".formatted(recipe.name(), what));
    }
}
