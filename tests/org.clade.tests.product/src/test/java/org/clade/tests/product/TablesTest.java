package org.clade.tests.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A table of a paper, computed at the smallest scale; a second call finds its runs. */
class TablesTest {
    /** Without and with MNIST on this machine; the figure has no numbers. */
    private static final Set<String> COMPUTED = Set.of("short schedule, made-up images", "no published number");

    @RegisterExtension
    private static final SharedProduct CLADE = new SharedProduct();

    @TempDir
    private Path folder;

    private static Stream<JsonObject> cells(JsonObject table) {
        JsonArray cells = table.getAsJsonArray("cells");
        return StreamSupport.stream(cells.spliterator(), false).map(JsonElement::getAsJsonObject);
    }

    @Test
    void everyCellOfATableIsComputedOnce() {
        Commands product = CLADE.in(folder);
        String[] command = {"table", "dac-imbalance", "--scale", "tiny", "--progress", "none", "--format", "json"};
        Outcome first = product.run(command).expect(0);
        JsonObject table = first.json().getAsJsonObject();
        assertEquals(15, cells(table).count());
        cells(table).forEach(cell -> {
            double acc = cell.get("ours").getAsDouble();
            assertTrue(acc >= 0.1 && acc <= 1, cell::toString);
            assertEquals(1, cell.get("n").getAsInt());
            assertTrue(COMPUTED.contains(cell.get("status").getAsString()), cell::toString);
        });
        assertEquals(0, table.getAsJsonArray("failures").size());
        int runs = first.runs().size();
        assertEquals(10, runs, "DAC and DAC* for five rates");

        Outcome second = product.run(command).expect(0);
        assertEquals(table, second.json());
        assertEquals(runs, second.runs().size());
    }

    /** One table in each build; others by {@code -Dclade.test.tables=<id>,<id>}, or all of them by {@code all}. */
    @Test
    void everyCellOfFurtherTablesHasANumber() {
        Commands product = CLADE.in(folder);
        String asked = System.getProperty("clade.test.tables", "mmdc-3");
        Stream<String> tables = asked.equals("all")
                ? StreamSupport.stream(
                                product.run("table", "list", "--json")
                                        .expect(0)
                                        .json()
                                        .getAsJsonArray()
                                        .spliterator(),
                                false)
                        .map(table -> table.getAsJsonObject().get("table").getAsString())
                : Stream.of(asked.split(","));
        tables.forEach(id -> {
            String[] command = {"table", id, "--scale", "tiny", "--seeds", "1", "--progress", "none", "--format", "json"
            };
            JsonObject table = product.run(command).expect(0).json().getAsJsonObject();
            assertEquals(0, table.getAsJsonArray("failures").size(), id);
            cells(table).forEach(cell -> {
                String status = cell.get("status").getAsString();
                assertTrue(
                        cell.has("ours") || status.equals("as published") || status.startsWith("short schedule"),
                        () -> id + ": " + cell);
            });
        });
    }

    @Test
    void wrongRequestsAreRefusedInASentence() {
        Commands product = CLADE.in(folder);
        product.run("table", "dac-9").expect(2).inWords().complains("dac-2");
        product.run("table", "dac-2", "--scale", "huge").expect(2).inWords().complains("huge");
        product.run("table", "dac-2", "--seeds", "5..1").expect(2).inWords().complains("1..5");
        product.run("table", "dac-2", "--tolerance", "none").expect(2).inWords().complains("0.02");
        product.run("table", "dac-2", "--data", "mnist=fashion-mnist-10k")
                .expect(2)
                .inWords()
                .complains("10,000 images, not 70,000");
        assertEquals(0, product.run("table", "list").expect(0).runs().size());
    }
}
