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
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An interrupted and resumed run is, bit for bit, identical to an uninterrupted one. */
class ResumeTest {
    private static final List<String> RESULTS = List.of("metrics.csv", "assignments.csv");
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final List<String> STATE = List.of("network", "optimizer");
    private static final int VECTORS = 2000;

    @RegisterExtension
    private static final SharedProduct CLADE = new SharedProduct();

    @TempDir
    private Path folder;

    private String[] training(String variant, String settings) {
        String data = variant.endsWith("-features")
                ? Vectors.write(folder.resolve("vectors.npy"), VECTORS).toString()
                : "fashion-mnist-10k";
        List<String> arguments = new ArrayList<>(
                List.of("run", variant, "--data", data, "--seed", "4", "--epochs", "4", "--progress", "none"));
        arguments.addAll(Arrays.asList(settings.split(" ")));
        return arguments.toArray(String[]::new);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "gatcluster-28 | --limit 120 --set batch=40 --set minibatch=20 --set epochs_per_batch=4 --set evaluate=2"
                        + " --set backbone=vgg(blocks=1x16+1x32,pool=between)",
                "dac-star-mnist | --limit 120 --set batch=40 --set minibatch=20 --set epochs_per_batch=2"
                        + " --set backbone=allconv(blocks=3x16+3x32,pool_norm=on,average=2)",
                "st-dac-mnist-2st | --limit 100 --set batch=50 --set minibatch=25"
                        + " --set backbone=vgg(blocks=1x16+1x16+1x32,padding=1,pool=between,pool_norm=on,init=he,features=none,dense=64,dropout=0.5)",
                "mmdc-mnist | --limit 200 --set cluster.targets=mixture(refine=1)"
                        + " --set backbone=vgg(blocks=1x8+1x16+1x32+1x64,padding=1,pool=every,bias=off,init=he,features=none)",
                "temi-features | --set batch=64 --set minibatch=64 --set heads=student-teacher(heads=6,hidden=256)"
                        + " --set lr_schedule=warmup-cosine(warmup=1,end=0.1)",
                "turtle-features | --set batch=400 --set minibatch=400 --set evaluate=3"
                        + " --set targets=linear-classifiers(start=warm,steps=100)"
            })
    void aRunCutAndResumedEqualsTheRunThatWasNeverCut(String variant, String settings)
            throws IOException, InterruptedException {
        Path whole = Files.createDirectory(folder.resolve("uncut"));
        CLADE.in(whole).run(training(variant, settings)).expect(0);
        RunFolder uncut = RunFolder.below(whole);

        RunFolder atAStep = cut("INT", training(variant, settings));
        assertEquals("stopped", atAStep.json("summary.json").get("status").getAsString());
        CLADE.in(folder).run("resume", atAStep.path().toString()).expect(0).inWords();
        assertSame(uncut, atAStep);

        RunFolder atAnEpoch = cut("KILL", training(variant, settings));
        assertFalse(Files.exists(atAnEpoch.path().resolve("summary.json")));
        CLADE.in(folder).run("resume", atAnEpoch.path().toString()).expect(0).inWords();
        assertSame(uncut, atAnEpoch);
    }

    /** Interrupts a run after its first checkpoint. These runs take seconds, so the signal may come too late: then it tries again. */
    private RunFolder cut(String signal, String[] training) throws IOException, InterruptedException {
        Outcome cut;
        do {
            Path in = Files.createTempDirectory(folder, signal);
            cut = new Product(in)
                    .start(training)
                    .awaitEvent("checkpointed")
                    .signal(signal)
                    .await(PATIENCE)
                    .inWords();
        } while (cut.code() == 0
                || signal.equals("KILL") && Files.exists(cut.onlyRun().path().resolve("summary.json")));
        return cut.expect(signal.equals("INT") ? 130 : 137).onlyRun();
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
        if (uncut.json("recipe.json").toString().contains("-features")) {
            assertArrayEquals(inCheckpoint(uncut, "session-train"), inCheckpoint(resumed, "session-train"));
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
