package org.clade.api.run;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How a run ended.
 *
 * @param folder the run folder
 * @param state its last state
 * @param outcome how it ended
 * @param summary the content of {@code summary.json}; empty if the run did not end, was refused, or its summary is damaged
 * @param failure what went wrong, in one sentence; otherwise empty
 */
public record RunReport(Path folder, RunState state, RunOutcome outcome, Optional<RunSummary> summary, String failure)
        implements JobReport {}
