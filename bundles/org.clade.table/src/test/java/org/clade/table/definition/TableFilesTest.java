package org.clade.table.definition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.clade.api.part.RefusedException;
import org.clade.api.statistics.Selection;
import org.clade.api.table.CellSource;
import org.clade.api.table.CellStatistic;
import org.clade.api.table.PaperTable;
import org.clade.api.table.TableColumn;
import org.clade.api.table.TableRecipe;
import org.clade.api.table.TableRow;
import org.clade.api.table.TableScale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TableFilesTest {

    private static final TableFiles FILES = new TableFiles();

    static List<PaperTable> tables() {
        return FILES.tables();
    }

    @Test
    void everyFileIsListed() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/org/clade/table/definition"))) {
            Set<String> names = files.map(file -> file.getFileName().toString().replace(".json", ""))
                    .collect(Collectors.toSet());
            Set<String> listed = new HashSet<>(TableFiles.IDS);
            listed.add("data-sets");
            assertEquals(names, listed);
        }
    }

    @ParameterizedTest
    @MethodSource("tables")
    void everyTableIsWhole(PaperTable table) {
        assertTrue(TableFiles.IDS.contains(table.id()), table.id());
        assertTrue(table.version() >= 1);
        assertEquals(Set.of(TableScale.values()), table.schedules().keySet());
        table.schedules()
                .values()
                .forEach(schedule ->
                        assertTrue(schedule.seeds() > 0 && !schedule.text().isBlank()));
        assertTrue(table.schedules().get(TableScale.TINY).images() > 0);
        Set<String> columns = table.columns().stream().map(TableColumn::id).collect(Collectors.toSet());
        assertEquals(table.columns().size(), columns.size());
        table.columns().forEach(column -> FILES.dataSet(column.data()));
        assertEquals(
                table.rows().size(),
                table.rows().stream().map(TableRow::title).distinct().count());
        table.rows().forEach(row -> check(table, row, columns));
    }

    private static void check(PaperTable table, TableRow row, Set<String> columns) {
        assertTrue(columns.containsAll(row.recipes().keySet()), row::title);
        assertTrue(columns.containsAll(row.published().keySet()), row::title);
        assertTrue(!row.recipes().isEmpty() || !row.published().isEmpty(), row::title);
        Set<String> metrics =
                table.metrics().stream().map(metric -> metric.id()).collect(Collectors.toSet());
        row.published().values().forEach(cells -> {
            assertTrue(metrics.containsAll(cells.keySet()), row::title);
            cells.values().forEach(numbers -> {
                assertTrue(numbers.size() <= table.statistics().size() && !numbers.isEmpty(), row::title);
                numbers.forEach(number -> assertTrue(number >= 0 && number <= 1, row::title));
            });
        });
        row.recipes().values().forEach(recipe -> check(table, row, recipe));
    }

    private static void check(PaperTable table, TableRow row, TableRecipe recipe) {
        assertEquals(recipe.kind().trains(), recipe.variant() != null, row::title);
        assertEquals(
                recipe.kind() == CellSource.PIXELS || recipe.kind() == CellSource.FEATURES,
                recipe.method() != null,
                row::title);
        assertEquals(recipe.kind().trains(), recipe.cost() > 1e14, row::title);
        if (recipe.kind() == CellSource.PROBE) {
            table.schedules().values().forEach(schedule -> assertTrue(schedule.probe() > 0, table::id));
        }
    }

    @Test
    void numbersAreThoseOfThePapers() {
        assertEquals(0.583, published("gatcluster-2", "Full setting", "stl10", "acc", CellStatistic.BEST));
        assertEquals(0.546, published("gatcluster-2", "No TI", "stl10", "acc", CellStatistic.MEAN));
        assertEquals(
                0.071, published("gatcluster-3", "192×192", "imagenet10", "nmi_geometric", CellStatistic.DEVIATION));
        assertEquals(0.645, published("gatcluster-4", "10×10", "imagenet10", "acc", CellStatistic.MEAN));
        assertEquals(0.200, published("gatcluster-1", "GATCluster-128", "imagenet-dog", "ari", CellStatistic.BEST));
        assertEquals(0.9775, published("dac-2", "DAC", "mnist", "acc", CellStatistic.MEAN));
        assertEquals(0.0953, published("dac-2", "DAC*", "imagenet-dog", "ari", CellStatistic.MEAN));
        assertEquals(0.5193, published("dac-3", "SC", "cifar10", "acc", CellStatistic.MEAN));
        assertEquals(0.980, published("st-dac-2", "ST-DAC + 2 ST layers", "mnist", "acc", CellStatistic.MEAN));
        assertEquals(0.541, published("st-dac-2", "ST-DAC + 3 ST layers", "fashion-mnist", "ari", CellStatistic.MEAN));
        assertEquals(0.019, published("mmdc-1", "MMDC", "cifar10", "acc", CellStatistic.ERROR));
        assertEquals(0.499, published("mmdc-1", "IIC", "stl10", "acc", CellStatistic.MEAN));
        assertEquals(0.121, published("mmdc-1", "MMDC", "tiny-imagenet", "acc", CellStatistic.BEST));
        assertEquals(0.725, published("mmdc-3", "both", "cifar10", "acc", CellStatistic.MEAN));
        assertEquals(0.662, published("mmdc-4", "MMDC", "cifar100-20", "linear_acc", CellStatistic.MEAN));
        assertEquals(0.095, published("mmdc-5", "after refinement", "tiny-imagenet", "acc", CellStatistic.MEAN));
    }

    private static double published(String table, String row, String column, String metric, CellStatistic statistic) {
        PaperTable found = FILES.table(table);
        return found.rows().stream()
                .filter(each -> each.title().equals(row))
                .findFirst()
                .orElseThrow()
                .published(column, metric, found.statistics().indexOf(statistic))
                .orElseThrow();
    }

    @Test
    void aRowMayHaveAnEvaluationOfItsOwn() {
        PaperTable table = FILES.table("gatcluster-1");
        TableRecipe dac = table.rows().stream()
                .filter(row -> row.title().equals("DAC"))
                .findFirst()
                .orElseThrow()
                .recipes()
                .get("stl10");
        assertEquals(Selection.LAST, table.selection(dac));
        assertEquals(Selection.BEST, table.protocol().selection());
    }

    @Test
    void unknownNamesAreRefused() {
        String sentence = assertThrows(RefusedException.class, () -> FILES.table("st-dac-3"))
                .getMessage();
        assertTrue(sentence.contains("st-dac-2"), sentence);
        assertThrows(RefusedException.class, () -> FILES.dataSet("svhn"));
    }
}
