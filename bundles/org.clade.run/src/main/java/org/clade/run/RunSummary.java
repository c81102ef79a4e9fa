package org.clade.run;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.clade.api.run.RunState;

/** Gathers what {@code summary.json} says. */
final class RunSummary {

    private final Map<String, Object> facts = new LinkedHashMap<>();
    private MetricsRow first;
    private MetricsRow last;
    private MetricsRow best;

    /** Notes a fact. */
    void fact(String key, Object value) {
        facts.put(key, value);
    }

    /** Notes an evaluation; the best one is chosen by accuracy, with labels, as GATCluster's released code does. */
    void row(MetricsRow row) {
        first = first == null ? row : first;
        last = row;
        Double acc = row.scores().get("acc");
        if (acc != null && (best == null || acc > best.scores().get("acc"))) {
            best = row;
        }
    }

    /** Forgets all evaluations. */
    void forgetRows() {
        first = null;
        last = null;
        best = null;
    }

    /**
     * The summary.
     *
     * @param clock where the time went
     * @param seconds how long all took
     * @param state how the run ended
     * @param exitCode the exit code
     * @return the content of {@code summary.json}
     */
    Map<String, Object> write(StageClock clock, double seconds, RunState state, int exitCode) {
        Map<String, Object> summary = new LinkedHashMap<>(facts);
        if (last != null) {
            summary.put("epochs", last.epoch());
            summary.put("rounds", last.round());
            summary.put("steps", last.step());
            summary.putAll(last.scores());
            if (best != null) {
                Map<String, Object> chosen = best.brief();
                chosen.put("selected_by", "labels");
                summary.put("best", chosen);
            }
            summary.put("last", last.brief());
            summary.put("untrained", first.brief());
        }
        Map<String, Object> times = new LinkedHashMap<>();
        times.put("total", seconds);
        for (Stage stage : List.of(Stage.TARGETS, Stage.AUGMENT, Stage.TRAIN, Stage.ASSIGN, Stage.EVALUATE)) {
            times.put(stage.key(), clock.seconds(stage));
        }
        summary.put("seconds", times);
        summary.put("images_per_second", clock.imagesPerSecond());
        summary.put("images_per_second_by_stage", clock.imagesPerSecondByStage());
        ProcessMemory.peakMegabytes().ifPresent(peak -> summary.put("peak_memory_mb", peak));
        summary.put("status", state.name().toLowerCase(java.util.Locale.ROOT));
        summary.put("exit_code", exitCode);
        return summary;
    }
}
