package org.clade.tests.product;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Forks, lattices and searches with real processes and small trainings. */
class AblationTest {

    @TempDir
    private Path folder;

    private List<Path> runs(String below) throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve(below))) {
            return files.filter(file -> file.endsWith("recipe.json")).toList();
        }
    }

    @Test
    void variantsContinueOneRun() throws Exception {
        Product product = new Product(folder);
        product.run(
                        "run",
                        "mmdc-mnist",
                        "--limit",
                        "256",
                        "--epochs",
                        "2",
                        "--seed",
                        "4",
                        "--keep-checkpoints",
                        "1",
                        "--no-baseline")
                .expect(0);
        Path origin = RunFolder.below(folder.resolve("runs")).path();
        product.run("run", "mmdc-mnist", "--fork", "latest@7", "--out", "f")
                .expect(2)
                .complains("it has those of epoch 1, epoch 2");
        product.run("run", "mmdc-mnist", "--fork", "latest", "--out", "f")
                .expect(2)
                .complains("latest@2");
        product.run("run", "mmdc-mnist", "--fork", origin + "@1", "--limit", "300", "--out", "f")
                .expect(2)
                .complains("--limit 300 is refused");
        product.run("sweep", "mmdc-mnist", "--fork", "latest@1", "--seeds", "1..3", "--to", "s")
                .expect(2)
                .complains("--seeds is refused with --fork");
        assertFalse(Files.exists(folder.resolve("f")));

        product.run("sweep", "mmdc-mnist", "--set", "optimizer.lr=0.05,0.01", "--fork", "latest@1", "--to", "s")
                .expect(0)
                .says("acc mean");
        TrainedSweep sweep = new TrainedSweep(folder.resolve("s"));
        Path same = sweep.run(1).path();
        Path other = sweep.run(2).path();
        for (String file : List.of("metrics.csv", "assignments.csv")) {
            assertArrayEquals(
                    Files.readAllBytes(origin.resolve(file)),
                    Files.readAllBytes(same.resolve(file)),
                    "the unchanged variant equals the undisturbed run: " + file);
        }
        List<String> changed = Files.readAllLines(other.resolve("metrics.csv"));
        List<String> before = Files.readAllLines(origin.resolve("metrics.csv"));
        assertEquals(before.subList(0, 3), changed.subList(0, 3), "the history before the fork is that of the run");
        assertFalse(before.get(3).equals(changed.get(3)));
        assertTrue(Files.readString(other.resolve("request.json")).contains("\"epoch\": 1"));
        product.run("run", "mmdc-mnist", "--fork", origin + "@1", "--samples", "5000", "--out", "f")
                .expect(2)
                .complains("The images are not those of run");
        assertTrue(Files.notExists(folder.resolve("f")) || runs("f").isEmpty());
    }

    @Test
    void aLatticeIsTrainedAndItsEffectsAreShown() throws Exception {
        Product product = new Product(folder);
        product.run("variant:lattice", "gatcluster-28", "--kinds", "tsak")
                .expect(2)
                .complains("task");
        product.run(
                        "variant:lattice",
                        "gatcluster-28",
                        "--kinds",
                        "backbone,attention,head,targets,task,operation,optimizer,schedule")
                .expect(2)
                .complains("more than 2048");
        product.run("variant:lattice", "gatcluster-28", "--kinds", "task", "--runs", "3")
                .expect(2)
                .complains("cannot tell the main effects");
        product.run(
                        "variant:lattice",
                        "gatcluster-28",
                        "--kinds",
                        "task",
                        "--except",
                        "separability,tasks:attention",
                        "--to",
                        "l")
                .expect(0)
                .says("without entropy")
                .says("4 of 4 combinations are legal, 4 are chosen; D-efficiency for main effects 1.000");
        product.run(
                        "sweep",
                        "l",
                        "--seeds",
                        "1",
                        "--limit",
                        "200",
                        "--max-batches",
                        "1",
                        "--set",
                        "batch=100",
                        "--to",
                        "s")
                .expect(0);
        Outcome effects = product.run("stats", "s", "--effects", "--metrics", "acc");
        effects.expect(0).says("| acc | entropy | off |").says("effects.html");
        assertTrue(Files.readString(folder.resolve("s/effects.html")).contains("Main effects of gatcluster-28"));
        assertTrue(Files.isRegularFile(folder.resolve("s/effects-acc.png")));
        product.run("stats", "l", "--effects").expect(2);
    }

    @Test
    void aSearchChoosesWithoutLabels() throws Exception {
        Product product = new Product(folder);
        product.run("tune", "mmdc-mnist", "--over", "optimizer.lr=0.1..0.01", "--to", "t")
                .expect(2)
                .complains("empty range");
        product.run("tune", "mmdc-mnist", "--over", "bach=64..128", "--to", "t")
                .expect(2)
                .complains("batch");
        product.run("tune", "mmdc-mnist", "--to", "t").expect(2).complains("--over");
        product.run("tune", "--resume", "--to", "t").expect(2).complains("is no search");
        product.run("tune", "mmdc-mnist", "--over", "optimizer.lr=0.001..0.1", "--jobs", "999", "--to", "t")
                .expect(2)
                .complains("--jobs");
        assertFalse(Files.exists(folder.resolve("t")));

        Outcome stopped = product.start(
                        "tune",
                        "mmdc-mnist",
                        "--over",
                        "optimizer.lr=0.001..0.1",
                        "--trials",
                        "4",
                        "--limit",
                        "256",
                        "--max-batches",
                        "2",
                        "--minutes",
                        "60",
                        "--to",
                        "t")
                .awaitText("finished in")
                .signal("INT")
                .await(Duration.ofMinutes(4));
        assertEquals(130, stopped.code(), stopped::toString);
        stopped.complains("Stopping after checkpoints are written; tune --resume goes on.")
                .says("tune --resume --to ");
        assertFalse(Files.exists(folder.resolve("t/round-1/ranking.json")), "the round is not over");
        String first = Files.readString(folder.resolve("t/round-1/results/0001.json"));

        Outcome rest = product.run("tune", "--resume", "--to", "t");
        rest.expect(0).inWords().says("Labels had no part in the choice").says("best.json");
        assertEquals(first, Files.readString(folder.resolve("t/round-1/results/0001.json")), "it was left alone");
        product.run("run", "t/best.json", "--limit", "256", "--max-batches", "1", "--no-baseline")
                .expect(0);
        product.run("tune", "mmdc-mnist", "--over", "optimizer.lr=0.001..0.1", "--to", "t")
                .expect(2)
                .complains("holds a search already");
    }
}
