package org.clade.run.swap;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.clade.api.run.RunEvent;
import org.clade.run.inference.RunParts;
import org.clade.run.progress.NonFiniteLossException;
import org.clade.run.training.BoundaryState;

/** The parts that a run keeps although their bundles are stopped. */
final class StoppedParts {

    private final RunParts parts;
    private final SwapRecorder recorder;
    private List<String> noted = List.of();

    StoppedParts(RunParts parts, SwapRecorder recorder) {
        this.parts = parts;
        this.recorder = recorder;
    }

    /** Records once which there are. */
    void note(BoundaryState state) {
        List<String> now = parts.replaceable() ? List.of() : parts.stopped();
        if (!now.isEmpty() && !now.equals(noted)) {
            recorder.event(
                    RunEvent.Type.ORPHANED,
                    state.position(),
                    Map.of("parts", now, "consequence", "The run uses them as long as they work."));
        }
        noted = now;
    }

    /**
     * The message for a run that failed because the bundle of a part was stopped or updated.
     *
     * @param failure the exception
     * @return the message; empty if there is another reason
     */
    Optional<String> reason(Throwable failure) {
        if (failure instanceof NonFiniteLossException || parts.registered()) {
            return Optional.empty();
        }
        List<String> gone = parts.stopped();
        return Optional.of(
                "The run was stopped with a checkpoint, because a part of it failed (%s) after %s; resume the run when the part works again."
                        .formatted(
                                failure,
                                gone.isEmpty()
                                        ? "its bundle was updated or replaced"
                                        : "the bundle of " + String.join(", ", gone) + " was stopped"));
    }
}
