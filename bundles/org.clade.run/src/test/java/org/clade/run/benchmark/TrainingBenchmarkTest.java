package org.clade.run.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.clade.api.engine.Autocast;
import org.clade.api.engine.Ceiling;
import org.clade.api.engine.TensorEngine;
import org.clade.api.run.Benchmark;
import org.clade.api.run.RunOutcome;
import org.clade.api.run.RunReport;
import org.clade.api.run.RunRequest;
import org.clade.api.run.RunState;
import org.clade.api.run.RunSummary;
import org.clade.base.json.SummaryReader;
import org.junit.jupiter.api.Test;

class TrainingBenchmarkTest {

    private static final RunSummary SUMMARY = summary(
            """
            "images_per_second": 1700, "images_per_second_by_stage": {"train": 2100, "evaluate": 3000},
            "seconds": {"total": 9, "train": 3, "assign": 1, "evaluate": 5}, "peak_memory_mb": 1234""");

    private final List<RunRequest> requests = new ArrayList<>();
    private final Benchmark benchmark = new TrainingBenchmark(anyMachine(), device -> new Ceiling(90, 0, 8.25));

    private static TensorEngine anyMachine() {
        Autocast autocast = (Autocast) Proxy.newProxyInstance(
                Autocast.class.getClassLoader(), new Class<?>[] {Autocast.class}, (proxy, method, arguments) -> null);
        return (TensorEngine) Proxy.newProxyInstance(
                TensorEngine.class.getClassLoader(),
                new Class<?>[] {TensorEngine.class},
                (proxy, method, arguments) -> method.getName().equals("autocast") ? autocast : null);
    }

    private static RunSummary summary(String members) {
        return SummaryReader.read("{\"status\": \"finished\", " + members + "}");
    }

    private static RunSummary speeds(double train, double loop) {
        return summary(
                "\"images_per_second\": %s, \"images_per_second_by_stage\": {\"train\": %s}".formatted(loop, train));
    }

    @Test
    void precisionsTakeTurnsAndTheFirstOfEachWarmsUp() throws Exception {
        RunRequest training = RunRequest.of("small", "mnist").withDevice("cpu");
        Benchmark.Speeds speeds = benchmark.measure(training, List.of("bf16", "fp32"), 2, request -> {
            requests.add(request);
            return new RunReport(Path.of("run"), RunState.FINISHED, RunOutcome.COMPLETED, Optional.of(SUMMARY), "");
        });
        assertEquals(
                List.of("bf16", "fp32", "bf16", "fp32", "bf16", "fp32"),
                requests.stream().map(RunRequest::precision).toList());
        assertEquals(training.withPrecision("bf16"), requests.get(0));
        assertEquals(2100, speeds.imagesPerSecond().get("bf16").get("train"));
        assertEquals(0.75, speeds.shares().get("fp32").get("train"));
        assertEquals(OptionalLong.of(1234), speeds.peakMegabytes());
        assertEquals(90, speeds.ceiling().fp32());
    }

    @Test
    void aTrialThatDoesNotCompleteEndsIt() {
        RunReport failed =
                new RunReport(Path.of("run"), RunState.FAILED, RunOutcome.FAILED, Optional.empty(), "It failed.");
        Benchmark.TrialFailedException thrown = assertThrows(
                Benchmark.TrialFailedException.class,
                () -> benchmark.measure(RunRequest.of("small", "mnist"), List.of("fp32"), 2, request -> {
                    requests.add(request);
                    return failed;
                }));
        assertSame(failed, thrown.report());
        assertEquals(1, requests.size());
    }

    @Test
    void theMedianOfEachStageCounts() {
        List<RunSummary> trials = new ArrayList<>(List.of(speeds(10, 5), speeds(1000, 500), speeds(20, 7)));
        assertEquals(Map.of("train", 20.0, "whole loop", 7.0), TrialMedians.rates(trials));
        trials.add(speeds(40, 9));
        assertEquals(Map.of("train", 30.0, "whole loop", 8.0), TrialMedians.rates(trials));
    }

    @Test
    void sharesAreOfTheLoopWithoutEvaluation() {
        RunSummary trial =
                summary("\"seconds\": {\"total\": 30, \"targets\": 0, \"train\": 6, \"assign\": 2, \"evaluate\": 20}");
        assertEquals(Map.of("train", 0.75, "assign", 0.25), TrialMedians.shares(List.of(trial)));
    }
}
