package org.clade.shell.command.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.clade.api.part.RefusedException;
import org.clade.api.statistics.RunStatistics;
import org.clade.api.statistics.Selection;
import org.clade.api.statistics.StatisticsReport;
import org.clade.api.statistics.StatisticsRequest;
import org.clade.api.statistics.TableFormat;
import org.clade.api.sweep.SweepListener;
import org.clade.api.sweep.SweepReport;
import org.clade.api.sweep.SweepRequest;
import org.clade.api.sweep.SweepService;
import org.clade.api.sweep.SweepWorker;
import org.clade.api.sweep.TrialReport;
import org.clade.shell.CommandLineProbe;
import org.clade.shell.FakeServices;
import org.junit.jupiter.api.Test;

class SweepCommandsTest {

    private final List<SweepRequest> requests = new ArrayList<>();
    private final List<String> calls = new ArrayList<>();

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
                    public SweepWorker worker(Path folder, int jobs) {
                        calls.add("worker " + jobs);
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
                })
                .with(RunStatistics.class, new RunStatistics() {
                    @Override
                    public StatisticsReport of(StatisticsRequest request) {
                        calls.add("statistics " + request.metrics() + " " + request.selection());
                        return new StatisticsReport(
                                Selection.LAST, 0.95, List.of(), List.of(), List.of(), List.of("x did not finish."));
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
    void trialsAndStatisticsAreShown() {
        CommandLineProbe line = line(trial("0001", TrialReport.State.RUNNING, ""));
        line.run("sweep", "show", "s");
        assertTrue(line.out().contains("0001   v           1  running         1       61  me"), line.out());
        line.run("stats", "s", "--metrics", "acc,nmi", "--selection", "best", "--format", "latex");
        assertEquals(List.of("statistics [acc, nmi] BEST"), calls);
        assertTrue(line.out().contains("the table as LATEX"), line.out());
        assertTrue(line.err().contains("x did not finish."), line.err());
    }

    @Test
    void seedsAreNumbers() {
        assertEquals(List.of(1L, 2L, 3L, 9L), SeedRange.of("1..3, 9,2"));
        for (String wrong : List.of("", "a", "3..1", "-1", "1..", "1..99999999")) {
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
