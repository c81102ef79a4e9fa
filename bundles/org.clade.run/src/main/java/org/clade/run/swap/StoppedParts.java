package org.clade.run.swap;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.clade.run.inference.RunParts;
import org.clade.run.progress.NonFiniteLossException;
import org.clade.run.training.TrainingLoop;

/** The parts that a run works with though their bundles do not run any more. */
final class StoppedParts {

    private final RunParts parts;
    private final SwapRecorder journal;
    private List<String> noted = List.of();

    /**
     * The orphans of a run.
     *
     * @param parts what it works with
     * @param journal is told of them
     */
    StoppedParts(RunParts parts, SwapRecorder journal) {
        this.parts = parts;
        this.journal = journal;
    }

    /** Notes once which there are. */
    void note(TrainingLoop loop) {
        List<String> now = parts.replaceable() ? List.of() : parts.orphans();
        if (!now.isEmpty() && !now.equals(noted)) {
            journal.event(
                    "orphaned",
                    loop,
                    Map.of("parts", now, "consequence", "The run goes on with them as long as they work."));
        }
        noted = now;
    }

    /**
     * The sentence for a run that failed because its parts are not what they were.
     *
     * @param failure what failed
     * @return the sentence, nothing where that is not the reason
     */
    Optional<String> reason(Throwable failure) {
        if (failure instanceof NonFiniteLossException || parts.registered()) {
            return Optional.empty();
        }
        List<String> gone = parts.orphans();
        return Optional.of(
                "The run was stopped with a checkpoint, because a part of it failed (%s) after %s; resume it when that is settled."
                        .formatted(
                                failure,
                                gone.isEmpty()
                                        ? "its bundle was updated or replaced"
                                        : "the bundle of " + String.join(", ", gone) + " was stopped"));
    }
}
