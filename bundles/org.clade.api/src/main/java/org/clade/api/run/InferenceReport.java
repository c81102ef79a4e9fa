package org.clade.api.run;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The result of work with a trained network.
 *
 * @param <S> its result
 * @param folder the folder that holds the result
 * @param state its last state
 * @param outcome how it ended
 * @param result the result; empty if it did not complete
 * @param failure what went wrong, in one sentence; otherwise empty
 */
public record InferenceReport<S>(Path folder, RunState state, RunOutcome outcome, Optional<S> result, String failure)
        implements JobReport {}
