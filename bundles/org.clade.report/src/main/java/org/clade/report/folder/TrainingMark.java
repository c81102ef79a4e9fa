package org.clade.report.folder;

import com.google.gson.JsonObject;
import java.util.List;

/**
 * Something that happened to a run while it trained, to be marked in its curves.
 *
 * @param what the type of the event, such as {@code swapped} or {@code resumed}
 * @param step training steps done before it
 */
public record TrainingMark(String what, double step) {

    private static final List<String> MARKED = List.of("swapped", "rolled-back", "rebound", "resumed", "collapsed");

    /** {@return the marks of a run's events} */
    public static List<TrainingMark> of(List<JsonObject> events) {
        return events.stream()
                .filter(event -> MARKED.contains(RunFiles.text(event, "event"))
                        && RunFiles.number(event, "step").isPresent())
                .map(event -> new TrainingMark(
                        RunFiles.text(event, "event"),
                        RunFiles.number(event, "step").getAsDouble()))
                .toList();
    }
}
