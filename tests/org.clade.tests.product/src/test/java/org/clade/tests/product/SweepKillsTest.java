package org.clade.tests.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a sweep's coordinator or worker, its training, or both, with SIGKILL at random moments. {@code -Dclade.test.kills=<n>} sets how
 * often, {@code -Dclade.test.seed=<n>} which moments.
 */
class SweepKillsTest {

    private static final int KILLS = Integer.getInteger("clade.test.kills", 2);
    private static final int TRIALS = Math.max(3, KILLS / 3);
    private static final List<String> TRAINING =
            List.of("--data", "fashion-mnist-10k", "--limit", "128", "--max-batches", "2", "--set", "evaluate=1");

    /** Whom a kill hits. */
    private enum Victim {
        WORKER,
        TRAINING,
        BOTH
    }

    @TempDir
    private Path folder;

    private static String[] words(Object... parts) {
        List<String> words = new ArrayList<>();
        for (Object part : parts) {
            if (part instanceof List<?> list) {
                list.forEach(word -> words.add(String.valueOf(word)));
            } else {
                words.add(String.valueOf(part));
            }
        }
        return words.toArray(String[]::new);
    }

    /** {@return the files of a part of the sweep's state and their content} */
    private Map<String, String> files(String part) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        if (Files.isDirectory(folder.resolve("s").resolve(part))) {
            try (Stream<Path> files = Files.list(folder.resolve("s").resolve(part))) {
                for (Path file : files.filter(
                                each -> !each.getFileName().toString().startsWith("."))
                        .toList()) {
                    contents.put(file.getFileName().toString(), Files.readString(file));
                }
            }
        }
        return contents;
    }

    private void awaitNewLease(Product.Running running, int before) throws IOException, InterruptedException {
        while (running.process().isAlive() && files("leases").size() <= before) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private static void kill(Product.Running running, Victim victim) throws Exception {
        List<ProcessHandle> trainings = running.process().descendants().toList();
        if (victim != Victim.TRAINING) {
            running.process().destroyForcibly().waitFor();
        }
        if (victim != Victim.WORKER) {
            trainings.forEach(ProcessHandle::destroyForcibly);
        }
        if (victim != Victim.TRAINING) {
            for (ProcessHandle training : trainings) {
                training.onExit().get(5, TimeUnit.MINUTES); // it ends with its worker
            }
        }
    }

    @Test
    void killsAtRandomMomentsLoseNothingAndCountNothingTwice() throws Exception {
        Product product = new Product(folder);
        long begun = System.nanoTime();
        Outcome alone = product.run(words("run", "mmdc-mnist", TRAINING, "--seed", 2, "--no-baseline"))
                .expect(0);
        int longest = (int) TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
        Random random = new Random(Integer.getInteger("clade.test.seed", 1));
        Product.Running running = product.start(
                words("sweep", "mmdc-mnist", TRAINING, "--seeds", "1.." + TRIALS, "--retries", 50, "--to", "s"));
        int leases = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            awaitNewLease(running, leases);
            TimeUnit.MILLISECONDS.sleep(random.nextInt(longest));
            Map<String, String> results = files("results");
            Victim victim = Victim.values()[random.nextInt(3)];
            leases = files("leases").size();
            kill(running, victim);
            Map<String, String> after = files("results");
            results.forEach((name, content) -> assertEquals(content, after.get(name), "a result stays as it is"));
            if (!running.process().isAlive()) {
                leases = files("leases").size();
                running = product.start("worker", "s");
            }
            if (after.size() == TRIALS) {
                break;
            }
        }
        running.process().destroyForcibly().waitFor();
        product.run("worker", "s").expect(0).inWords().says("finished  " + TRIALS);
        Map<String, String> results = files("results");
        assertEquals(TRIALS, results.size());
        assertTrue(
                product.run("stats", "s", "--metrics", "acc", "--format", "csv")
                        .expect(0)
                        .out()
                        .contains(",acc," + TRIALS + ","),
                "each counts once");
        String run = results.get("0002.json").replaceAll(".*\"run\":\"([^\"]+)\".*\\R?", "$1");
        assertEquals(
                Files.readString(alone.onlyRun().path().resolve("metrics.csv")),
                Files.readString(folder.resolve("s").resolve(run).resolve("metrics.csv")),
                "a trial whose training was killed gives what an undisturbed run gives");
    }
}
