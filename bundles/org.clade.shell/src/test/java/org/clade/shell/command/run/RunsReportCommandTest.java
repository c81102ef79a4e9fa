package org.clade.shell.command.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.clade.api.part.RefusedException;
import org.clade.api.report.ReportService;
import org.clade.api.run.RunService;
import org.clade.shell.CommandLineProbe;
import org.clade.shell.FakeRuns;
import org.clade.shell.FakeServices;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunsReportCommandTest {

    @TempDir
    private Path folder;

    private static CommandLineProbe line(ReportService reports) {
        return CommandLineProbe.batch(new FakeServices()
                .with(RunService.class, FakeRuns.done(Map.of()))
                .with(ReportService.class, reports));
    }

    @Test
    void saysWhereThePageIs() throws IOException {
        Files.writeString(folder.resolve("recipe.json"), "{}");
        CommandLineProbe line = line(run -> run.resolve("report.html"));
        line.run("runs:report", folder.toString(), "--json");
        assertEquals(0, line.code, line.err());
        assertEquals(
                folder.resolve("report.html").toString(),
                line.json().getAsJsonObject().get("report").getAsString());
    }

    @Test
    void aPredictionHasAPageToo() throws IOException {
        Files.writeString(folder.resolve("prediction.json"), "{}");
        CommandLineProbe line = line(run -> run.resolve("report.html"));
        line.run("runs:report", folder.toString());
        assertEquals(0, line.code, line.err());
        assertTrue(line.out().contains("report.html"), line.out());
    }

    @Test
    void aFolderWithoutAResultIsRefused() throws IOException {
        Files.writeString(folder.resolve("recipe.json"), "{}");
        CommandLineProbe line = line(run -> {
            throw new RefusedException("It holds no result.");
        });
        line.run("runs:report", folder.toString());
        assertEquals(2, line.code);
        assertTrue(line.err().contains("It holds no result."), line.err());
    }
}
