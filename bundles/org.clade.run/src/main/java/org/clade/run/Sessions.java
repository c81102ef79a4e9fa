package org.clade.run;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.clade.api.target.TargetRequest;
import org.clade.api.target.TargetSession;
import org.clade.api.variant.Phase;
import org.clade.api.variant.Variant;

/** The strategies at work in a run, by phase. */
final class Sessions {

    private Sessions() {}

    /**
     * Opens a session for each phase that has a strategy.
     *
     * @param variant the variant
     * @param run the run
     * @return the sessions, closed by the caller
     */
    static Map<String, TargetSession> open(Variant variant, RunScope run) {
        Map<String, TargetSession> sessions = new LinkedHashMap<>();
        for (Phase phase : variant.phases()) {
            String name = phase.recipe().name();
            phase.targets()
                    .ifPresent(strategy -> sessions.put(
                            name,
                            strategy.part()
                                    .open(new TargetRequest(
                                            run.images().size(),
                                            variant.recipe().clusters(),
                                            strategy.settings(),
                                            run.random().session(name)))));
        }
        return sessions;
    }

    /**
     * The points that stand for the clusters, where a strategy has some.
     *
     * @param sessions the strategies
     * @param scope holds the result
     * @return K×D
     */
    static Optional<NDArray> means(Map<String, TargetSession> sessions, NDManager scope) {
        return sessions.values().stream()
                .flatMap(session -> session.means(scope).stream())
                .findFirst();
    }
}
