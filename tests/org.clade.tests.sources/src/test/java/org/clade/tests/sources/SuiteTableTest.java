package org.clade.tests.sources;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The table of the suite in {@code docs/performance.md} shows the newest {@code docs/results/*-suite.json}, which {@code bench --suite
 * --out} writes. With {@code -Dclade.table=write} the test writes the table instead.
 */
class SuiteTableTest {

    private static final Path DOCS =
            Path.of(System.getProperty("clade.sources", "../..")).resolve("docs");
    private static final String BEGIN = "<!-- suite: begin -->\n";
    private static final String END = "<!-- suite: end -->\n";
    private static final MathContext DIGITS = new MathContext(3);

    private static Optional<Path> newest() throws IOException {
        try (Stream<Path> files = Files.list(DOCS.resolve("results"))) {
            return files.filter(file -> file.getFileName().toString().endsWith("-suite.json"))
                    .max(Comparator.naturalOrder());
        }
    }

    private static String digits(double value) {
        return value >= 100
                ? String.format(Locale.ROOT, "%,.0f", value)
                : new BigDecimal(value).round(DIGITS).stripTrailingZeros().toPlainString();
    }

    private static String table(Path file) throws IOException {
        JsonObject suite = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
        JsonObject ceiling = suite.getAsJsonObject("ceiling");
        JsonObject machine = suite.getAsJsonObject("machine");
        StringBuilder table = new StringBuilder(
                "From [%1$s](results/%1$s), %2$s, %3$s processors, %4$s. The machine's ceiling: %5$s GFLOP/s fp32, %6$s bf16, copies %7$s GB/s.\n\n"
                        .formatted(
                                file.getFileName(),
                                suite.get("date").getAsString(),
                                machine.get("processors").getAsInt(),
                                machine.get("platform").getAsString(),
                                digits(ceiling.get("fp32_gflops").getAsDouble()),
                                digits(ceiling.get("bf16_gflops").getAsDouble()),
                                digits(ceiling.get("copy_gigabytes_per_second").getAsDouble())));
        table.append("| piece | what | median | unit | trials |\n|---|---|---:|---|---:|\n");
        for (JsonElement element : suite.getAsJsonArray("figures")) {
            JsonObject figure = element.getAsJsonObject();
            table.append("| %s | %s | %s | %s | %s |\n"
                    .formatted(
                            figure.get("piece").getAsString(),
                            figure.get("name").getAsString(),
                            digits(figure.get("value").getAsDouble()),
                            figure.get("unit").getAsString(),
                            figure.get("trials").getAsInt()));
        }
        return table.toString();
    }

    @Test
    void theDocsShowTheNewestFigures() throws IOException {
        Path page = DOCS.resolve("performance.md");
        String text = Files.readString(page);
        int begin = text.indexOf(BEGIN) + BEGIN.length();
        int end = text.indexOf(END);
        assertTrue(BEGIN.length() <= begin && begin <= end, "the marks of the table are missing");
        Optional<Path> newest = newest();
        String table = newest.isPresent() ? table(newest.get()) : "";
        if (System.getProperty("clade.table", "").equals("write")) {
            Files.writeString(page, text.substring(0, begin) + table + text.substring(end));
        } else {
            assertEquals(table, text.substring(begin, end));
        }
    }
}
