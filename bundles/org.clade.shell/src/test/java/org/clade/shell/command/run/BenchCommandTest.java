package org.clade.shell.command.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.clade.api.data.Split;
import org.clade.api.engine.Ceiling;
import org.clade.api.run.Benchmark;
import org.clade.api.run.BenchmarkSuite;
import org.clade.api.run.RunOutcome;
import org.clade.api.run.RunReport;
import org.clade.api.run.RunRequest;
import org.clade.api.run.RunService;
import org.clade.shell.CommandLineProbe;
import org.clade.shell.FakeRuns;
import org.clade.shell.FakeServices;
import org.clade.shell.context.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchCommandTest {

    private static final Map<String, Double> RATES = Map.of("train", 2100.0, "evaluate", 3000.0, "whole loop", 1700.0);
    private static final Map<String, Double> SHARES = Map.of("train", 0.75, "assign", 0.25);

    private final FakeRuns runs = FakeRuns.done(Map.of("images_per_second", 1700));
    private final CommandLineProbe line = CommandLineProbe.batch(
            new FakeServices().with(RunService.class, runs).with(Benchmark.class, BenchCommandTest::measure));

    /** One trial of each precision for each repeat. */
    private static Benchmark.Speeds measure(
            RunRequest training, List<String> precisions, int repeats, Benchmark.Trials trials)
            throws InterruptedException {
        Map<String, Map<String, Double>> rates = new LinkedHashMap<>();
        Map<String, Map<String, Double>> shares = new LinkedHashMap<>();
        for (int i = 0; i < repeats; i++) {
            for (String precision : precisions) {
                RunReport report = trials.run(training.withPrecision(precision));
                if (report.outcome() != RunOutcome.COMPLETED) {
                    throw new Benchmark.TrialFailedException(report);
                }
                rates.put(precision, RATES);
                shares.put(precision, SHARES);
            }
        }
        return new Benchmark.Speeds(rates, shares, OptionalLong.of(1234), new Ceiling(90, 0, 8.25));
    }

    @Test
    void aTrialIsARunOfTheShell() {
        JsonObject measured = line.run(
                        ("bench small --data mnist --images 600 --repeats 2 --precision BF16,fp32 --set batch=500 --device cpu"
                                        + " --json")
                                .split(" "))
                .json()
                .getAsJsonObject();
        assertEquals(ExitCode.DONE, line.code, line.err());
        assertEquals(
                List.of("bf16", "fp32", "bf16", "fp32"),
                runs.requests.stream().map(RunRequest::precision).toList());
        RunRequest first = runs.requests.get(0);
        assertEquals(
                RunRequest.of("small", "mnist")
                        .withChanges(Map.of("batch", "500"))
                        .withImages(Split.ALL, 600)
                        .withEpochs(OptionalInt.of(1))
                        .withPrecision("bf16")
                        .withDevice("cpu")
                        .withTimed()
                        .withOut(first.out()),
                first);
        assertTrue(Files.notExists(first.out()), "the folder of the trials is left");
        assertEquals(
                2100,
                measured.getAsJsonObject("images_per_second")
                        .getAsJsonObject("bf16")
                        .get("train")
                        .getAsDouble());
        assertEquals(
                0.75,
                measured.getAsJsonObject("share_of_loop")
                        .getAsJsonObject("fp32")
                        .get("train")
                        .getAsDouble());
        assertEquals(1234, measured.get("peak_memory_mb").getAsInt());
    }

    @Test
    void aTrialMayBeSomeLargeBatchesOfMany() {
        line.run("bench", "small", "--images", "100000", "--max-batches", "20", "--repeats", "1", "--json");
        assertEquals(ExitCode.DONE, line.code, line.err());
        assertEquals(
                RunRequest.of("small", "fashion-mnist-10k")
                        .withImages(Split.ALL, 100_000)
                        .withRounds(OptionalInt.of(20))
                        .withPrecision("fp32")
                        .withTimed()
                        .withOut(runs.requests.get(0).out()),
                runs.requests.get(0));
    }

    private final List<Duration> times = new ArrayList<>();
    private final CommandLineProbe suite =
            CommandLineProbe.batch(new FakeServices().with(BenchmarkSuite.class, (time, watcher) -> {
                times.add(time);
                watcher.begins("k-means", 1, 2);
                return new BenchmarkSuite.Result(
                        List.of(
                                new BenchmarkSuite.Figure("k-means", "K = 200", 0.01234, "CPU s", 4),
                                new BenchmarkSuite.Figure("decoding", "JPEG", 12345.6, "images/CPU s", 1)),
                        Map.of("start", "There is no product folder to start."),
                        new Ceiling(90, 180, 8.25),
                        61);
            }));

    @Test
    void theSuiteIsATableWithTheCeiling() {
        suite.run("bench", "--suite", "--minutes", "0.5");
        assertEquals(ExitCode.DONE, suite.code, suite.err());
        assertEquals(List.of(Duration.ofSeconds(30)), times);
        assertEquals("1 of 2  k-means", suite.err().strip());
        assertEquals(
                List.of(
                        "PIECE     WHAT      VALUE  UNIT          TRIALS",
                        "k-means   K = 200  0.0123  CPU s              4",
                        "decoding  JPEG     12,346  images/CPU s       1"),
                suite.out().lines().limit(3).map(String::strip).toList());
        assertTrue(suite.out().replaceAll("\\s+", " ").contains("90 GFLOP/s fp32, 180 bf16, copies 8.3 GB/s."));
        assertTrue(suite.out().replaceAll("\\s+", " ").contains("Not measured: start. There is no product folder"));
    }

    @Test
    void theSuiteIsOneDocument(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("suite.json");
        JsonObject document = suite.run("bench", "--suite", "--json", "--progress", "none", "--out", file.toString())
                .json()
                .getAsJsonObject();
        assertEquals(ExitCode.DONE, suite.code, suite.err());
        assertEquals("", suite.err());
        assertEquals(List.of(Duration.ofMinutes(2)), times);
        assertEquals(document, JsonParser.parseString(Files.readString(file)));
        assertEquals(180, document.getAsJsonObject("ceiling").get("bf16_gflops").getAsDouble());
        JsonObject figure = document.getAsJsonArray("figures").get(0).getAsJsonObject();
        assertEquals("K = 200", figure.get("name").getAsString());
        assertEquals(0.01234, figure.get("value").getAsDouble());
        assertEquals(4, figure.get("trials").getAsInt());
    }

    @Test
    void theSuiteOrAVariantIsWanted() {
        assertEquals(ExitCode.REFUSED, suite.run("bench").code, suite.err());
        assertTrue(suite.err().contains("or --suite"), suite.err());
        assertEquals(ExitCode.REFUSED, suite.run("bench", "small", "--suite").code, suite.err());
        assertEquals(ExitCode.REFUSED, suite.run("bench", "--suite", "--minutes", "0").code, suite.err());
        assertEquals(ExitCode.REFUSED, suite.run("bench", "small", "--out", "x.json").code, suite.err());
        assertEquals(List.of(), times);
    }

    @Test
    void printsARowForEachStageThatThereIs() {
        line.run("bench", "small", "--repeats", "1");
        assertEquals(ExitCode.DONE, line.code, line.err());
        assertEquals(
                List.of(
                        "IMAGES PER SECOND   FP32  OF LOOP   BF16  OF LOOP",
                        "train              2,100    75.0%  2,100    75.0%",
                        "evaluate           3,000           3,000",
                        "whole loop         1,700           1,700"),
                line.out().lines().limit(4).map(String::strip).toList());
        assertTrue(line.out().contains("Peak memory 1,234 MiB."), line.out());
        assertTrue(
                line.out().replaceAll("\\s+", " ").endsWith("in the same minute: 90 GFLOP/s fp32, copies 8.3 GB/s. "),
                line.out());
    }
}
