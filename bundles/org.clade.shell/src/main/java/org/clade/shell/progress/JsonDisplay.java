package org.clade.shell.progress;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.clade.api.run.RunProgress;
import org.clade.shell.render.Json;

/** A JSON object per line, at the times of {@link LineSchedule}. */
final class JsonDisplay implements ProgressDisplay {

    private final PrintStream err;
    private final LineSchedule pace = new LineSchedule();

    JsonDisplay(PrintStream err) {
        this.err = err;
    }

    @Override
    public void show(RunProgress progress) {
        if (pace.due(progress)) {
            err.println(Json.line(fields(progress)));
        }
    }

    /**
     * Progress in the form for JSON.
     *
     * @param progress the progress of a run
     * @return its fields in order
     */
    static Map<String, Object> fields(RunProgress progress) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("stage", progress.stage());
        fields.put("epoch", progress.epoch());
        fields.put("epochs", progress.epochs());
        fields.put("round", progress.round());
        fields.put("rounds", progress.rounds());
        fields.put("share", progress.share());
        fields.put("elapsed", progress.elapsed());
        if (ProgressText.endKnown(progress)) {
            fields.put("remaining", progress.remaining());
        }
        fields.put("images_per_second", progress.imagesPerSecond());
        if (progress.count().total() > 0) {
            fields.put("unit", progress.count().unit());
            fields.put("done", progress.count().done());
            fields.put("total", progress.count().total());
        }
        if (!progress.basis().isEmpty()) {
            fields.put("scores_of", progress.basis());
        }
        fields.putAll(progress.latest());
        return fields;
    }
}
