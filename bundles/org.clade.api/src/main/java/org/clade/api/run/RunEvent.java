package org.clade.api.run;

import java.time.Instant;
import java.util.Map;

/**
 * Something worth knowing about a run; the run folder's {@code events.jsonl} has one line for each.
 *
 * @param run the run's id
 * @param type {@code started}, {@code evaluated}, {@code stopped}, {@code failed}, {@code finished} or what a bundle adds
 * @param time when
 * @param details what else there is to say
 */
public record RunEvent(String run, String type, Instant time, Map<String, Object> details) {}
