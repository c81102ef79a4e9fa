package org.clade.sweep.statistics;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.clade.api.metric.ClusterScores;
import org.clade.api.run.RunSummary;
import org.clade.api.statistics.Selection;

/**
 * A finished run.
 *
 * @param folder its folder
 * @param summary its result
 * @param recipe the keys of its recipe
 * @param request what else was asked
 */
record FinishedRun(Path folder, RunSummary summary, Map<String, JsonElement> recipe, JsonObject request) {

    /** {@return its recipe and options, but for the seed: equal for runs that repeat each other} */
    Map<String, JsonElement> settings() {
        Map<String, JsonElement> settings = new TreeMap<>(recipe);
        for (String option : new String[] {"limit", "split", "seconds", "precision"}) {
            if (request.has(option)) {
                settings.put(option, request.get(option));
            }
        }
        if (request.has("fork")) {
            settings.put("fork", request.getAsJsonObject("fork").get("epoch"));
        }
        return settings;
    }

    /** {@return the data set and which of its images} */
    String data() {
        RunSummary.Setup setup = summary.setup();
        return setup.protocol().isEmpty() ? setup.data() : setup.data() + ", " + setup.protocol();
    }

    /** {@return the scores of the selected evaluation} */
    ClusterScores scores(Selection selection) {
        return selection == Selection.BEST
                ? summary.training().best().map(RunSummary.Evaluated::scores).orElse(ClusterScores.NONE)
                : summary.training().scores();
    }
}
