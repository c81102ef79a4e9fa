package org.clade.sweep.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.clade.api.part.RefusedException;
import org.clade.api.statistics.PairedComparison;
import org.clade.api.statistics.Selection;
import org.clade.api.statistics.StatisticsReport;
import org.clade.api.statistics.StatisticsRequest;
import org.clade.api.statistics.TableFormat;
import org.clade.api.statistics.VariantStatistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeedStatisticsTest {

    @TempDir
    private Path folder;

    private final SeedStatistics service = new SeedStatistics();

    private void run(String variant, int batch, long seed, double acc, String status) throws IOException {
        Path run = Files.createDirectories(
                folder.resolve("%s-%s-%s-%s".formatted(variant, batch, seed, Math.round(acc * 1000))));
        Files.writeString(run.resolve("recipe.json"), "{\"v~%s\": {\"batch\": %s}}".formatted(variant, batch));
        Files.writeString(run.resolve("request.json"), "{\"data\": \"noise\", \"limit\": 0}");
        Files.writeString(
                run.resolve("summary.json"),
                """
                {"variant": "%s", "title": "", "method": "", "reading": "own", "data": "noise", "protocol": "test", "k": 2, "seed": %s,
                 "precision": "fp32", "device": "cpu", "engine": "", "threads": 1, "clade_version": "0", "warnings": [],
                 "epochs": 1, "rounds": 1, "steps": 1, "acc": %s, "nmi": 0.5,
                 "best": {"epoch": 1, "round": 1, "step": 1, "acc": 0.9, "nmi": 0.6, "selected_by": "labels"},
                 "seconds": {"total": 1, "targets": 0, "augment": 0, "train": 1, "assign": 0, "evaluate": 0},
                 "images_per_second": 1, "images_per_second_by_stage": {}, "status": "%s", "clusters": []}
                """
                        .formatted(variant, seed, acc, status));
    }

    private StatisticsReport report(Selection selection, String... metrics) {
        return service.of(new StatisticsRequest(List.of(folder), List.of(metrics), selection, 0.95, Optional.empty()));
    }

    private void fiveSeeds() throws IOException {
        for (int seed = 1; seed <= 5; seed++) {
            run("a", 10, seed, 0.5 + 0.01 * seed, "finished");
            run("b", 10, seed, 0.6 + 0.02 * seed, "finished");
        }
    }

    @Test
    void meansDeviationsAndErrorsAreOverSeeds() throws IOException {
        fiveSeeds();
        run("a", 10, 6, 0.1, "stopped");
        StatisticsReport report = report(Selection.LAST);
        VariantStatistics first = report.variants().get(0);
        assertEquals(List.of(1L, 2L, 3L, 4L, 5L), first.seeds());
        VariantStatistics.Scores acc = first.metrics().get("acc");
        assertEquals(5, acc.n());
        assertEquals(0.55, acc.best(), 1e-12);
        assertEquals(0.53, acc.mean(), 1e-12);
        assertEquals(Math.sqrt(0.00025), acc.deviation().getAsDouble(), 1e-12);
        assertEquals(Math.sqrt(0.00025 / 5), acc.error().getAsDouble(), 1e-12);
        assertEquals(1, report.leftOut().size(), () -> report.leftOut().toString());
        assertEquals(
                0.9,
                report(Selection.BEST).variants().get(0).metrics().get("acc").mean(),
                1e-12);
    }

    @Test
    void variantsArePairedBySeed() throws IOException {
        fiveSeeds();
        run("b", 10, 7, 0.99, "finished");
        StatisticsReport report = report(Selection.LAST);
        PairedComparison acc = report.comparisons().get(0);
        assertEquals(5, acc.pairs(), "seed 7 has no partner");
        assertEquals(0.13, acc.difference(), 1e-12);
        // t(0.975, 4) = 2.776445, deviation of the differences 0.0158114
        assertEquals(0.13 - 2.776445 * 0.0158114 / Math.sqrt(5), acc.low().getAsDouble(), 1e-6);
        assertEquals(2 / 32.0, acc.p());
        PairedComparison nmi = report.comparisons().get(1);
        assertEquals("nmi", nmi.metric());
        assertEquals(1, nmi.p(), "all pairs are equal");
        assertEquals(0, nmi.low().getAsDouble());
    }

    @Test
    void recipesOfOneNameAreToldApartAndRepeatsCountOnce() throws IOException {
        run("a", 10, 1, 0.5, "finished");
        run("a", 20, 1, 0.6, "finished");
        run("a", 20, 1, 0.7, "finished");
        StatisticsReport report = report(Selection.LAST, "acc");
        assertEquals(
                List.of("a [batch=10]", "a [batch=20]"),
                report.variants().stream().map(VariantStatistics::name).toList());
        assertEquals(0.7, report.variants().get(1).metrics().get("acc").mean(), 1e-12);
        assertTrue(report.leftOut().get(0).contains("counts in its place"), report.leftOut()::toString);
        assertTrue(report.variants().get(0).metrics().get("acc").deviation().isEmpty());
    }

    @Test
    void whatIsUnknownIsRefused() throws IOException {
        assertThrows(RefusedException.class, () -> report(Selection.LAST), "no run");
        run("a", 10, 1, 0.5, "finished");
        assertThrows(RefusedException.class, () -> report(Selection.LAST, "accuracy"));
        assertThrows(
                RefusedException.class,
                () -> service.of(
                        new StatisticsRequest(List.of(folder), List.of(), Selection.LAST, 0.95, Optional.of("c"))));
        assertThrows(
                RefusedException.class,
                () -> service.of(
                        new StatisticsRequest(List.of(folder), List.of(), Selection.LAST, 1, Optional.empty())));
    }

    @Test
    void everyFormHasScoresComparisonsAndTheSelection() throws IOException {
        fiveSeeds();
        StatisticsReport report = report(Selection.BEST, "acc");
        String markdown = service.table(report, TableFormat.MARKDOWN);
        assertTrue(markdown.contains("highest accuracy, which labels chose"), markdown);
        assertTrue(markdown.contains("| a | noise, test | 5 | 0.9000 | 0.0000 | 0.0000 | 0.9000 |"), markdown);
        assertTrue(markdown.contains("| a | b | noise, test | acc | 5 | 0.0000 |"), markdown);
        String csv = service.table(report, TableFormat.CSV);
        assertTrue(csv.contains("scores,\"noise, test\",a,,acc,5,0.9,0.9,0.0,0.0,,,,,,best"), csv);
        assertTrue(csv.contains("comparison,\"noise, test\",b,a,acc,5,,,,,0.0,0.0,0.0,1.0,1.0,best"), csv);
        assertTrue(service.table(report, TableFormat.LATEX).contains("a & noise, test & 5 & 0.9000"));
        assertTrue(service.table(report, TableFormat.HTML).contains("<td>0.9000</td>"));
    }
}
