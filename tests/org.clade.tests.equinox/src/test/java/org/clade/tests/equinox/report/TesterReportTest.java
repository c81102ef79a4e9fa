package org.clade.tests.equinox.report;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** bnd's tester succeeds even if it finds no test, so this test reads its report. */
class TesterReportTest {
    @Test
    void theTesterFoundTests() throws IOException {
        Path reports = Path.of(System.getProperty("clade.reports"));
        assertTrue(Files.isDirectory(reports), () -> "bnd's tester wrote no report to " + reports);
        try (Stream<Path> files = Files.walk(reports)) {
            List<Path> written =
                    files.filter(file -> file.toString().endsWith(".xml")).toList();
            long tests = 0;
            for (Path report : written) {
                tests += Files.readString(report).split("<testcase", -1).length - 1;
            }
            assertTrue(tests > 0, () -> "bnd's tester found no test; its reports are " + written);
        }
    }
}
