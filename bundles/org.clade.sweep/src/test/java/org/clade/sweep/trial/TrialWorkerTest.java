package org.clade.sweep.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.clade.api.sweep.SweepListener;
import org.clade.api.sweep.SweepReport;
import org.clade.api.sweep.TrialReport;
import org.clade.sweep.state.Holder;
import org.clade.sweep.state.Lease;
import org.clade.sweep.state.Manifest;
import org.clade.sweep.state.SweepFolder;
import org.clade.sweep.state.Trial;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Workers with real processes, in place of trainings small scripts. */
@Timeout(120)
class TrialWorkerTest {

    @TempDir
    private Path folder;

    private void sweep(int retries, boolean stopOnError, long... seeds) {
        List<Trial> trials = new ArrayList<>();
        for (long seed : seeds) {
            trials.add(new Trial("%04d".formatted(trials.size() + 1), "v", "recipes/v.json", "noise", seed, List.of()));
        }
        SweepFolder.create(folder, new Manifest("build", 1, retries, stopOnError, trials));
    }

    private TrialWorker worker(int jobs, double seconds) {
        return new TrialWorker(SweepFolder.of(folder), new ScriptLauncher(seconds), jobs, 64, false);
    }

    private SweepReport work(int jobs) {
        return worker(jobs, 0.02).work(new WorkerProcess.Quiet());
    }

    private List<String> begun(String trial) throws IOException {
        Path file = folder.resolve("trials").resolve(trial).resolve("begun.txt");
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    private Set<String> names(String part) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(part))) {
            return new HashSet<>(files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .toList());
        }
    }

    @Test
    void everyTrialHasOneResultAndEachEndIsTold() throws Exception {
        sweep(0, false, 101, 102, 103);
        List<String> told = new ArrayList<>();
        SweepReport report = worker(2, 0.02).work(new SweepListener() {
            @Override
            public void started(TrialReport trial) {
                told.add("started " + trial.id());
            }

            @Override
            public void ended(TrialReport trial, SweepReport whole) {
                told.add("ended " + trial.id());
            }
        });
        assertTrue(report.ended());
        assertEquals(3, report.in(TrialReport.State.FINISHED).size());
        assertEquals(Set.of("0001.json", "0002.json", "0003.json"), names("results"));
        assertTrue(Files.exists(report.trials().get(0).run().orElseThrow().resolve("summary.json")));
        assertEquals(6, told.size(), told::toString);
        assertEquals(new HashSet<>(told).size(), told.size(), told::toString);
    }

    @Test
    void twoWorkersShareTheTrials() throws Exception {
        sweep(0, false, LongStream.range(100, 112).toArray());
        CompletableFuture<SweepReport> other = CompletableFuture.supplyAsync(() -> work(2));
        work(2);
        assertTrue(other.get(60, TimeUnit.SECONDS).ended());
        for (int trial = 1; trial <= 12; trial++) {
            assertEquals(List.of("begun"), begun("%04d".formatted(trial)));
        }
    }

    @Test
    void aWorkerThatMayLeaveDoesNotWaitForTheTrialsOfOthers() throws Exception {
        sweep(0, false, 101, 102);
        SweepFolder sweep = SweepFolder.of(folder);
        Lease other = sweep.claim(sweep.states().get(0), Holder.own(1)).orElseThrow();
        SweepReport report = new TrialWorker(SweepFolder.of(folder), new ScriptLauncher(0.02), 1, 64, true)
                .work(new WorkerProcess.Quiet());
        other.release();
        assertEquals(
                List.of(TrialReport.State.RUNNING, TrialReport.State.FINISHED),
                report.trials().stream().map(TrialReport::state).toList());
    }

    @Test
    void aFailedTrialTakesNoOtherWithItAndIsTriedAgain() throws Exception {
        sweep(1, false, 13, 101, 2);
        SweepReport report = work(1);
        List<TrialReport> failed = report.in(TrialReport.State.FAILED);
        assertEquals(
                List.of("clade: It broke.", "clade: It is refused."),
                failed.stream().map(TrialReport::failure).toList());
        assertEquals(1, report.in(TrialReport.State.FINISHED).size());
        assertEquals(2, begun("0001").size(), "one retry");
        assertEquals(1, begun("0003").size(), "what is refused once is refused again");
    }

    @Test
    void aTrainingThatASignalStoppedHasNotFailed() throws Exception {
        sweep(0, false, 30);
        assertEquals(1, work(1).in(TrialReport.State.FINISHED).size());
        assertEquals(2, begun("0001").size());
    }

    @Test
    void noTrialBeginsAfterAFailureIfThatIsAskedFor() throws Exception {
        sweep(0, true, 13, 101);
        SweepReport report = work(1);
        assertFalse(report.ended());
        assertEquals(List.of(), begun("0002"));
    }

    @Test
    void aStoppedWorkerGivesItsTrialsBackAndTheNextGoesOn() throws Exception {
        sweep(0, false, 101);
        TrialWorker first = worker(1, 1);
        first.work(new SweepListener() {
            @Override
            public void started(TrialReport trial) {
                CompletableFuture.delayedExecutor(1300, TimeUnit.MILLISECONDS).execute(first::stop);
            }

            @Override
            public void ended(TrialReport trial, SweepReport report) {
                throw new AssertionError("it was stopped");
            }
        });
        SweepFolder sweep = SweepFolder.of(folder);
        assertEquals(
                TrialReport.State.WAITING,
                SweepReports.of(sweep, sweep.states()).trials().get(0).state());
        assertEquals(TrialReport.State.FINISHED, work(1).trials().get(0).state());
        assertEquals(List.of("begun", "resumed"), begun("0001"), "from its checkpoint");
    }

    @Test
    void anInterruptStopsTheWorkerAndIsNotSwallowed() {
        sweep(0, false, 101);
        SweepReport report = worker(1, 60).work(new SweepListener() {
            @Override
            public void started(TrialReport trial) {
                Thread.currentThread().interrupt();
            }

            @Override
            public void ended(TrialReport trial, SweepReport whole) {
                throw new IllegalStateException("The trial was stopped and has not ended");
            }
        });
        assertTrue(Thread.interrupted());
        assertEquals(1, report.in(TrialReport.State.WAITING).size(), report::toString);
    }

    @Test
    void aRunThatFinishedBeforeItsWorkerCouldSaySoIsNotRepeated() throws Exception {
        sweep(0, false, 101);
        Process worker = WorkerProcess.start(folder);
        while (begun("0001").isEmpty()) {
            Thread.sleep(10);
        }
        worker.destroyForcibly().waitFor();
        Path summary = folder.resolve("trials/0001/1/run/summary.json");
        while (!Files.exists(summary)) {
            Thread.sleep(10); // the script does not notice the death of its worker
        }
        assertEquals(Set.of(), names("results"));
        assertEquals(1, work(1).in(TrialReport.State.FINISHED).size());
        assertEquals(List.of("begun"), begun("0001"));
    }

    @Test
    void theRunOfAMachineThatOnlyFellSilentIsResumedAsACopy() throws Exception {
        sweep(0, false, 101);
        Path run = Files.createDirectories(folder.resolve("trials/0001/1/run/checkpoints"))
                .getParent();
        Files.writeString(run.resolve("request.json"), "{}");
        Files.createFile(run.resolve("checkpoints/1-1.zip"));
        Files.writeString(
                folder.resolve("leases/0001.001.jsonl"),
                "{\"worker\":\"w\",\"host\":\"elsewhere\",\"pid\":1,\"started\":1,\"threads\":1}\n");
        SweepFolder sweep = SweepFolder.of(folder, Duration.ofMillis(500));
        SweepReport report =
                new TrialWorker(sweep, new ScriptLauncher(0.02), 1, 64, false).work(new WorkerProcess.Quiet());
        assertEquals(
                folder.resolve("trials/0001/2/copy"),
                report.trials().get(0).run().orElseThrow());
        assertFalse(Files.exists(run.resolve("summary.json")), "the other machine may still write there");
        assertTrue(Files.exists(folder.resolve("trials/0001/2/copy/checkpoints/1-1.zip")));
    }

    @Test
    void killsAtAnyMomentLoseNothingAndCountNothingTwice() throws Exception {
        int kills = Integer.getInteger("clade.test.kills", 8);
        sweep(0, false, LongStream.range(100, 100 + 2L * kills).toArray());
        Random random = new Random(Integer.getInteger("clade.test.seed", 4));
        for (int kill = 0; kill < kills; kill++) {
            Process worker = WorkerProcess.start(folder);
            worker.waitFor(300 + random.nextInt(900), TimeUnit.MILLISECONDS);
            Set<String> results = names("results");
            List<List<String>> before = new ArrayList<>();
            for (String result : results) {
                before.add(begun(result.substring(0, 4)));
            }
            worker.destroyForcibly().waitFor();
            assertTrue(names("results").containsAll(results), "a result is never lost");
            List<List<String>> after = new ArrayList<>();
            for (String result : results) {
                after.add(begun(result.substring(0, 4)));
            }
            assertEquals(before, after, "a finished trial never begins again");
        }
        SweepReport report = work(2);
        assertEquals(2 * kills, report.in(TrialReport.State.FINISHED).size(), report::toString);
        assertEquals(2 * kills, names("results").size());
        assertEquals(
                2L * kills,
                SweepFolder.of(folder).resultFolders().stream().distinct().count());
    }
}
