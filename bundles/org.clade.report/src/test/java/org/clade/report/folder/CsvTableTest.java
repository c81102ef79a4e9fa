package org.clade.report.folder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables that are read as a whole, or only counted. */
class CsvTableTest {

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("assignments.csv");
        Files.writeString(file, "image,cluster,confidence\n\"a,\nb\",10,0.5\nc,2,\nd,10,0.75\ncut,1\n");
    }

    @Test
    void aCellIsFoundByItsRowAndItsColumn() {
        CsvTable table = CsvTable.read(file).orElseThrow();
        assertEquals(3, table.rows().size(), "a row with fewer values is left out");
        assertEquals("a,\nb", table.text(0, "image"));
        assertEquals(table.column("image").get(2), table.text(2, "image"));
        assertEquals(0.75, table.number(2, "confidence"));
        assertEquals(Double.NaN, table.number(1, "confidence"));
        assertEquals("", table.text(0, "name"));
    }

    @Test
    void theValuesOfAColumnAreCountedInTheirOrder() {
        assertEquals(
                "{2=1, 10=2}", CsvTable.counts(file, "cluster").orElseThrow().toString());
    }

    @Test
    void withoutAFileOrWithoutALineNothingIsCounted() throws IOException {
        assertEquals(Optional.empty(), CsvTable.counts(folder.resolve("other.csv"), "cluster"));
        Files.writeString(file, "");
        assertEquals(Optional.empty(), CsvTable.counts(file, "cluster"));
        Files.writeString(file, "image,cluster\n");
        assertEquals(Map.of(), CsvTable.counts(file, "cluster").orElseThrow());
        assertTrue(CsvTable.read(file).orElseThrow().rows().isEmpty());
    }
}
