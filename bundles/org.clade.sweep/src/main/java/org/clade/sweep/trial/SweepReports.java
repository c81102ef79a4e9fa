package org.clade.sweep.trial;

import java.util.List;
import java.util.OptionalDouble;
import org.clade.api.sweep.SweepReport;
import org.clade.api.sweep.TrialReport;
import org.clade.sweep.state.Holder;
import org.clade.sweep.state.SweepFolder;
import org.clade.sweep.state.TrialEnd;
import org.clade.sweep.state.TrialState;

/** States of trials as others see them. */
public final class SweepReports {

    private SweepReports() {}

    /** {@return all trials} */
    public static SweepReport of(SweepFolder folder, List<TrialState> states) {
        return new SweepReport(
                folder.path(), states.stream().map(state -> of(folder, state)).toList());
    }

    /** {@return one trial} */
    static TrialReport of(SweepFolder folder, TrialState state) {
        return new TrialReport(
                state.trial().id(),
                state.trial().name(),
                state.trial().seed(),
                word(state),
                state.attempts(),
                state.result()
                        .map(TrialEnd::worker)
                        .or(() -> state.active().map(Holder::worker))
                        .orElse(""),
                state.result().map(end -> folder.path().resolve(end.run())),
                state.result().map(end -> OptionalDouble.of(end.seconds())).orElse(OptionalDouble.empty()),
                state.failed() ? state.failure() : "");
    }

    private static TrialReport.State word(TrialState state) {
        if (state.result().isPresent()) {
            return TrialReport.State.FINISHED;
        }
        if (state.failed()) {
            return TrialReport.State.FAILED;
        }
        return state.active().isPresent() ? TrialReport.State.RUNNING : TrialReport.State.WAITING;
    }
}
