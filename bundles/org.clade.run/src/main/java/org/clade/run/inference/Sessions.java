package org.clade.run.inference;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.clade.api.target.TargetRequest;
import org.clade.api.target.TargetSession;
import org.clade.api.variant.Phase;
import org.clade.api.variant.Variant;

/** The target sessions of a run, by phase. */
public final class Sessions {

    private Sessions() {}

    /**
     * Opens a session for each phase that has a strategy.
     *
     * @param variant the variant
     * @param run the run
     * @return the sessions, closed by the caller
     */
    public static Map<String, TargetSession> open(Variant variant, RunScope run) {
        Map<String, TargetSession> sessions = new LinkedHashMap<>();
        variant.phases().forEach(phase -> open(phase, variant, run)
                .ifPresent(session -> sessions.put(phase.recipe().name(), session)));
        return sessions;
    }

    /**
     * Opens a session for a phase, if it has a strategy.
     *
     * @param phase the phase
     * @param variant the variant
     * @param run the run
     * @return the session, closed by the caller
     */
    public static Optional<TargetSession> open(Phase phase, Variant variant, RunScope run) {
        return phase.targets().map(strategy -> strategy.part()
                .open(new TargetRequest(
                        run.images().size(),
                        variant.recipe().architecture().clusters(),
                        strategy.settings(),
                        run.random().session(phase.recipe().name()))));
    }

    /**
     * The centroids of the clusters, if a strategy has some.
     *
     * @param sessions the target sessions
     * @param scope holds the result
     * @return K×D
     */
    public static Optional<NDArray> means(Map<String, TargetSession> sessions, NDManager scope) {
        return sessions.values().stream()
                .flatMap(session -> session.centroids(scope).stream())
                .findFirst();
    }
}
