package org.clade.shell.command.run;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.clade.api.cluster.CountAdvice;
import org.clade.api.cluster.CountMeasures;
import org.clade.api.cluster.CountResult;
import org.clade.shell.render.Format;
import org.clade.shell.render.Table;

/** How numbers of clusters compare, for people and for programs. */
final class CountText {

    private CountText() {}

    /** {@return a row for each number} */
    static Table table(CountResult result) {
        Table table = new Table(
                ">K",
                ">SILHOUETTE",
                ">VARIANCE RATIO",
                ">STABILITY",
                ">CONFIDENCE",
                ">EFFECTIVE CLUSTERS",
                ">BEST IN",
                "");
        for (CountMeasures each : result.curve()) {
            table.row(
                    each.k(),
                    Format.score(each.silhouette()),
                    Format.tenths(each.calinskiHarabasz()),
                    Format.score(each.stability()),
                    Format.score(each.confidence()),
                    Format.tenths(each.effectiveClusters()),
                    Format.score(each.bestShare()),
                    each.k() == result.advice().k() ? "recommended" : "");
        }
        return table;
    }

    /** {@return the recommendation and how sure it is} */
    static String advice(CountResult result) {
        CountAdvice advice = result.advice();
        return "The images speak for %s clusters (%s: %s). It has the best silhouette in %s of samples of the images; of all of them %s has the best silhouette, %s the best variance ratio and %s the most stable partition."
                .formatted(
                        advice.k(),
                        advice.sureness().degree(),
                        advice.sureness().words(),
                        Format.score(result.curve().stream()
                                .filter(each -> each.k() == advice.k())
                                .mapToDouble(CountMeasures::bestShare)
                                .sum()),
                        advice.silhouette(),
                        advice.calinskiHarabasz(),
                        advice.stability());
    }

    /** {@return the same as JSON names it} */
    static Map<String, Object> fields(CountResult result) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("k", result.advice().k());
        fields.put("sureness", result.advice().sureness().name().toLowerCase(Locale.ROOT));
        fields.put("images", result.images());
        fields.put("curve", result.curve().stream().map(CountText::row).toList());
        return fields;
    }

    private static Map<String, Object> row(CountMeasures each) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("k", each.k());
        row.put("silhouette", each.silhouette());
        row.put("calinski_harabasz", each.calinskiHarabasz());
        row.put("stability", each.stability());
        row.put("confidence", each.confidence());
        row.put("effective_clusters", each.effectiveClusters());
        row.put("best_share", each.bestShare());
        return row;
    }
}
