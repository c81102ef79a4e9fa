package org.clade.shell.command.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.clade.api.part.RefusedException;
import org.clade.api.run.RunOutcome;
import org.clade.api.statistics.Selection;
import org.clade.api.table.CellStatistic;
import org.clade.api.table.CellStatus;
import org.clade.api.table.PaperTable;
import org.clade.api.table.TableCell;
import org.clade.api.table.TableColumn;
import org.clade.api.table.TableFailure;
import org.clade.api.table.TableForm;
import org.clade.api.table.TableMetric;
import org.clade.api.table.TableProtocol;
import org.clade.api.table.TableRequest;
import org.clade.api.table.TableResult;
import org.clade.api.table.TableRow;
import org.clade.api.table.TableScale;
import org.clade.api.table.TableSchedule;
import org.clade.api.table.TableService;
import org.clade.api.table.TableWatch;
import org.clade.shell.CommandLineProbe;
import org.clade.shell.FakeServices;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableCommandTest {

    private static final TableSchedule SCHEDULE = new TableSchedule(3, 0, 0, 0, 0, Map.of(), "two epochs");
    private static final PaperTable TABLE = new PaperTable(
            "st-dac-2",
            1,
            "Souza: A Paper, 2019",
            "Table 2",
            "Layers",
            new TableProtocol(10, Selection.LAST, "geometric", "Ten runs."),
            List.of(new TableMetric("acc", "ACC")),
            List.of(CellStatistic.MEAN),
            Map.of(TableScale.TINY, SCHEDULE, TableScale.SHORT, SCHEDULE, TableScale.FULL, SCHEDULE),
            List.of(new TableColumn("mnist", "MNIST", "mnist", Map.of())),
            List.of(new TableRow("One", Map.of(), Map.of("mnist", Map.of("acc", List.of(0.98))), "")),
            List.of("A note."));
    private static final TableCell CELL = new TableCell(
            "One",
            "MNIST",
            "ACC",
            CellStatistic.MEAN,
            OptionalDouble.of(0.9),
            OptionalDouble.of(0.98),
            3,
            CellStatus.SHORT_SCHEDULE,
            "");

    @TempDir
    private Path folder;

    private TableRequest asked;
    private List<TableFailure> failures = List.of();
    private List<TableCell> outside = List.of();
    private Optional<RunOutcome> interrupted = Optional.empty();

    private CommandLineProbe line() {
        TableService service = new TableService() {
            @Override
            public List<PaperTable> list() {
                return List.of(TABLE);
            }

            @Override
            public PaperTable table(String id) {
                return TABLE;
            }

            @Override
            public TableResult compute(TableRequest request, TableWatch watch) {
                if (!request.id().equals(TABLE.id())) {
                    throw RefusedException.unknown("table", request.id(), List.of(TABLE.id()));
                }
                asked = request;
                watch.begins(1, 2, "One, MNIST, seed 1");
                watch.ends("ACC 0.900");
                return new TableResult(
                        TABLE, request.scale(), List.of(1L), List.of(CELL), failures, outside, interrupted);
            }

            @Override
            public List<List<String>> lines(TableResult result) {
                return List.of(List.of("ROW", "ACC"), List.of("One", "0.900 (0.980, -0.080)"));
            }

            @Override
            public String write(TableResult result, TableForm form) {
                return form + "\n";
            }
        };
        return CommandLineProbe.batch(new FakeServices().with(TableService.class, service))
                .in(folder);
    }

    @Test
    void optionsBecomeTheRequest() {
        CommandLineProbe line = line().run(
                        "table",
                        "st-dac-2",
                        "--scale",
                        "full",
                        "--seeds",
                        "2..4",
                        "--tolerance",
                        "0.02",
                        "--no-run",
                        "--data",
                        "mnist=digits",
                        "--device",
                        "cpu",
                        "--out",
                        "there");
        assertEquals(0, line.code, line.err());
        assertEquals(
                new TableRequest(
                        "st-dac-2",
                        TableScale.FULL,
                        List.of(2L, 3L, 4L),
                        OptionalDouble.of(0.02),
                        false,
                        Map.of("mnist", "digits"),
                        "cpu",
                        folder.resolve("there")),
                asked);
        line().run("table", "st-dac-2");
        assertEquals(
                new TableRequest(
                        "st-dac-2",
                        TableScale.SHORT,
                        List.of(),
                        OptionalDouble.empty(),
                        true,
                        Map.of(),
                        "auto",
                        folder.resolve("runs")),
                asked);
        line().run("table", "st-dac-2", "--run", "--seeds", "7");
        assertTrue(asked.run());
        assertEquals(List.of(7L), asked.seeds());
    }

    @Test
    void theTableIsTextOrOneOfItsForms() {
        CommandLineProbe text = line().run("table", "st-dac-2");
        assertTrue(text.out().contains("One  0.900 (0.980, -0.080)"), text.out());
        assertTrue(text.out().contains("Scale short: two epochs."), text.out());
        assertTrue(text.out().contains("A note."), text.out());
        assertTrue(text.err().contains("1 of 2: One, MNIST, seed 1"), text.err());
        CommandLineProbe latex = line().run("table", "st-dac-2", "--format", "latex", "--progress", "none");
        assertEquals("LATEX\n", latex.out());
        assertEquals("", latex.err());
    }

    @Test
    void failuresAndTheToleranceDecideTheExitCode() {
        outside = List.of(CELL);
        CommandLineProbe far = line().run("table", "st-dac-2", "--tolerance", "0.05");
        assertEquals(4, far.code);
        assertTrue(far.err().contains("One, MNIST, mean of ACC by -0.080"), far.err());
        failures = List.of(new TableFailure("One", "MNIST", 2, "The loss is NaN."));
        CommandLineProbe failed = line().run("table", "st-dac-2", "--tolerance", "0.05");
        assertEquals(3, failed.code);
        assertTrue(failed.err().contains("One, MNIST, seed 2 failed: The loss is NaN."), failed.err());
        interrupted = Optional.of(RunOutcome.STOPPED);
        assertEquals(130, line().run("table", "st-dac-2").code);
    }

    @Test
    void wrongOptionsAreRefused() {
        for (String[] wrong : new String[][] {
            {"table"},
            {"table", "st-dac-9"},
            {"table", "st-dac-2", "--scale", "huge"},
            {"table", "st-dac-2", "--seeds", "4..2"},
            {"table", "st-dac-2", "--seeds", "1,b"},
            {"table", "st-dac-2", "--tolerance", "-1"},
            {"table", "st-dac-2", "--tolerance", "NaN"},
            {"table", "st-dac-2", "--format", "word"},
            {"table", "st-dac-2", "--data", "mnist"}
        }) {
            CommandLineProbe line = line().run(wrong);
            assertEquals(2, line.code, String.join(" ", wrong));
            assertEquals("", line.out());
        }
        assertNull(asked);
    }

    @Test
    void theListHasEveryTable() {
        CommandLineProbe list = line().run("table", "list");
        assertEquals(0, list.code, list.err());
        assertTrue(list.out().contains("st-dac-2"), list.out());
        assertEquals(
                "Ten runs.",
                line().run("table:list", "--json")
                        .json()
                        .getAsJsonArray()
                        .get(0)
                        .getAsJsonObject()
                        .get("protocol")
                        .getAsString());
    }
}
