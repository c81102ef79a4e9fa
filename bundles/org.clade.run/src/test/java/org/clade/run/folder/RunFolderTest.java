package org.clade.run.folder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.clade.api.run.RunEvent;
import org.clade.api.run.RunOutcome;
import org.clade.api.run.RunState;
import org.clade.api.run.RunSummary;
import org.clade.base.json.SummaryReader;
import org.clade.run.progress.MetricsRow;
import org.clade.run.progress.StageTimer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {

    @TempDir
    Path out;

    private static MetricsRow row(int round, Map<String, Double> losses) {
        Map<String, Double> scores = new LinkedHashMap<>();
        scores.put("acc", 0.5);
        return new MetricsRow(round, round, 31L * round, losses, scores, Map.of(), 12.5, List.of());
    }

    @Test
    void aRunWithoutASummaryRunsWhileItsFolderIsHeld() throws Exception {
        Path folder = out.resolve("d/v/r");
        Files.createDirectories(folder);
        assertEquals(RunState.STOPPED, RunFolder.state(folder, Optional.empty()));
        try (FolderLock lock = FolderLock.take(folder)) {
            assertEquals(RunState.RUNNING, RunFolder.state(folder, Optional.empty()), lock::toString);
        }
        assertEquals(RunState.STOPPED, RunFolder.state(folder, Optional.empty()));
    }

    @Test
    void theFolderIsNamedForWhatItHolds() throws IOException {
        RunFolder first = RunFolder.create(out, "my photos", "gatcluster-28", 7);
        RunFolder second = RunFolder.create(out, "my photos", "gatcluster-28", 7);

        Path relative = out.relativize(first.path());
        assertTrue(relative.toString().matches("my-photos/gatcluster-28/\\d{8}-\\d{6}-s7"), relative::toString);
        assertNotEquals(first.path(), second.path());
    }

    @Test
    void aNameCannotLeadOutOfTheFolder() {
        Path path = RunFolder.create(out, "../../etc", "../x", 1).path();
        assertTrue(path.normalize().startsWith(out), path::toString);
    }

    @Test
    void columnsThatComeLaterAreFilledUp() throws IOException {
        RunFolder folder = RunFolder.create(out, "d", "v", 1);
        folder.metrics(List.of(row(0, Map.of()), row(5, Map.of("loss", -1.5))));

        assertEquals(
                List.of("epoch,round,step,acc,loss", "0,0,0,0.5,", "5,5,155,0.5,-1.5"),
                Files.readAllLines(folder.path().resolve("metrics.csv")));
        assertEquals(
                2, Files.readAllLines(folder.path().resolve("metrics.jsonl")).size());
    }

    @Test
    void summariesAreValidJsonAndReadBack() throws IOException {
        RunFolder folder = RunFolder.create(out, "d", "v", 1);
        folder.event(new RunEvent("r", RunEvent.Type.STARTED, Instant.EPOCH, Map.of("seed", 1)));
        SummaryBuilder builder = new SummaryBuilder(
                SummaryReader.read("{\"status\": \"running\", \"k\": 10}").setup());
        builder.row(new MetricsRow(0, 0, 0, Map.of(), Map.of("acc", 0.25, "loss", Double.NaN), Map.of(), 0, List.of()));
        folder.summary(
                builder.build(List.of(), List.of(), new StageTimer(), 1, RunState.FINISHED, RunOutcome.COMPLETED, ""));

        RunSummary read = RunFolder.summary(folder.path()).orElseThrow();
        assertEquals(Map.of("acc", 0.25), read.training().scores().values());
        assertEquals(10, read.setup().k());
        assertEquals(
                List.of("{\"time\":\"1970-01-01T00:00:00Z\",\"event\":\"started\",\"seed\":1}"),
                Files.readAllLines(folder.path().resolve("events.jsonl")));
        try (Stream<Path> files = Files.list(folder.path())) {
            assertTrue(files.noneMatch(file -> file.toString().endsWith(".part")));
        }
    }
}
