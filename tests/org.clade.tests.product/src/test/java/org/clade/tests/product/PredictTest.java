package org.clade.tests.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A prediction goes on after any end, and its shards make the whole. */
class PredictTest {

    private static final String IMAGES = "noise(images=20000)";

    @TempDir
    private Path folder;

    /** {@return the bytes of rows that the prediction has written, once they are more than given} */
    private static long awaitRows(RunFolder run, long least) throws Exception {
        for (long end = System.nanoTime() + Duration.ofMinutes(2).toNanos(); System.nanoTime() < end; ) {
            try (Stream<Path> files = Files.find(
                    run.path().resolve("predictions"), 4, (file, is) -> file.endsWith("assignments.csv.part"))) {
                for (Path part : files.toList()) {
                    if (Files.size(part) > least) {
                        return Files.size(part);
                    }
                }
            } catch (NoSuchFileException | UncheckedIOException e) {
                // The folder is not there yet, or the file has just got its name.
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
        return fail("no rows were written");
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    @Test
    void whatWasInterruptedGoesOnAndShardsMakeTheWhole() throws Exception {
        Product product = new Product(folder);
        RunFolder run = product.run(
                        "run",
                        "mmdc-mnist",
                        "--data",
                        "noise",
                        "--limit",
                        "200",
                        "--max-batches",
                        "1",
                        "--set",
                        "inference_batch=100",
                        "--no-baseline",
                        "--progress",
                        "none")
                .expect(0)
                .onlyRun();
        String name = run.path().toString();
        product.run("predict", name, IMAGES, "--to", path("whole.csv"), "--progress", "none")
                .expect(0)
                .inWords();
        assertEquals(20_001, Files.readAllLines(folder.resolve("whole.csv")).size());

        Product.Running interrupted = product.start("predict", name, IMAGES, "--progress", "plain");
        long written = awaitRows(run, 0);
        interrupted.signal("INT").await(Duration.ofMinutes(2)).expect(130);
        Product.Running killed = product.start("predict", name, IMAGES, "--progress", "plain", "--resume");
        awaitRows(run, written);
        killed.signal("KILL").await(Duration.ofMinutes(2));
        product.run("predict", name, IMAGES, "--limit", "7", "--resume")
                .expect(2)
                .inWords()
                .complains("--limit was 0 and is 7 now");
        Outcome resumed = product.run("predict", name, IMAGES, "--resume", "--to", "-", "--progress", "none")
                .expect(0);
        assertEquals(Files.readString(folder.resolve("whole.csv")), resumed.out());

        List<String> merge = new ArrayList<>(List.of("predict:merge", name));
        for (String shard : List.of("2/2", "1/2")) {
            merge.add(product.run("predict", name, IMAGES, "--shard", shard, "--json", "--progress", "none")
                    .expect(0)
                    .json()
                    .getAsJsonObject()
                    .get("folder")
                    .getAsString());
        }
        product.run(merge.get(0), name, merge.get(2)).expect(2).inWords().complains("Shard 1/2 is missing");
        merge.addAll(List.of("--to", path("merged.csv")));
        product.run(merge.toArray(String[]::new)).expect(0).inWords();
        assertEquals(-1, Files.mismatch(folder.resolve("whole.csv"), folder.resolve("merged.csv")));

        product.run("predict", name, IMAGES, "--shard", "3/2").expect(2).inWords();
        product.run("predict", name, IMAGES, "--to", path("none/x.csv"))
                .expect(2)
                .inWords();
        assertFalse(Files.exists(folder.resolve("none")));
    }
}
