package org.clade.api.run;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/**
 * Something that happened in a run; the run folder's {@code events.jsonl} has one line for each.
 *
 * @param run the run's id
 * @param type what happened
 * @param time when
 * @param details further details, by their names in JSON
 */
public record RunEvent(String run, Type type, Instant time, Map<String, Object> details) {

    /** What can happen in a run. */
    public enum Type {
        /** The run began. */
        STARTED,
        /** The run resumed from a checkpoint. */
        RESUMED,
        /** The run continues another run from a checkpoint. */
        FORKED,
        /** All images were assigned and scored. */
        EVALUATED,
        /** An evaluation found that the clusters have collapsed. */
        COLLAPSED,
        /** A checkpoint was written. */
        CHECKPOINTED,
        /** The run uses another part, on trial. */
        SWAPPED,
        /** The run keeps the new parts. */
        KEPT,
        /** The new parts did harm; the run rolled back to the checkpoint before them. */
        ROLLED_BACK,
        /** The run could not take new parts. */
        REFUSED,
        /** The bundles of some parts stopped; the run continues with these parts. */
        ORPHANED,
        /** The run uses parts of a bundle that came back unchanged. */
        REBOUND,
        /** A step has waited a long time for a part. */
        BLOCKED,
        /** A part leaves tensors behind in every large batch. */
        LEAKING,
        /** A note on the data set. */
        DATA,
        /** The data set has too few images for the number of clusters. */
        FEW_IMAGES,
        /** A time limit leaves something out. */
        LIMITED,
        /** The run completed. */
        FINISHED,
        /** The run was stopped. */
        STOPPED,
        /** The run failed. */
        FAILED;

        /** {@return the word in {@code events.jsonl}, such as {@code few-images}} */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /**
         * The event of a run's end.
         *
         * @param state the last state of the run
         * @return the event
         */
        public static Type of(RunState state) {
            return switch (state) {
                case FINISHED -> FINISHED;
                case STOPPED -> STOPPED;
                case FAILED -> FAILED;
                default -> throw new IllegalArgumentException(state + " is not the end of a run");
            };
        }
    }
}
