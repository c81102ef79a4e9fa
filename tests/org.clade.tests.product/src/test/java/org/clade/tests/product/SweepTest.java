package org.clade.tests.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sweeps with real processes and small trainings. */
class SweepTest {

    private static final String[] THREE = TrainedSweep.THREE.toArray(String[]::new);

    @TempDir
    private Path folder;

    private TrainedSweep sweep() {
        return new TrainedSweep(folder.resolve("s"));
    }

    private String metrics(int trial) {
        return Outcome.text(sweep().run(trial).path().resolve("metrics.csv"));
    }

    @Test
    void aKilledSweepLosesNothingAndItsTrainingEndsWithIt() throws Exception {
        Product product = new Product(folder);
        Product.Running sweep = product.start(THREE).awaitText("0001 mmdc-mnist evaluate=1, seed 1 finished");
        sweep.awaitText("0002 mmdc-mnist evaluate=1, seed 2 begins");
        List<ProcessHandle> trainings = sweep.process().descendants().toList();
        assertFalse(trainings.isEmpty());
        String first = metrics(1);
        sweep.process().destroyForcibly().waitFor();
        for (ProcessHandle training : trainings) {
            training.onExit().get(60, TimeUnit.SECONDS);
        }
        assertEquals(List.of("0001.json"), sweep().results());

        Outcome rest = product.run("sweep", "--resume", "--to", "s");
        rest.expect(0).inWords().says("finished  3").says("acc mean");
        assertEquals(List.of("0001.json", "0002.json", "0003.json"), sweep().results());
        assertEquals(first, metrics(1), "the finished trial was left alone");
        assertFalse(rest.err().contains("0001"), rest::toString);

        Outcome alone = product.run(TrainedSweep.SECOND_ALONE.toArray(String[]::new));
        alone.expect(0);
        assertEquals(
                Files.readString(alone.onlyRun().path().resolve("metrics.csv")),
                metrics(2),
                "an interrupted trial gives what an undisturbed run gives");

        product.run("stats", "s", "--format", "csv").expect(0).says("scores,").says(",acc,3,");
        product.run(THREE).expect(2).complains("holds a sweep already");
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
        Outcome stopped = product.start(THREE)
                .awaitText("0001 mmdc-mnist evaluate=1, seed 1 begins")
                .signal("INT")
                .await(Duration.ofMinutes(2));
        assertEquals(130, stopped.code(), stopped::toString);
        stopped.inWords()
                .complains("Stopping after checkpoints are written; worker ")
                .says("waiting  3")
                .says("goes on with the others");
        assertTrue(sweep().results().isEmpty());
    }
}
