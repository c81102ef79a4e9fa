package org.clade.run.folder;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.clade.api.run.RunState;
import org.clade.run.progress.MetricsRow;
import org.clade.run.progress.Stage;
import org.clade.run.progress.StageTimer;
import org.clade.run.result.Collapse;
import org.clade.run.support.ProcessMemory;

/** Gathers what {@code summary.json} says. */
final class RunSummary {

    private final Map<String, Object> facts = new LinkedHashMap<>();
    private MetricsRow untrained;
    private MetricsRow last;
    private MetricsRow best;
    private List<Map<String, Object>> clusters;

    /** Notes a fact. */
    void fact(String key, Object value) {
        facts.put(key, value);
    }

    /** Notes an evaluation; the best one is chosen by accuracy, with labels, as GATCluster's released code does. */
    void row(MetricsRow row) {
        untrained = row.step() == 0 ? row : untrained;
        last = row;
        Double acc = row.scores().get("acc");
        if (acc != null && (best == null || acc > best.scores().get("acc"))) {
            best = row;
        }
    }

    /** Notes how many images each cluster has now. */
    void clusters(List<Map<String, Object>> sizes) {
        clusters = sizes;
    }

    /** {@return whether the clusters had collapsed at the last evaluation after training began} */
    boolean collapsed() {
        return last != null && last.step() > 0 && Collapse.of(last.scores(), k());
    }

    private int k() {
        return facts.get("k") instanceof Integer k ? k : 0;
    }

    /** {@return what the collapse of the last evaluation means} */
    String collapse() {
        return Collapse.sentence(last.scores(), k());
    }

    /** Forgets all evaluations. */
    void forgetRows() {
        clusters = null;
        untrained = null;
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
    Map<String, Object> write(StageTimer clock, double seconds, RunState state, int exitCode) {
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
            if (untrained != null) {
                summary.put("untrained", untrained.brief());
            }
        }
        if (last != null && last.step() > 0) {
            summary.put("collapsed", collapsed());
            if (collapsed()) {
                summary.put("collapse", collapse());
            }
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
        if (clusters != null) {
            summary.put("clusters", clusters);
        }
        return summary;
    }
}
