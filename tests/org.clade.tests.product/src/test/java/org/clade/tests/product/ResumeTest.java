package org.clade.tests.product;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A run that was cut and resumed is, bit for bit, the run that was never cut. */
class ResumeTest {
    private static final List<String> RESULTS = List.of("metrics.csv", "assignments.csv");
    private static final List<String> STATE = List.of("network", "optimizer");

    @TempDir
    private Path folder;

    private static String[] training(String variant, String settings) {
        List<String> arguments = new ArrayList<>(List.of(
                "run", variant, "--data", "fashion-mnist-10k", "--seed", "4", "--epochs", "3", "--progress", "none"));
        arguments.addAll(Arrays.asList(settings.split(" ")));
        return arguments.toArray(String[]::new);
    }

    private Product in(String name) throws IOException {
        return new Product(Files.createDirectory(folder.resolve(name)));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "gatcluster-28, --limit 600 --set batch=200 --set passes=4 --set evaluate=2",
        "dac-star-mnist, --limit 600 --set batch=200 --set passes=2",
        "st-dac-mnist-2st, --limit 200 --set batch=100",
        "mmdc-mnist, --limit 600 --set cluster.targets=mixture(refine=1)"
    })
    void aRunCutAndResumedEqualsTheRunThatWasNeverCut(String variant, String settings)
            throws IOException, InterruptedException {
        RunFolder uncut = in("uncut").run(training(variant, settings)).expect(0).onlyRun();

        Product interrupted = in("interrupted");
        Outcome atAStep = interrupted
                .start(training(variant, settings))
                .awaitEvent("checkpointed")
                .signal("INT")
                .await(Duration.ofMinutes(3))
                .expect(130)
                .inWords();
        interrupted.run("resume", atAStep.onlyRun().path().toString()).expect(0).inWords();
        assertSame(uncut, atAStep.onlyRun());

        Product killed = in("killed");
        Outcome atAnEpoch = killed.start(training(variant, settings))
                .awaitEvent("checkpointed")
                .signal("KILL")
                .await(Duration.ofMinutes(3));
        assertFalse(Files.exists(atAnEpoch.onlyRun().path().resolve("summary.json")));
        killed.run("resume", atAnEpoch.onlyRun().path().toString()).expect(0).inWords();
        assertSame(uncut, atAnEpoch.onlyRun());
    }

    private static void assertSame(RunFolder uncut, RunFolder resumed) throws IOException {
        for (String file : RESULTS) {
            assertEquals(uncut.lines(file), resumed.lines(file), file);
        }
        JsonObject seconds = resumed.json("summary.json").getAsJsonObject("seconds");
        double total = seconds.remove("total").getAsDouble();
        double stages = seconds.asMap().values().stream()
                .mapToDouble(JsonElement::getAsDouble)
                .sum();
        assertTrue(total >= stages, () -> "%s s in all, %s".formatted(total, seconds));
        for (String part : STATE) {
            assertArrayEquals(inCheckpoint(uncut, part), inCheckpoint(resumed, part), part);
        }
    }

    private static byte[] inCheckpoint(RunFolder run, String part) throws IOException {
        try (Stream<Path> files = Files.list(run.path().resolve("checkpoints"))) {
            List<Path> checkpoints = files.sorted().toList();
            assertTrue(checkpoints.size() <= 2, checkpoints::toString);
            try (ZipFile zip =
                            new ZipFile(checkpoints.get(checkpoints.size() - 1).toFile());
                    InputStream in = zip.getInputStream(zip.getEntry(part))) {
                return in.readAllBytes();
            }
        }
    }
}
