package org.clade.shell.command.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.clade.api.data.Split;
import org.clade.api.engine.Autocast;
import org.clade.api.engine.Ceiling;
import org.clade.api.engine.SpeedMeter;
import org.clade.api.engine.TensorEngine;
import org.clade.api.run.RunRequest;
import org.clade.api.run.RunService;
import org.clade.shell.CommandLineProbe;
import org.clade.shell.FakeRuns;
import org.clade.shell.FakeServices;
import org.clade.shell.context.ExitCode;
import org.junit.jupiter.api.Test;

class BenchCommandTest {

    private static final Map<String, Object> SUMMARY = Map.of(
            "images_per_second",
            1700.0,
            "images_per_second_by_stage",
            Map.of("train", 2100.0, "evaluate", 3000.0),
            "seconds",
            Map.of("total", 9.0, "train", 3.0, "assign", 1.0, "evaluate", 5.0),
            "peak_memory_mb",
            1234);

    private final FakeRuns runs = FakeRuns.done(SUMMARY);
    private final CommandLineProbe line = CommandLineProbe.batch(new FakeServices()
            .with(RunService.class, runs)
            .with(TensorEngine.class, anyDevice())
            .with(SpeedMeter.class, device -> new Ceiling(90, 0, 8.25)));

    private static TensorEngine anyDevice() {
        return any(TensorEngine.class);
    }

    /** Answers nothing, but has a precision. */
    private static <T> T any(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> method.getName().equals("autocast") ? any(Autocast.class) : null));
    }

    @Test
    void precisionsTakeTurnsAndTheFirstOfEachWarmsUp() {
        JsonObject measured = line.run(
                        ("bench small --data mnist --images 600 --repeats 2 --precision BF16,fp32 --set batch=500 --device cpu"
                                        + " --json")
                                .split(" "))
                .json()
                .getAsJsonObject();
        assertEquals(ExitCode.DONE, line.code, line.err());
        assertEquals(
                List.of("bf16", "fp32", "bf16", "fp32", "bf16", "fp32"),
                runs.requests.stream().map(RunRequest::precision).toList());
        RunRequest first = runs.requests.get(0);
        assertEquals(
                RunRequest.of("small", "mnist")
                        .withChanges(Map.of("batch", "500"))
                        .withImages(Split.ALL, 600)
                        .withLength(1, 0, 0)
                        .withPrecision("bf16")
                        .withDevice("cpu")
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
                .75,
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
                        .withLength(0, 20, 0)
                        .withPrecision("fp32")
                        .withOut(runs.requests.get(0).out()),
                runs.requests.get(0));
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
