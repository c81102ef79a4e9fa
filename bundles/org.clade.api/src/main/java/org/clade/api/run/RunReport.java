package org.clade.api.run;

import java.nio.file.Path;
import java.util.Map;

/**
 * How a run ended.
 *
 * @param folder the run folder
 * @param state how it ended
 * @param exitCode 0 done, 1 failed, 2 refused, 5 collapsed where the run was asked to stop on it, 130 stopped
 * @param summary the content of {@code summary.json}, or of the file that an evaluation leaves
 * @param failure the sentence that says what went wrong, otherwise empty
 */
public record RunReport(Path folder, RunState state, int exitCode, Map<String, Object> summary, String failure) {}
