package org.clade.table.comparison;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.clade.api.table.CellStatistic;
import org.clade.api.table.PaperTable;
import org.clade.api.table.TableCell;
import org.clade.api.table.TableForm;
import org.clade.api.table.TableResult;
import org.clade.base.csv.CsvFile;

/**
 * A table as text.
 *
 * @param result the table
 */
public record TableText(TableResult result) {

    private static final int DIGITS = 3;

    /** A line of the table: a row, a column and a statistic. */
    private record Place(String row, String column, CellStatistic statistic) {}

    /** {@return the lines, the header first: ours, and in brackets theirs and the difference} */
    public List<List<String>> lines() {
        boolean several = table().statistics().size() > 1;
        List<List<String>> lines = new ArrayList<>();
        List<String> header = new ArrayList<>(List.of("ROW", "DATA"));
        if (several) {
            header.add("STATISTIC");
        }
        table().metrics().forEach(metric -> header.add(metric.title()));
        header.addAll(List.of("N", "STATUS"));
        lines.add(header);
        places().forEach((place, cells) -> {
            List<String> line = new ArrayList<>(List.of(place.row(), place.column()));
            if (several) {
                line.add(place.statistic().word());
            }
            table().metrics()
                    .forEach(metric -> line.add(cells.stream()
                            .filter(cell -> cell.metric().equals(metric.title()))
                            .map(TableText::words)
                            .findFirst()
                            .orElse("")));
            line.add(
                    Integer.toString(cells.stream().mapToInt(TableCell::n).max().orElse(0)));
            line.add(cells.stream().map(TableCell::statusWords).distinct().collect(Collectors.joining("; ")));
            lines.add(line);
        });
        return lines;
    }

    private Map<Place, List<TableCell>> places() {
        return result.cells().stream()
                .collect(Collectors.groupingBy(
                        cell -> new Place(cell.row(), cell.column(), cell.statistic()),
                        LinkedHashMap::new,
                        Collectors.toList()));
    }

    private PaperTable table() {
        return result.table();
    }

    private static String words(TableCell cell) {
        String ours = number(cell.ours());
        if (cell.theirs().isEmpty()) {
            return ours;
        }
        return "%s (%s%s)"
                .formatted(
                        ours,
                        published(cell.theirs().getAsDouble()),
                        cell.difference().isPresent()
                                ? ", " + signed(cell.difference().getAsDouble())
                                : "");
    }

    private static String number(OptionalDouble number) {
        return number.isPresent() ? String.format(Locale.ROOT, "%." + DIGITS + "f", number.getAsDouble()) : "-";
    }

    private static String signed(double difference) {
        return String.format(Locale.ROOT, "%+." + DIGITS + "f", difference);
    }

    /** {@return a published number with all its digits} */
    private static String published(double number) {
        BigDecimal exact = BigDecimal.valueOf(number);
        return exact.setScale(Math.max(DIGITS, exact.scale())).toPlainString();
    }

    /**
     * Writes the table.
     *
     * @param form the form
     * @return the text, ended by a line feed
     */
    public String write(TableForm form) {
        return switch (form) {
            case MARKDOWN -> markdown();
            case CSV -> csv();
            case LATEX -> latex();
            case JSON -> new GsonBuilder()
                            .setPrettyPrinting()
                            .disableHtmlEscaping()
                            .create()
                            .toJson(json())
                    + "\n";
        };
    }

    /** {@return paper, label, title, scale and seeds in a sentence} */
    private String caption() {
        return "%s, %s: %s. Scale %s (%s), seeds %s. In brackets: the published number, and ours minus it."
                .formatted(
                        table().paper(),
                        table().label(),
                        table().title(),
                        result.scale().word(),
                        table().schedules().get(result.scale()).text(),
                        result.seeds().stream().map(String::valueOf).collect(Collectors.joining(", ")));
    }

    private String markdown() {
        List<List<String>> lines = lines();
        StringBuilder text = new StringBuilder(caption()).append("\n\n");
        for (int i = 0; i < lines.size(); i++) {
            text.append(lines.get(i).stream()
                            .map(cell -> cell.replace("|", "\\|").replace("*", "\\*"))
                            .collect(Collectors.joining(" | ", "| ", " |")))
                    .append('\n');
            if (i == 0) {
                text.append("|---".repeat(lines.get(0).size())).append("|\n");
            }
        }
        return text.toString();
    }

    private String csv() {
        return CsvFile.text(
                List.of("table", "row", "data", "metric", "statistic", "ours", "theirs", "difference", "n", "status"),
                result.cells().stream()
                        .map(cell -> List.of(
                                table().id(),
                                cell.row(),
                                cell.column(),
                                cell.metric(),
                                cell.statistic().word(),
                                exact(cell.ours()),
                                exact(cell.theirs()),
                                exact(cell.difference()),
                                cell.n(),
                                cell.statusWords()))
                        .toList());
    }

    private static String exact(OptionalDouble number) {
        return number.isPresent() ? Double.toString(rounded(number.getAsDouble())) : "";
    }

    /** {@return a number without the digits that a difference of decimal fractions leaves} */
    private static double rounded(double number) {
        return Math.round(number * 1e6) / 1e6;
    }

    private String latex() {
        List<List<String>> lines = lines();
        int metrics = table().metrics().size();
        StringBuilder text = new StringBuilder("%% %s\n\\begin{tabular}{%s%s}\n\\toprule\n"
                .formatted(caption(), "l".repeat(lines.get(0).size() - metrics - 2), "r".repeat(metrics + 1) + "l"));
        for (int i = 0; i < lines.size(); i++) {
            text.append(lines.get(i).stream().map(LatexText::escape).collect(Collectors.joining(" & ")))
                    .append(" \\\\\n")
                    .append(i == 0 ? "\\midrule\n" : "");
        }
        return text.append("\\bottomrule\n\\end{tabular}\n").toString();
    }

    private JsonObject json() {
        JsonObject json = new JsonObject();
        json.addProperty("table", table().id());
        json.addProperty("version", table().version());
        json.addProperty("paper", table().paper());
        json.addProperty("label", table().label());
        json.addProperty("title", table().title());
        json.addProperty("protocol", table().protocol().text());
        json.addProperty("scale", result.scale().word());
        json.addProperty("schedule", table().schedules().get(result.scale()).text());
        JsonArray seeds = new JsonArray();
        result.seeds().forEach(seeds::add);
        json.add("seeds", seeds);
        JsonArray cells = new JsonArray();
        result.cells().forEach(cell -> cells.add(json(cell)));
        json.add("cells", cells);
        JsonArray failures = new JsonArray();
        result.failures().forEach(failure -> {
            JsonObject each = new JsonObject();
            each.addProperty("row", failure.row());
            each.addProperty("data", failure.column());
            each.addProperty("seed", failure.seed());
            each.addProperty("failure", failure.sentence());
            failures.add(each);
        });
        json.add("failures", failures);
        json.addProperty("outside_tolerance", result.outside().size());
        JsonArray notes = new JsonArray();
        table().notes().forEach(notes::add);
        json.add("notes", notes);
        return json;
    }

    private static JsonObject json(TableCell cell) {
        JsonObject json = new JsonObject();
        json.addProperty("row", cell.row());
        json.addProperty("data", cell.column());
        json.addProperty("metric", cell.metric());
        json.addProperty("statistic", cell.statistic().word());
        add(json, "ours", cell.ours());
        add(json, "theirs", cell.theirs());
        add(json, "difference", cell.difference());
        json.addProperty("n", cell.n());
        json.addProperty("status", cell.statusWords());
        return json;
    }

    private static void add(JsonObject json, String name, OptionalDouble number) {
        number.ifPresent(value -> json.addProperty(name, rounded(value)));
    }
}
