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
 * @param details what else there is to say, as JSON names it
 */
public record RunEvent(String run, Type type, Instant time, Map<String, Object> details) {

    /** What can happen in a run. */
    public enum Type {
        /** The run began. */
        STARTED,
        /** The run goes on from a checkpoint. */
        RESUMED,
        /** All images were assigned and scored. */
        EVALUATED,
        /** An evaluation found that the clusters have collapsed. */
        COLLAPSED,
        /** A checkpoint was written. */
        CHECKPOINTED,
        /** The run works with another part, on trial. */
        SWAPPED,
        /** The run keeps the new parts. */
        KEPT,
        /** The new parts did harm; the run went back to the checkpoint before them. */
        ROLLED_BACK,
        /** The run could not take new parts. */
        REFUSED,
        /** The bundles of some parts stopped; the run goes on with these parts. */
        ORPHANED,
        /** The run took parts again whose bundle came back unchanged. */
        REBOUND,
        /** A step waits long for a part. */
        BLOCKED,
        /** A part leaves tensors behind in every large batch. */
        LEAKING,
        /** There is something to know of the data set. */
        DATA,
        /** There are too few images for so many clusters. */
        FEW_IMAGES,
        /** A limit of time leaves something out. */
        LIMITED,
        /** The run came to its end. */
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
