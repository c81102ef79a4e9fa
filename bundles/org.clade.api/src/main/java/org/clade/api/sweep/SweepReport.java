package org.clade.api.sweep;

import java.nio.file.Path;
import java.util.List;

/**
 * How far a sweep is.
 *
 * @param folder its folder
 * @param trials the trials in their order
 */
public record SweepReport(Path folder, List<TrialReport> trials) {

    /** Copies the list. */
    public SweepReport {
        trials = List.copyOf(trials);
    }

    /** {@return the trials in a state} */
    public List<TrialReport> in(TrialReport.State state) {
        return trials.stream().filter(trial -> trial.state() == state).toList();
    }

    /** {@return whether every trial has a result or has failed} */
    public boolean ended() {
        return trials.stream()
                .allMatch(trial ->
                        trial.state() == TrialReport.State.FINISHED || trial.state() == TrialReport.State.FAILED);
    }
}
