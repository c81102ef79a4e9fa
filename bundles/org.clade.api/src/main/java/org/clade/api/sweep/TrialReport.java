package org.clade.api.sweep;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One trial of a sweep.
 *
 * @param id its number in the sweep, such as {@code 0007}
 * @param name the variant and the changed keys
 * @param seed its seed
 * @param state what became of it
 * @param attempts how often it was begun
 * @param worker who works on it or ended it; empty if it waits
 * @param run the folder of its run, if it finished
 * @param seconds how long the attempt took that ended it
 * @param failure what went wrong, in one sentence; empty unless it failed
 */
public record TrialReport(
        String id,
        String name,
        long seed,
        State state,
        int attempts,
        String worker,
        Optional<Path> run,
        OptionalDouble seconds,
        String failure) {

    /** What became of a trial. */
    public enum State {
        /** No one works on it. */
        WAITING,
        /** A worker trains it. */
        RUNNING,
        /** It has a result. */
        FINISHED,
        /** It failed as often as it may. */
        FAILED
    }
}
