package org.clade.sweep.state;

import java.util.List;
import java.util.Optional;

/**
 * What is known of a trial.
 *
 * @param trial the trial
 * @param attempts attempts begun
 * @param result its result
 * @param failures failed attempts
 * @param active who works on it; empty if it can be claimed or has ended
 * @param failed whether it has failed as often as it may
 */
public record TrialState(
        Trial trial,
        int attempts,
        Optional<TrialEnd> result,
        List<TrialEnd> failures,
        Optional<Holder> active,
        boolean failed) {

    /** {@return whether it has a result or has failed for good} */
    public boolean ended() {
        return result.isPresent() || failed;
    }

    /** {@return whether a worker may begin it} */
    public boolean claimable() {
        return !ended() && active.isEmpty();
    }

    /** {@return why it failed} */
    public String failure() {
        return failures.isEmpty()
                ? "Its process was lost %s times.".formatted(attempts)
                : failures.get(failures.size() - 1).failure();
    }
}
