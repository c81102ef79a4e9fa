package org.clade.tests.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The suite of figures: the build prints a part of it and does not judge how fast this machine is. */
class SuiteTest {

    @TempDir
    private Path folder;

    @Test
    void everyPieceHasFigures() {
        Outcome suite = new Product(folder)
                .run("bench", "--suite", "--minutes", "2", "--json", "--progress", "none")
                .expect(0)
                .inWords();
        assertFalse(
                suite.err().toLowerCase(Locale.ROOT).contains("warn"),
                "a short training to measure warns of nothing: " + suite);
        JsonObject document = suite.json().getAsJsonObject();
        Set<String> pieces = new TreeSet<>();
        StringBuilder table = new StringBuilder("bench --suite --minutes 2\n");
        for (JsonElement element : document.getAsJsonArray("figures")) {
            JsonObject figure = element.getAsJsonObject();
            pieces.add(figure.get("piece").getAsString());
            assertTrue(figure.get("value").getAsDouble() >= 0, figure::toString);
            table.append("  %-24s %-40s %12.3f %s%n"
                    .formatted(
                            figure.get("piece").getAsString(),
                            figure.get("name").getAsString(),
                            figure.get("value").getAsDouble(),
                            figure.get("unit").getAsString()));
        }
        System.out.println(table.append("  ceiling ").append(document.get("ceiling")));
        assertEquals(new JsonObject(), document.getAsJsonObject("failures"), suite::toString);
        assertEquals(
                Set.of(
                        "start",
                        "decoding",
                        "training of MMDC",
                        "training of GATCluster",
                        "training of DAC",
                        "training of ST-DAC",
                        "prediction",
                        "k-means",
                        "evaluation"),
                pieces);
        assertTrue(document.getAsJsonObject("ceiling").get("fp32_gflops").getAsDouble() > 0, suite::toString);
    }
}
