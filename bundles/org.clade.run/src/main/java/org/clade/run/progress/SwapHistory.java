package org.clade.run.progress;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.clade.api.variant.PartUse;
import org.clade.run.result.Collapse;

/** What was changed in a run while it ran. A run that was not edited has nothing here, and nothing of it in its files. */
public final class SwapHistory {

    /**
     * What is written down.
     *
     * @param changes keys of the recipe and their values now
     * @param edits all edits
     * @param marks edits that the next row of the metrics tells of
     * @param trial the trial that goes on, null where there is none
     */
    public record State(Map<String, String> changes, List<PartReplacement> edits, List<String> marks, Trial trial) {}

    /**
     * The time in which an edit may be taken back.
     *
     * @param round large batches done when it began
     * @param phases where the new parts work; empty for all
     * @param effectiveClusters before the edit; null where that was not measured
     */
    public record Trial(int round, Set<String> phases, Double effectiveClusters) {

        /** {@return the trial of some edits, all made at once} */
        public static Trial of(List<PartReplacement> edits, Double effectiveClusters) {
            Set<String> phases = new TreeSet<>();
            edits.forEach(edit -> phases.addAll(edit.phases()));
            boolean everywhere = phases.contains(PartUse.EVAL_TRANSFORM) || phases.contains("");
            return new Trial(edits.get(0).round(), everywhere ? Set.of() : phases, effectiveClusters);
        }

        /** {@return whether a new part works in a phase} */
        public boolean concerns(String phase) {
            return phases.isEmpty() || phases.contains(phase);
        }

        /** {@return whether the clusters are gone that were there before} */
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

    /** {@return keys of the recipe that were changed, and their values now} */
    public Map<String, String> changes() {
        return changes;
    }

    /** Notes what the recipe is now. */
    public void changed(Map<String, String> now) {
        changes = Map.copyOf(now);
    }

    /** {@return all edits} */
    public List<PartReplacement> edits() {
        return List.copyOf(edits);
    }

    /** {@return the trial that goes on} */
    public Optional<Trial> trial() {
        return Optional.ofNullable(trial);
    }

    /** Notes edits that begin their trial. */
    public void begin(List<PartReplacement> some, Trial itsTrial) {
        edits.addAll(some);
        some.forEach(edit -> marks.add(edit.mark()));
        trial = itsTrial;
    }

    /** {@return the edits whose trial ends, in their new state} */
    public List<PartReplacement> end(String state) {
        List<PartReplacement> ended = new ArrayList<>();
        edits.replaceAll(edit -> {
            if (!edit.state().equals(PartReplacement.ON_TRIAL)) {
                return edit;
            }
            PartReplacement now = edit.in(state);
            ended.add(now);
            return now;
        });
        trial = null;
        return ended;
    }

    /** Notes something for the next row of the metrics. */
    public void mark(String what) {
        marks.add(what);
    }

    /** {@return what was noted for the next row, which is forgotten} */
    public List<String> takeMarks() {
        List<String> taken = List.copyOf(marks);
        marks.clear();
        return taken;
    }

    /** {@return all of it, to be written down; null where there is nothing} */
    public State state() {
        return edits.isEmpty() && marks.isEmpty()
                ? null
                : new State(changes, List.copyOf(edits), List.copyOf(marks), trial);
    }

    /** Takes up what was written down. */
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
