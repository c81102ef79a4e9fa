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
import org.clade.api.statistics.EffectsReport;
import org.clade.api.statistics.MainEffect;
import org.clade.api.statistics.Selection;
import org.clade.api.statistics.StatisticsRequest;
import org.clade.api.statistics.TableFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainEffectsTest {

    @TempDir
    private Path folder;

    private final SeedStatistics service = new SeedStatistics();

    private void lattice() throws IOException {
        Files.writeString(
                folder.resolve("lattice.json"),
                """
                {"variant": "v", "combinations": 4, "legal": 4, "efficiency": 1,
                 "factors": [{"name": "entropy", "levels": ["entropy=3", "off"]}, {"name": "attention", "levels": ["gaussian", "conv"]}],
                 "runs": [{"name": "v", "title": "", "levels": [0, 0]}, {"name": "v-1", "title": "", "levels": [1, 0]},
                          {"name": "v-2", "title": "", "levels": [0, 1]}, {"name": "v-3", "title": "", "levels": [1, 1]}]}
                """);
    }

    private void run(String variant, int seed, double acc) throws IOException {
        Path run = Files.createDirectories(folder.resolve(variant + "-s" + seed));
        Files.writeString(run.resolve("recipe.json"), "{}");
        Files.writeString(run.resolve("request.json"), "{\"data\": \"noise\", \"limit\": 0}");
        Files.writeString(
                run.resolve("summary.json"),
                """
                {"variant": "%s", "title": "", "method": "", "reading": "own", "data": "noise", "protocol": "test", "k": 2, "seed": %s,
                 "precision": "fp32", "device": "cpu", "engine": "", "threads": 1, "clade_version": "0", "warnings": [],
                 "epochs": 1, "rounds": 1, "steps": 1, "acc": %s,
                 "seconds": {"total": 1, "targets": 0, "augment": 0, "train": 1, "assign": 0, "evaluate": 0},
                 "images_per_second": 1, "images_per_second_by_stage": {}, "status": "finished", "clusters": []}
                """
                        .formatted(variant, seed, acc));
    }

    private EffectsReport report() {
        return service.effects(
                new StatisticsRequest(List.of(folder), List.of(), Selection.LAST, 0.95, Optional.empty()));
    }

    /** Accuracy 0.5, entropy off -0.2, conv +0.1, seed 2 +0.05, and a residual of ±0.01 that is orthogonal to all of them. */
    private void plant() throws IOException {
        lattice();
        for (int seed = 1; seed <= 2; seed++) {
            double base = 0.5 + (seed == 2 ? 0.05 : 0);
            run("v", seed, base + 0.01);
            run("v-1", seed, base - 0.2 - 0.01);
            run("v-2", seed, base + 0.1 - 0.01);
            run("v-3", seed, base - 0.1 + 0.01);
        }
    }

    @Test
    void plantedEffectsAndTheirErrorsAreFound() throws IOException {
        plant();
        EffectsReport report = report();
        assertEquals(8, report.runs());
        assertEquals(4, report.degrees());
        MainEffect entropy = report.effects().get(0);
        assertEquals("off", entropy.level());
        assertEquals("entropy=3", entropy.against());
        assertEquals(4, entropy.runs());
        assertEquals(-0.2, entropy.effect(), 1e-12);
        // residual variance 8 · 0.01² / 4, of a difference of two means of four: √(2 / 4 · s²)
        double error = Math.sqrt(0.5 * 8 * 1e-4 / 4);
        assertEquals(error, entropy.error().getAsDouble(), 1e-9);
        assertEquals(-0.2 - 2.776445 * error, entropy.low().getAsDouble(), 1e-6);
        assertTrue(entropy.p().getAsDouble() < 0.001);
        MainEffect attention = report.effects().get(1);
        assertEquals(0.1, attention.effect(), 1e-12);
        assertEquals(attention.p().getAsDouble(), attention.adjusted().getAsDouble(), 1e-12);
        String table = service.table(report, TableFormat.MARKDOWN);
        assertTrue(table.contains("| acc | entropy | off | entropy=3 | 4 | -0.2000 | 0.0100 |"), table);
    }

    @Test
    void withoutDegreesOfFreedomThereAreNoErrors() throws IOException {
        lattice();
        run("v", 1, 0.5);
        run("v-1", 1, 0.4);
        run("v-2", 1, 0.7);
        MainEffect entropy = report().effects().get(0);
        assertEquals(-0.1, entropy.effect(), 1e-12);
        assertTrue(entropy.error().isEmpty());
    }

    @Test
    void whatDoesNotTellEffectsApartIsRefused() throws IOException {
        assertThrows(RefusedException.class, this::report);
        lattice();
        run("v", 1, 0.5);
        assertTrue(
                assertThrows(RefusedException.class, this::report).getMessage().contains("too few"));
        run("v-1", 1, 0.4);
        run("v", 2, 0.5);
        run("v-1", 2, 0.4);
        run("v-1", 3, 0.4);
        assertTrue(
                assertThrows(RefusedException.class, this::report).getMessage().contains("do not tell"));
    }
}
