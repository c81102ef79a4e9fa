package org.clade.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.clade.api.part.RefusedException;
import org.clade.api.run.RunOutcome;
import org.clade.api.run.RunRequest;
import org.clade.api.table.TableCell;
import org.clade.api.table.TableRequest;
import org.clade.api.table.TableResult;
import org.clade.api.table.TableScale;
import org.clade.table.definition.TableFiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Finds, runs and compares the trials of a table. */
class TableComputationTest {

    @TempDir
    private Path folder;

    private FakeTrials trials;

    @BeforeEach
    void start() {
        trials = new FakeTrials(folder);
    }

    private TableRequest request(String id, TableScale scale, List<Long> seeds, boolean run) {
        return new TableRequest(id, scale, seeds, OptionalDouble.empty(), run, Map.of(), "auto", folder);
    }

    private TableResult compute(TableRequest request) throws InterruptedException {
        return new TableComputation(new TableFiles(), trials.services(), SmallTable.STATISTICS, request, trials)
                .result();
    }

    private static TableCell cell(TableResult result, String row, String column) {
        return result.cells().stream()
                .filter(cell -> cell.row().equals(row) && cell.column().equals(column))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void itRunsWhatIsMissingAndFindsItAgain() throws InterruptedException {
        TableRequest request = request("st-dac-2", TableScale.SHORT, List.of(1L, 2L), true);
        TableResult result = compute(request);
        // MNIST: DAC, DAC* (twice the same recipe) and four networks of ST-DAC; Fashion-MNIST is missing.
        assertEquals(6 * 2, trials.requests.size());
        RunRequest first = trials.requests.get(0);
        assertEquals(2_000, first.limit());
        assertEquals(Map.of("epochs", "2", "max_batches", "0"), first.changes());
        TableCell cell = cell(result, "ST-DAC + 2 ST layers", "MNIST");
        assertEquals(0.9, cell.ours().orElseThrow(), 1e-12);
        assertEquals(-0.08, cell.difference().orElseThrow(), 1e-12);
        assertEquals(2, cell.n());
        assertEquals("short schedule", cell.statusWords());
        assertEquals(
                "not run: needs Fashion-MNIST",
                cell(result, "ST-DAC + 2 ST layers", "Fashion-MNIST").statusWords());
        assertEquals("as published", cell(result, "JULE", "MNIST").statusWords());
        assertTrue(result.failures().isEmpty());
        assertEquals("1/12", trials.said.get(0));

        assertEquals(result.cells(), compute(request).cells());
        assertEquals(12, trials.requests.size(), "nothing is run twice");
        compute(request("st-dac-2", TableScale.SHORT, List.of(2L, 3L), true));
        assertEquals(18, trials.requests.size(), "only the new seed is run");
        assertTrue(trials.seeds().subList(12, 18).stream().allMatch(seed -> seed == 3));
        TableResult shown = compute(request("st-dac-2", TableScale.SHORT, List.of(3L, 4L), false));
        assertEquals(1, cell(shown, "ST-DAC + 2 ST layers", "MNIST").n());
        assertEquals(18, trials.requests.size());
    }

    @Test
    void runsOfAnotherScaleOrRecipeDoNotCount() throws InterruptedException {
        compute(request("st-dac-2", TableScale.SHORT, List.of(1L), true));
        TableResult full = compute(request("st-dac-2", TableScale.FULL, List.of(1L), false));
        assertEquals(
                "not run: --run runs it",
                cell(full, "ST-DAC + 2 ST layers", "MNIST").statusWords());
    }

    @Test
    void aTrialThatFailsTakesNoOtherWithIt() throws InterruptedException {
        trials.failing = 2;
        TableResult result = compute(request("st-dac-2", TableScale.SHORT, List.of(1L, 2L), true));
        assertEquals(6, result.failures().size());
        assertEquals("The loss is NaN.", result.failures().get(0).sentence());
        assertEquals(2, result.failures().get(0).seed());
        assertEquals(1, cell(result, "ST-DAC + 2 ST layers", "MNIST").n());
        TableResult alone = compute(request("st-dac-2", TableScale.SHORT, List.of(2L), true));
        assertEquals("failed", cell(alone, "ST-DAC + 2 ST layers", "MNIST").statusWords());
    }

    @Test
    void aStopEndsTheTableAndALaterCallGoesOn() throws InterruptedException {
        trials.stopped = 2;
        TableResult result = compute(request("st-dac-2", TableScale.SHORT, List.of(1L, 2L), true));
        assertEquals(Optional.of(RunOutcome.STOPPED), result.interrupted());
        assertEquals(2, trials.requests.size());
        assertEquals(
                "not run: stopped before",
                cell(result, "ST-DAC + 2 ST layers", "MNIST").statusWords());
        trials.stopped = -1;
        assertTrue(compute(request("st-dac-2", TableScale.SHORT, List.of(1L, 2L), true))
                .interrupted()
                .isEmpty());
        assertEquals(2 + 11, trials.requests.size(), "the finished run is found again");
    }

    @Test
    void madeUpImagesStandInAtTheScaleTinyOnly() throws InterruptedException {
        trials.there = List.of();
        TableResult tiny = compute(request("mmdc-3", TableScale.TINY, List.of(), true));
        assertEquals(4, trials.requests.size());
        assertEquals(
                "noise(images=64, size=32, channels=3, classes=10)",
                trials.requests.get(0).data());
        assertEquals(
                "short schedule, made-up images", cell(tiny, "both", "CIFAR-10").statusWords());
        compute(request("mmdc-3", TableScale.TINY, List.of(), true));
        assertEquals(4, trials.requests.size(), "made-up images are the same again");
        TableResult shortScale = compute(request("mmdc-3", TableScale.SHORT, List.of(), true));
        assertEquals(
                "not run: needs CIFAR-10", cell(shortScale, "both", "CIFAR-10").statusWords());
        assertEquals(4, trials.requests.size());
    }

    @Test
    void longTrainingsNeedAGpuUnlessTheProcessorIsAskedFor() throws InterruptedException {
        trials.there = List.of("digits");
        TableRequest full = new TableRequest(
                "dac-2",
                TableScale.FULL,
                List.of(1L),
                OptionalDouble.empty(),
                true,
                Map.of("mnist", "digits"),
                "auto",
                folder);
        TableResult result = compute(full);
        assertEquals(2, trials.requests.size(), "DAC and DAC* on MNIST take hours, not days");
        assertEquals(4, trials.classical.size());
        assertEquals("digits", trials.requests.get(0).data());
        assertEquals("not run: needs CIFAR-10", cell(result, "DAC", "CIFAR-10").statusWords());
    }

    @Test
    void classicalMethodsAreFoundAgain() throws Exception {
        compute(request("mmdc-1", TableScale.SHORT, List.of(1L), true));
        int all = trials.classical.size();
        assertEquals(2, all, "k-means and spectral clustering on MNIST");
        Files.writeString(folder.resolve("tables/classical.jsonl"), "{\"trial\": \"cut", StandardOpenOption.APPEND);
        TableResult again = compute(request("mmdc-1", TableScale.SHORT, List.of(1L), true));
        assertEquals(all, trials.classical.size());
        assertEquals(0.4, cell(again, "k-means", "MNIST").ours().orElseThrow());
    }

    @Test
    void wrongRequestsAreRefusedBeforeAnythingRuns() {
        trials.there = List.of("half", "mnist");
        assertThrows(RefusedException.class, () -> compute(request("table-2", TableScale.TINY, List.of(), true)));
        TableRequest half = new TableRequest(
                "st-dac-2",
                TableScale.TINY,
                List.of(),
                OptionalDouble.empty(),
                true,
                Map.of("mnist", "half"),
                "auto",
                folder);
        String sentence =
                assertThrows(RefusedException.class, () -> compute(half)).getMessage();
        assertTrue(sentence.contains("35,000 images, not 70,000"), sentence);
        TableRequest unknown = new TableRequest(
                "st-dac-2",
                TableScale.TINY,
                List.of(),
                OptionalDouble.empty(),
                true,
                Map.of("svhn", "x"),
                "auto",
                folder);
        assertThrows(RefusedException.class, () -> compute(unknown));
        TableRequest gpu = new TableRequest(
                "st-dac-2", TableScale.TINY, List.of(), OptionalDouble.empty(), true, Map.of(), "gpu", folder);
        assertThrows(RefusedException.class, () -> compute(gpu));
        assertTrue(trials.requests.isEmpty());
    }
}
