package org.clade.sweep.statistics;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.clade.api.statistics.EffectsReport;
import org.clade.api.statistics.MainEffect;
import org.clade.api.statistics.Selection;
import org.clade.api.statistics.TableFormat;
import org.clade.base.text.Counted;

/** Main effects as a table. */
final class EffectsTable {

    private static final List<String> COLUMNS = List.of(
            "metric", "factor", "level", "instead of", "runs", "effect", "error", "low", "high", "p", "p (Holm)");

    private EffectsTable() {}

    /** {@return effects in a form} */
    static String of(EffectsReport report, TableFormat format) {
        String caption = String.format(
                Locale.ROOT,
                "Main effects on %s, %s: least squares over %s and %s, %s of freedom, %.0f%% confidence interval (Student's t), Holm's correction for each metric; %s",
                report.variant(),
                report.data(),
                Counted.of(report.runs(), "run"),
                Counted.of(report.seeds(), "seed"),
                Counted.of(report.degrees(), "degree"),
                100 * report.confidence(),
                report.selection() == Selection.LAST
                        ? "last evaluations"
                        : "evaluations with the highest accuracy, which labels chose");
        return StatisticsTables.text(
                new StatisticsTables.Grid(
                        caption,
                        COLUMNS,
                        report.effects().stream().map(EffectsTable::row).toList()),
                format);
    }

    private static List<String> row(MainEffect one) {
        return List.of(
                one.metric(),
                one.factor(),
                one.level(),
                one.against(),
                String.valueOf(one.runs()),
                String.format(Locale.ROOT, "%+.4f", one.effect()),
                number(one.error()),
                number(one.low()),
                number(one.high()),
                number(one.p()),
                number(one.adjusted()));
    }

    private static String number(OptionalDouble value) {
        return value.isPresent() ? String.format(Locale.ROOT, "%.4f", value.getAsDouble()) : "";
    }
}
