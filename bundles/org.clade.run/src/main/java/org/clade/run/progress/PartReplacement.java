package org.clade.run.progress;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.clade.api.run.RunSummary;

/**
 * A part that took the place of another in the middle of a run.
 *
 * @param time when, ISO 8601
 * @param round large batches done then
 * @param step training steps done then
 * @param epoch epochs done then
 * @param kind the kind of part
 * @param phases where it works: phases, or {@code clean}
 * @param old as the recipe wrote the old one
 * @param by as the recipe writes the new one
 * @param from the old one's bundle
 * @param to the new one's bundle
 * @param cause {@code part:swap}, or {@code bundle} if its bundle was updated or replaced
 * @param state what became of it
 */
public record PartReplacement(
        String time,
        int round,
        long step,
        int epoch,
        String kind,
        List<String> phases,
        String old,
        String by,
        PartOrigin from,
        PartOrigin to,
        String cause,
        String state) {

    /** Asked for in the shell. */
    public static final String SWAP = "part:swap";

    /** Its bundle was updated or replaced. */
    public static final String BUNDLE = "bundle";

    /** Taken, and not yet sure to stay. */
    public static final String ON_TRIAL = "on trial";

    /** Taken for good. */
    public static final String KEPT = "kept";

    /** Taken back. */
    public static final String ROLLED_BACK = "rolled back";

    /** {@return the same in another state} */
    PartReplacement in(String newState) {
        return new PartReplacement(time, round, step, epoch, kind, phases, old, by, from, to, cause, newState);
    }

    /** {@return the same with the places of another replacement as well} */
    public PartReplacement elsewhere(PartReplacement other) {
        List<String> all = new ArrayList<>(phases);
        other.phases.stream().filter(phase -> !all.contains(phase)).forEach(all::add);
        return new PartReplacement(time, round, step, epoch, kind, List.copyOf(all), old, by, from, to, cause, state);
    }

    /** {@return what happened, for the curve} */
    public String mark() {
        return "%s at step %s".formatted(what(), step);
    }

    /** {@return what took the place of what} */
    String what() {
        return old.equals(by) ? "%s of %s %s".formatted(by, to.bundle(), to.version()) : old + " -> " + by;
    }

    /** {@return the fields of an event} */
    public Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("round", round);
        fields.put("step", step);
        fields.put("epoch", epoch);
        fields.put("kind", kind);
        fields.put("phases", phases);
        fields.put("old", old);
        fields.put("new", by);
        fields.putAll(from.fields("old_"));
        fields.putAll(to.fields(""));
        fields.put("cause", cause);
        return fields;
    }

    /** {@return the entry in the summary} */
    public RunSummary.Edit summary() {
        return new RunSummary.Edit(
                time,
                round,
                step,
                epoch,
                kind,
                phases,
                old,
                by,
                from.bundle(),
                from.version(),
                from.sha256(),
                to.bundle(),
                to.version(),
                to.sha256(),
                cause,
                state);
    }
}
