package org.clade.tests.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sweeps with real processes and small trainings. */
class SweepTest {

    private static final String[] SWEEP = {
        "sweep",
        "mmdc-mnist",
        "--data",
        "fashion-mnist-10k",
        "--limit",
        "256",
        "--seeds",
        "1..3",
        "--max-batches",
        "2",
        "--set",
        "evaluate=1",
        "--to",
        "s"
    };

    @TempDir
    private Path folder;

    private List<String> results() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("s/results"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    private String metrics(int trial) throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("s/trials/000" + trial))) {
            return Files.readString(files.filter(file -> file.endsWith("metrics.csv"))
                    .findFirst()
                    .orElseThrow());
        }
    }

    @Test
    void aKilledSweepLosesNothingAndItsTrainingEndsWithIt() throws Exception {
        Product product = new Product(folder);
        Product.Running sweep = product.start(SWEEP).awaitText("0001 mmdc-mnist evaluate=1, seed 1 finished");
        sweep.awaitText("0002 mmdc-mnist evaluate=1, seed 2 begins");
        List<ProcessHandle> trainings = sweep.process().descendants().toList();
        assertFalse(trainings.isEmpty());
        String first = metrics(1);
        sweep.process().destroyForcibly().waitFor();
        for (ProcessHandle training : trainings) {
            training.onExit().get(60, TimeUnit.SECONDS);
        }
        assertEquals(List.of("0001.json"), results());

        Outcome rest = product.run("sweep", "--resume", "--to", "s");
        rest.expect(0).inWords().says("finished  3").says("acc mean");
        assertEquals(List.of("0001.json", "0002.json", "0003.json"), results());
        assertEquals(first, metrics(1), "the finished trial was left alone");
        assertFalse(rest.err().contains("0001"), rest::toString);

        Outcome alone = product.run(
                "run",
                "mmdc-mnist",
                "--data",
                "fashion-mnist-10k",
                "--limit",
                "256",
                "--seed",
                "2",
                "--max-batches",
                "2",
                "--set",
                "evaluate=1",
                "--no-baseline");
        alone.expect(0);
        assertEquals(
                Files.readString(alone.onlyRun().path().resolve("metrics.csv")),
                metrics(2),
                "an interrupted trial gives what an undisturbed run gives");

        product.run("stats", "s", "--format", "csv").expect(0).says("scores,").says(",acc,3,");
        product.run(SWEEP).expect(2).complains("holds a sweep already");
        Path manifest = folder.resolve("s/sweep.json");
        Files.writeString(
                manifest, Files.readString(manifest).replaceFirst("\"build\": \"\\w+\"", "\"build\": \"0123\""));
        product.run("worker", "s").expect(2).complains("Build 0123 of Clade made the sweep");
    }

    @Test
    void whatIsWrongIsRefusedBeforeTheFirstTrial() {
        Product product = new Product(folder);
        product.run("sweep", "mmdc-mnist", "mmdc-mnits", "--to", "s").expect(2).complains("mmdc-mnist");
        product.run("sweep", "mmdc-mnist", "--set", "bach=5", "--to", "s")
                .expect(2)
                .complains("batch");
        product.run("sweep", "mmdc-mnist", "--data", "nothing", "--to", "s").expect(2);
        product.run("sweep", "mmdc-mnist", "--seeds", "one", "--to", "s")
                .expect(2)
                .complains("--seeds");
        product.run("sweep", "mmdc-mnist", "--set", "evaluate=2,2", "--to", "s")
                .expect(2)
                .complains("twice");
        product.run("sweep", "mmdc-mnist", "--devices", "gpu:99", "--to", "s")
                .expect(2)
                .complains("--devices");
        product.run("sweep", "mmdc-mnist", "--submit", "kubernetes", "--threads", "1", "--to", "s")
                .expect(2)
                .complains("--image");
        product.run("worker", ".").expect(2).complains("is no sweep");
        assertFalse(Files.exists(folder.resolve("s")));
    }

    @Test
    void anInterruptedSweepGivesItsTrialBack() throws Exception {
        Product product = new Product(folder);
        Outcome stopped = product.start(SWEEP)
                .awaitText("0001 mmdc-mnist evaluate=1, seed 1 begins")
                .signal("INT")
                .await(Duration.ofMinutes(2));
        assertEquals(130, stopped.code(), stopped::toString);
        stopped.inWords()
                .complains("Stopping after checkpoints are written; worker ")
                .says("waiting  3")
                .says("goes on with the others");
        assertTrue(results().isEmpty());
    }
}
