package org.clade.report.page;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.clade.api.statistics.EffectsReport;
import org.clade.api.statistics.MainEffect;
import org.clade.api.statistics.Selection;
import org.clade.base.file.AtomicFile;
import org.clade.base.text.Counted;
import org.clade.report.figure.EffectsChart;

/** The page of main effects: one file with everything in it. */
public final class EffectsPage {

    private static final List<String> COLUMNS =
            List.of("effect", "instead of", "runs", "change", "standard error", "interval", "p", "p (Holm)");

    private EffectsPage() {}

    /**
     * Writes a page with the plots that are next to it.
     *
     * @param report what it shows
     * @param file the page
     */
    public static void write(EffectsReport report, Path file) {
        EmbeddedPictures pictures = new EmbeddedPictures(file.toAbsolutePath().getParent());
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("title", "Main effects of " + report.variant());
        model.put("data", report.data());
        model.put(
                "protocol",
                "%s, %s, %s left for the errors. %s count."
                        .formatted(
                                Counted.of(report.runs(), "finished run"),
                                Counted.of(report.seeds(), "seed"),
                                Counted.of(report.degrees(), "degree of freedom", "degrees of freedom"),
                                report.selection() == Selection.LAST
                                        ? "Last evaluations"
                                        : "Evaluations with the highest accuracy, which labels chose,"));
        List<Map<String, Object>> metrics = new ArrayList<>();
        report.effects().stream().map(MainEffect::metric).distinct().forEach(metric -> {
            Map<String, Object> section = new LinkedHashMap<>();
            section.put("metric", metric);
            pictures.address(EffectsChart.file(metric)).ifPresent(address -> section.put("picture", address));
            section.put("table", table(report, metric));
            metrics.add(section);
        });
        model.put("metrics", metrics);
        model.put("left", report.leftOut());
        AtomicFile.write(file, PageTemplate.fill("effects.mustache", model, Map.of()));
    }

    private static PageTable table(EffectsReport report, String metric) {
        return PageTable.of(
                String.format(
                        Locale.ROOT,
                        "Change of %s by each level, with its %.0f%% confidence interval (Student's t)",
                        metric,
                        100 * report.confidence()),
                "words",
                COLUMNS,
                report.effects().stream()
                        .filter(effect -> effect.metric().equals(metric))
                        .map(EffectsPage::row)
                        .toList());
    }

    private static List<String> row(MainEffect effect) {
        return List.of(
                effect.factor() + "=" + effect.level(),
                effect.against(),
                Words.count(effect.runs()),
                String.format(Locale.ROOT, "%+.4f", effect.effect()),
                number(effect.error()),
                effect.low().isPresent() ? number(effect.low()) + " to " + number(effect.high()) : "",
                number(effect.p()),
                number(effect.adjusted()));
    }

    private static String number(OptionalDouble value) {
        return value.isPresent() ? String.format(Locale.ROOT, "%.4f", value.getAsDouble()) : "";
    }
}
