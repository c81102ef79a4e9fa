package org.clade.table.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.clade.api.metric.ClusterScores;
import org.clade.api.table.TableCell;
import org.clade.api.table.TableFailure;
import org.clade.api.table.TableForm;
import org.clade.api.table.TableResult;
import org.clade.api.table.TableScale;
import org.clade.table.SmallTable;
import org.junit.jupiter.api.Test;

class TableTextTest {

    private static TableText text() {
        CellComparison comparison =
                new CellComparison(SmallTable.TABLE, TableScale.SHORT, OptionalDouble.empty(), SmallTable.STATISTICS);
        List<TableCell> cells = new ArrayList<>(comparison.cells(
                SmallTable.OURS,
                SmallTable.COLUMN,
                new CellRuns(
                        List.of(new ClusterScores(Map.of("acc", 0.25)), new ClusterScores(Map.of("acc", 0.75))),
                        false,
                        false,
                        "")));
        cells.addAll(comparison.cells(SmallTable.THEIRS, SmallTable.COLUMN, new CellRuns(List.of(), false, false, "")));
        return new TableText(new TableResult(
                SmallTable.TABLE,
                TableScale.SHORT,
                List.of(1L, 2L),
                cells,
                List.of(new TableFailure("R&D_1", "MNIST", 3, "It broke.")),
                List.of(),
                Optional.empty()));
    }

    @Test
    void linesHaveOursTheirsAndTheDifference() {
        assertEquals(
                List.of(
                        List.of("ROW", "DATA", "STATISTIC", "ACC", "N", "STATUS"),
                        List.of("R&D_1", "MNIST", "mean", "0.500 (0.900, -0.400)", "2", "short schedule"),
                        List.of("R&D_1", "MNIST", "error", "0.250 (0.010, +0.240)", "2", "short schedule"),
                        List.of("A|B", "MNIST", "mean", "- (0.9775)", "0", "as published")),
                text().lines());
    }

    @Test
    void markdownEscapesItsSeparator() {
        String markdown = text().write(TableForm.MARKDOWN);
        assertTrue(
                markdown.contains("| R&D_1 | MNIST | mean | 0.500 (0.900, -0.400) | 2 | short schedule |\n"), markdown);
        assertTrue(markdown.contains("| A\\|B | MNIST |"), markdown);
        assertTrue(markdown.contains("|---|---|---|---|---|---|\n"), markdown);
        assertTrue(
                markdown.startsWith("Author: A Paper, 2000, Table 9: Something. Scale short (1,000 images"), markdown);
    }

    @Test
    void csvHasALineForEachNumber() {
        assertEquals(
                List.of(
                        "table,row,data,metric,statistic,ours,theirs,difference,n,status",
                        "small,R&D_1,MNIST,ACC,mean,0.5,0.9,-0.4,2,short schedule",
                        "small,R&D_1,MNIST,ACC,error,0.25,0.01,0.24,2,short schedule",
                        "small,A|B,MNIST,ACC,mean,,0.9775,,0,as published"),
                text().write(TableForm.CSV).lines().toList());
    }

    @Test
    void latexEscapesItsLetters() {
        String latex = text().write(TableForm.LATEX);
        assertTrue(
                latex.contains("R\\&D\\_1 & MNIST & mean & 0.500 (0.900, -0.400) & 2 & short schedule \\\\\n"), latex);
        assertTrue(latex.contains("\\begin{tabular}{lllrrl}\n\\toprule\n"), latex);
        assertTrue(latex.startsWith("% Author"), latex);
    }

    @Test
    void jsonHasTheFailures() {
        JsonObject json = JsonParser.parseString(text().write(TableForm.JSON)).getAsJsonObject();
        assertEquals("small", json.get("table").getAsString());
        JsonObject mean = json.getAsJsonArray("cells").get(0).getAsJsonObject();
        assertEquals(-0.4, mean.get("difference").getAsDouble());
        assertEquals(2, mean.get("n").getAsInt());
        assertTrue(!json.getAsJsonArray("cells").get(2).getAsJsonObject().has("ours"));
        assertEquals(
                "It broke.",
                json.getAsJsonArray("failures")
                        .get(0)
                        .getAsJsonObject()
                        .get("failure")
                        .getAsString());
    }
}
