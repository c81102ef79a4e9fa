package org.clade.run.progress;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.clade.api.variant.PartUse;
import org.clade.run.result.Collapse;

/** The parts that were replaced during a run. Without a swap this is empty, and the run's files do not contain it. */
public final class SwapHistory {

    /**
     * The content for a checkpoint; the names of the components are keys of its JSON.
     *
     * @param changes changed keys of the recipe, and their values
     * @param edits all replacements
     * @param marks replacements that the next row of the metrics names
     * @param trial the current trial; null if there is none
     */
    public record State(Map<String, String> changes, List<PartReplacement> edits, List<String> marks, Trial trial) {}

    /**
     * The trial of replacements, during which the run may roll them back.
     *
     * @param round large batches done when it began
     * @param phases the phases of the new parts; empty for all
     * @param effectiveClusters before them; null without such a metric
     */
    public record Trial(int round, Set<String> phases, Double effectiveClusters) {

        /** {@return the trial of simultaneous replacements} */
        public static Trial of(List<PartReplacement> edits, Double effectiveClusters) {
            Set<String> phases = new TreeSet<>();
            edits.forEach(replaced -> phases.addAll(replaced.phases()));
            boolean everywhere = phases.contains(PartUse.EVAL_TRANSFORM) || phases.contains("");
            return new Trial(edits.get(0).round(), everywhere ? Set.of() : phases, effectiveClusters);
        }

        /** {@return whether a phase has a new part} */
        public boolean concerns(String phase) {
            return phases.isEmpty() || phases.contains(phase);
        }

        /** {@return whether the clusters have collapsed since the trial began} */
        public boolean collapsed(Double now) {
            return now != null
                    && effectiveClusters != null
                    && now < Collapse.EFFECTIVE_CLUSTERS
                    && effectiveClusters >= Collapse.EFFECTIVE_CLUSTERS;
        }
    }

    private final List<PartReplacement> edits = new ArrayList<>();
    private final List<String> marks = new ArrayList<>();
    private volatile Map<String, String> changes = Map.of();
    private Trial trial;

    /** {@return changed keys of the recipe, and their values} */
    public Map<String, String> changes() {
        return changes;
    }

    /** Sets the changed keys of the recipe. */
    public void changed(Map<String, String> now) {
        changes = Map.copyOf(now);
    }

    /** {@return all replacements} */
    public List<PartReplacement> edits() {
        return List.copyOf(edits);
    }

    /** {@return the current trial, if there is one} */
    public Optional<Trial> trial() {
        return Optional.ofNullable(trial);
    }

    /** Adds replacements, whose trial begins. */
    public void begin(List<PartReplacement> some, Trial itsTrial) {
        edits.addAll(some);
        some.forEach(replaced -> marks.add(replaced.mark()));
        trial = itsTrial;
    }

    /** {@return the replacements whose trial ends, in their new state} */
    public List<PartReplacement> end(String state) {
        List<PartReplacement> ended = new ArrayList<>();
        edits.replaceAll(replaced -> {
            if (!replaced.state().equals(PartReplacement.ON_TRIAL)) {
                return replaced;
            }
            PartReplacement now = replaced.in(state);
            ended.add(now);
            return now;
        });
        trial = null;
        return ended;
    }

    /** Adds a text for the next row of the metrics. */
    public void mark(String what) {
        marks.add(what);
    }

    /** {@return the texts for the next row of the metrics; each is returned once} */
    public List<String> takeMarks() {
        List<String> taken = List.copyOf(marks);
        marks.clear();
        return taken;
    }

    /** {@return all of it, for a checkpoint; null if there is nothing} */
    public State state() {
        return edits.isEmpty() && marks.isEmpty()
                ? null
                : new State(changes, List.copyOf(edits), List.copyOf(marks), trial);
    }

    /** Restores it from a checkpoint. */
    public void restore(State state) {
        changes = state == null ? Map.of() : Map.copyOf(state.changes());
        edits.clear();
        marks.clear();
        trial = null;
        if (state != null) {
            edits.addAll(state.edits());
            marks.addAll(state.marks());
            trial = state.trial();
        }
    }
}
