package org.clade.sweep.statistics;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.clade.api.statistics.PairedComparison;
import org.clade.api.statistics.Selection;
import org.clade.api.statistics.StatisticsReport;
import org.clade.api.statistics.TableFormat;
import org.clade.api.statistics.VariantStatistics;
import org.clade.base.csv.CsvFile;

/**
 * Statistics as tables.
 *
 * @param report the statistics
 */
record StatisticsTables(StatisticsReport report) {

    /** A table of texts. */
    record Grid(String caption, List<String> columns, List<List<String>> rows) {}

    private static final List<String> COLUMNS = List.of(
            "kind",
            "data",
            "variant",
            "against",
            "metric",
            "n",
            "best",
            "mean",
            "deviation",
            "error",
            "difference",
            "low",
            "high",
            "p",
            "p_holm",
            "selection");

    /** {@return the tables in a form} */
    String write(TableFormat format) {
        return switch (format) {
            case MARKDOWN -> grids().stream().map(StatisticsTables::markdown).collect(Collectors.joining("\n"));
            case LATEX -> grids().stream().map(StatisticsTables::latex).collect(Collectors.joining("\n"));
            case HTML -> grids().stream().map(StatisticsTables::html).collect(Collectors.joining());
            case CSV -> csv();
        };
    }

    private String selection() {
        return report.selection() == Selection.LAST
                ? "Scores of the last evaluation"
                : "Scores of the evaluation with the highest accuracy, which labels chose";
    }

    private List<Grid> grids() {
        List<String> columns = new ArrayList<>(List.of("variant", "data", "n"));
        for (String metric : report.metrics()) {
            columns.addAll(List.of(metric + " mean", metric + " deviation", metric + " error", metric + " best"));
        }
        List<List<String>> rows = new ArrayList<>();
        for (VariantStatistics variant : report.variants()) {
            List<String> row = new ArrayList<>(List.of(
                    variant.name(),
                    variant.data(),
                    String.valueOf(variant.seeds().size())));
            for (String metric : report.metrics()) {
                VariantStatistics.Scores scores = variant.metrics().get(metric);
                row.addAll(
                        scores == null
                                ? Collections.nCopies(4, "")
                                : List.of(
                                        number(scores.mean()),
                                        number(scores.deviation()),
                                        number(scores.error()),
                                        number(scores.best())));
            }
            rows.add(row);
        }
        List<Grid> grids = new ArrayList<>(List.of(new Grid(selection() + ", over n seeds", columns, rows)));
        if (!report.comparisons().isEmpty()) {
            grids.add(comparisons());
        }
        return grids;
    }

    private Grid comparisons() {
        String level = String.format(Locale.ROOT, "%.0f%%", 100 * report.confidence());
        return new Grid(
                "Paired over equal seeds: second minus first, " + level
                        + " confidence interval (Student's t), sign-flip test, Holm's correction for each metric",
                List.of("first", "second", "data", "metric", "pairs", "difference", "low", "high", "p", "p (Holm)"),
                report.comparisons().stream()
                        .map(one -> List.of(
                                one.first(),
                                one.second(),
                                one.data(),
                                one.metric(),
                                String.valueOf(one.pairs()),
                                number(one.difference()),
                                number(one.low()),
                                number(one.high()),
                                number(one.p()),
                                number(one.adjusted())))
                        .toList());
    }

    /** {@return a grid in a form} */
    static String text(Grid grid, TableFormat format) {
        return switch (format) {
            case MARKDOWN -> markdown(grid);
            case LATEX -> latex(grid);
            case HTML -> html(grid);
            case CSV -> CsvFile.text(grid.columns(), grid.rows());
        };
    }

    private static String number(OptionalDouble value) {
        return value.isPresent() ? number(value.getAsDouble()) : "";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    private static String markdown(Grid grid) {
        StringBuilder text = new StringBuilder(grid.caption() + ".\n\n");
        text.append(line(grid.columns()));
        text.append("|").append("---|".repeat(grid.columns().size())).append("\n");
        grid.rows().forEach(row -> text.append(line(row)));
        return text.toString();
    }

    private static String line(List<String> cells) {
        return cells.stream().map(cell -> cell.replace("|", "\\|")).collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private static String latex(Grid grid) {
        StringBuilder text = new StringBuilder("\\begin{table}\n\\caption{%s}\n\\begin{tabular}{%s}\n\\toprule\n"
                .formatted(tex(grid.caption()), "l".repeat(grid.columns().size())));
        text.append(row(grid.columns())).append("\\midrule\n");
        grid.rows().forEach(row -> text.append(row(row)));
        return text.append("\\bottomrule\n\\end{tabular}\n\\end{table}\n").toString();
    }

    private static String row(List<String> cells) {
        return cells.stream().map(StatisticsTables::tex).collect(Collectors.joining(" & ", "", " \\\\\n"));
    }

    private static String tex(String text) {
        return text.replace("\\", "\\textbackslash ")
                .replaceAll("([&%$#_{}])", "\\\\$1")
                .replace("~", "\\textasciitilde ")
                .replace("^", "\\textasciicircum ");
    }

    private static String html(Grid grid) {
        StringBuilder text =
                new StringBuilder("<table>\n<caption>%s</caption>\n<thead><tr>".formatted(escaped(grid.caption())));
        grid.columns().forEach(column -> text.append("<th scope=\"col\">")
                .append(escaped(column))
                .append("</th>"));
        text.append("</tr></thead>\n<tbody>\n");
        grid.rows()
                .forEach(row -> text.append(row.stream()
                        .map(cell -> "<td>" + escaped(cell) + "</td>")
                        .collect(Collectors.joining("", "<tr>", "</tr>\n"))));
        return text.append("</tbody>\n</table>\n").toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private String csv() {
        String selected = report.selection().name().toLowerCase(Locale.ROOT);
        List<List<Object>> rows = new ArrayList<>();
        for (VariantStatistics variant : report.variants()) {
            variant.metrics()
                    .forEach((metric, scores) -> rows.add(List.of(
                            "scores",
                            variant.data(),
                            variant.name(),
                            "",
                            metric,
                            scores.n(),
                            scores.best(),
                            scores.mean(),
                            plain(scores.deviation()),
                            plain(scores.error()),
                            "",
                            "",
                            "",
                            "",
                            "",
                            selected)));
        }
        for (PairedComparison one : report.comparisons()) {
            rows.add(List.of(
                    "comparison",
                    one.data(),
                    one.second(),
                    one.first(),
                    one.metric(),
                    one.pairs(),
                    "",
                    "",
                    "",
                    "",
                    one.difference(),
                    plain(one.low()),
                    plain(one.high()),
                    one.p(),
                    one.adjusted(),
                    selected));
        }
        return CsvFile.text(COLUMNS, rows);
    }

    private static Object plain(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : "";
    }
}
