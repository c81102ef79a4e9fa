package org.clade.shell.command.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.clade.api.members.WorkQueue;
import org.clade.api.part.RefusedException;
import org.clade.api.statistics.EffectsReport;
import org.clade.api.statistics.RunStatistics;
import org.clade.api.statistics.Selection;
import org.clade.api.statistics.StatisticsReport;
import org.clade.api.statistics.StatisticsRequest;
import org.clade.api.statistics.TableFormat;
import org.clade.api.statistics.VariantStatistics;
import org.clade.api.sweep.JobFileRequest;
import org.clade.api.sweep.JobScheduler;
import org.clade.api.sweep.SweepListener;
import org.clade.api.sweep.SweepReport;
import org.clade.api.sweep.SweepRequest;
import org.clade.api.sweep.SweepService;
import org.clade.api.sweep.SweepWorker;
import org.clade.api.sweep.TrialProgress;
import org.clade.api.sweep.TrialReport;
import org.clade.api.sweep.WorkerRequest;
import org.clade.shell.CommandLineProbe;
import org.clade.shell.FakeServices;
import org.junit.jupiter.api.Test;

class SweepCommandsTest {

    private final List<SweepRequest> requests = new ArrayList<>();
    private final List<String> calls = new ArrayList<>();
    private final List<WorkerRequest> workers = new ArrayList<>();
    private final List<JobFileRequest> jobs = new ArrayList<>();

    private static TrialReport trial(String id, TrialReport.State state, String failure) {
        return new TrialReport(id, "v", 1, state, 1, "me", Optional.empty(), OptionalDouble.of(61), failure);
    }

    private CommandLineProbe line(TrialReport... trials) {
        SweepReport report = new SweepReport(Path.of("s"), List.of(trials));
        return CommandLineProbe.batch(new FakeServices()
                .with(SweepService.class, new SweepService() {
                    @Override
                    public void create(SweepRequest request) {
                        calls.add("create");
                        requests.add(request);
                    }

                    @Override
                    public void require(SweepRequest request) {
                        calls.add("require");
                        requests.add(request);
                    }

                    @Override
                    public SweepWorker worker(Path folder, WorkQueue queue) {
                        throw new IllegalStateException();
                    }

                    @Override
                    public SweepWorker worker(WorkerRequest request) {
                        calls.add("worker " + request.jobs());
                        workers.add(request);
                        return new SweepWorker() {
                            @Override
                            public SweepReport work(SweepListener listener) {
                                report.trials().forEach(trial -> listener.ended(trial, report));
                                return report;
                            }

                            @Override
                            public void stop() {
                                throw new AssertionError("no one stops it");
                            }
                        };
                    }

                    @Override
                    public SweepReport report(Path folder) {
                        return report;
                    }

                    @Override
                    public List<TrialProgress> progress(Path folder) {
                        return List.of(new TrialProgress(
                                "0001",
                                OptionalInt.of(3),
                                OptionalDouble.of(0.123456),
                                OptionalDouble.of(0.5),
                                OptionalDouble.empty(),
                                "58%",
                                "1:20"));
                    }

                    @Override
                    public void checkJobFile(JobFileRequest request, int threads) {
                        calls.add("check");
                    }

                    @Override
                    public Path jobFile(JobFileRequest request) {
                        calls.add("job file");
                        jobs.add(request);
                        return Path.of("s/jobs/file");
                    }
                })
                .with(RunStatistics.class, new RunStatistics() {
                    @Override
                    public StatisticsReport of(StatisticsRequest request) {
                        calls.add("statistics " + request.metrics() + " " + request.selection());
                        return new StatisticsReport(
                                Selection.LAST, 0.95, List.of(), List.of(), List.of(), List.of("x did not finish."));
                    }

                    @Override
                    public VariantStatistics.Scores scores(double[] values) {
                        throw new AssertionError("reports have them");
                    }

                    @Override
                    public EffectsReport effects(StatisticsRequest request) {
                        throw new AssertionError("no one asks for effects");
                    }

                    @Override
                    public String table(EffectsReport effects, TableFormat format) {
                        throw new AssertionError("no one asks for effects");
                    }

                    @Override
                    public String table(StatisticsReport statistics, TableFormat format) {
                        return "the table as " + format;
                    }
                }));
    }

    @Test
    void aSweepHasEveryVariantValueAndSeed() {
        CommandLineProbe line = line(trial("0001", TrialReport.State.FINISHED, ""));
        line.run(
                "sweep",
                "a",
                "b",
                "--seeds",
                "1..2,7",
                "--set",
                "batch=5,6",
                "--set",
                "optimizer=sgd(lr=1, momentum=0)",
                "--max-batches",
                "3",
                "--precision",
                "bf16",
                "--jobs",
                "2",
                "--on-error",
                "stop",
                "--retries",
                "0");
        assertEquals(0, line.code, line.err());
        SweepRequest request = requests.get(0);
        assertEquals(3 * 2 * 2, request.trials().size());
        assertEquals(
                Map.of("batch", "6", "optimizer", "sgd(lr=1, momentum=0)"),
                request.trials().get(1).changes());
        assertEquals(7, request.trials().get(11).seed());
        assertEquals(
                List.of("--max-batches", "3", "--precision", "bf16"),
                request.trials().get(0).options());
        assertTrue(request.stopOnError());
        assertEquals(0, request.retries());
        assertEquals(List.of("create", "worker 2", "statistics [] LAST"), calls);
        assertTrue(line.out().contains("the table as MARKDOWN"), line.out());
        assertTrue(line.err().contains("0001 v, seed 1 finished in 61 s; 1 of 1 done"), line.err());
    }

    @Test
    void failuresAreListedWithExitCode3() {
        CommandLineProbe line = line(
                trial("0001", TrialReport.State.FAILED, "It broke."), trial("0002", TrialReport.State.WAITING, ""));
        line.run("worker", "s");
        assertEquals(3, line.code);
        assertTrue(line.out().contains("0001 v, seed 1 failed: It broke."), line.out());
        assertTrue(line.out().contains("worker s goes on"), line.out());
    }

    @Test
    void aSweepGoesOnOnlyIfItIsNamed() {
        CommandLineProbe line = line();
        line.run("sweep", "a", "--resume");
        assertEquals(2, line.code);
        line.run("sweep");
        assertEquals(2, line.code);
        assertEquals(List.of(), calls);
        line.run("sweep", "--resume", "--to", "s");
        line.run("sweep", "a", "--resume", "--to", "s");
        assertEquals(List.of("worker 1", "require", "worker 1"), calls);
        line.run("sweep", "a", "--jobs", "0");
        assertEquals(2, line.code);
    }

    @Test
    void forksAreNotHandedToACluster() {
        CommandLineProbe line = line();
        line.run("sweep", "a", "--fork", "latest@2", "--to", "s", "--cluster", "127.0.0.1");
        assertEquals(2, line.code);
        assertTrue(line.err().contains("leave --cluster out"), line.err());
        assertEquals(List.of(), calls);
    }

    @Test
    void trialsAndStatisticsAreShown() {
        CommandLineProbe line = line(trial("0001", TrialReport.State.RUNNING, ""));
        line.run("sweep", "show", "s");
        String row = line.out()
                .lines()
                .filter(each -> each.startsWith("0001"))
                .findFirst()
                .orElseThrow();
        assertEquals(
                List.of("0001", "v", "1", "running", "1", "61", "3", "0.1235", "0.500", "58%", "1:20", "me"),
                List.of(row.split(" +")));
        line.run("stats", "s", "--metrics", "acc,nmi", "--selection", "best", "--format", "latex");
        assertEquals(List.of("statistics [acc, nmi] BEST"), calls);
        assertTrue(line.out().contains("the table as LATEX"), line.out());
        assertTrue(line.err().contains("x did not finish."), line.err());
    }

    @Test
    void aSweepForASchedulerIsOnlyWritten() {
        CommandLineProbe line = line(trial("0001", TrialReport.State.WAITING, ""));
        line.run(
                "sweep",
                "a",
                "--seeds",
                "1..2",
                "--threads",
                "64",
                "--submit",
                "slurm",
                "--minutes",
                "90",
                "--gpus",
                "1",
                "--partition",
                "gpu",
                "--to",
                "s");
        assertEquals(0, line.code, line.err());
        assertEquals(List.of("check", "create", "job file"), calls);
        assertEquals(0, requests.get(0).jobs());
        assertEquals(64, requests.get(0).threads());
        JobFileRequest job = jobs.get(0);
        assertEquals(JobScheduler.SLURM, job.scheduler());
        assertEquals(1, job.workers());
        assertEquals(OptionalInt.of(90), job.minutes());
        assertEquals(OptionalInt.empty(), job.gigabytes());
        assertEquals(1, job.gpus());
        assertEquals(Optional.of("gpu"), job.partition());
        assertTrue(line.out().contains("has 1 trial. Nothing was submitted"), line.out());
        assertTrue(line.out().contains("sbatch " + Path.of("s/jobs/file")), line.out());
        line.run("sweep", "a", "--gpus", "1");
        assertEquals(2, line.code);
        assertTrue(line.err().contains("--submit"), line.err());
    }

    @Test
    void aWorkerHasDevicesAndMayLeave() {
        line(trial("0001", TrialReport.State.FINISHED, ""))
                .run("worker", "s", "--devices", "gpu:0, gpu:1", "--jobs", "2", "--leave");
        assertEquals(List.of("gpu:0", "gpu:1"), workers.get(0).devices());
        assertTrue(workers.get(0).leave());
    }

    @Test
    void followingAnEndedSweepShowsItsTrials() {
        CommandLineProbe line = line(trial("0001", TrialReport.State.FINISHED, ""));
        line.run("sweep:show", "s", "--follow");
        assertEquals(0, line.code, line.err());
        assertTrue(line.out().contains("finished"), line.out());
        assertFalse((line.out() + line.err()).contains("\u001b"), "no terminal, no control characters");
    }

    @Test
    void aScreenHasTheRunningTrialsFirstAndNoLongLine() {
        SweepReport report = new SweepReport(
                Path.of("s"),
                List.of(
                        trial("0001", TrialReport.State.FINISHED, ""),
                        trial("0002", TrialReport.State.WAITING, ""),
                        trial("0003", TrialReport.State.RUNNING, "")));
        List<String> lines = new TrialTable(report, List.of()).lines(2, 30, ", ends about 12:00");
        assertEquals(4, lines.size(), lines::toString);
        assertTrue(lines.get(1).startsWith("0003"), lines::toString);
        assertTrue(lines.get(2).startsWith("0002"), lines::toString);
        assertEquals("… and 1 more; 1 running, 1 waiting, 1 finished, ends".substring(0, 30), lines.get(3));
        assertTrue(lines.stream().allMatch(line -> line.length() <= 30), lines::toString);
    }

    @Test
    void seedsAreNumbers() {
        assertEquals(List.of(1L, 2L, 3L, 9L), SeedRange.of("1..3, 9,2"));
        for (String wrong : List.of("", "a", "3..1", "-1", "1..", "1..99999999", "1..9000,10001..19000")) {
            assertThrows(RefusedException.class, () -> SeedRange.of(wrong), wrong);
        }
    }

    @Test
    void commasInBracketsSeparateNothing() {
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put("a", "x(1, 2),y");
        keys.put("b", "1,2");
        assertEquals(
                List.of(
                        Map.of("a", "x(1, 2)", "b", "1"),
                        Map.of("a", "x(1, 2)", "b", "2"),
                        Map.of("a", "y", "b", "1"),
                        Map.of("a", "y", "b", "2")),
                ValueGrid.of(keys));
        assertEquals(List.of(Map.of()), ValueGrid.of(Map.of()));
    }
}
