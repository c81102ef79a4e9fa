package org.clade.run.progress;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.clade.api.run.RunSummary;

/**
 * The replacement of a part during a run.
 *
 * @param time the time, ISO 8601
 * @param round large batches done then
 * @param step training steps done then
 * @param epoch epochs done then
 * @param kind the kind of part
 * @param phases the phases of the part, or {@code clean}
 * @param old the old part, as in the recipe
 * @param by the new part, as in the recipe
 * @param from the old one's bundle
 * @param to the new one's bundle
 * @param cause {@code part:swap}, or {@code bundle} if its bundle was updated or replaced
 * @param state the result
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

    /** The cause: a user's request in the shell. */
    public static final String SWAP = "part:swap";

    /** The cause: an update or replacement of the bundle. */
    public static final String BUNDLE = "bundle";

    /** The state of a part on trial. */
    public static final String ON_TRIAL = "on trial";

    /** The state of a part that the run keeps. */
    public static final String KEPT = "kept";

    /** The state of a part that the run rolled back. */
    public static final String ROLLED_BACK = "rolled back";

    /** {@return a copy in another state} */
    PartReplacement in(String newState) {
        return new PartReplacement(time, round, step, epoch, kind, phases, old, by, from, to, cause, newState);
    }

    /** {@return a copy with the phases of another replacement added} */
    public PartReplacement elsewhere(PartReplacement other) {
        List<String> all = new ArrayList<>(phases);
        other.phases.stream().filter(phase -> !all.contains(phase)).forEach(all::add);
        return new PartReplacement(time, round, step, epoch, kind, List.copyOf(all), old, by, from, to, cause, state);
    }

    /** {@return a description for the curve} */
    public String mark() {
        return "%s at step %s".formatted(what(), step);
    }

    /** {@return the old and the new part, as text} */
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
