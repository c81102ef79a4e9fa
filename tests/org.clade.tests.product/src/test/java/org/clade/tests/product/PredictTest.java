package org.clade.tests.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A prediction goes on after any end, and its shards make the whole. */
class PredictTest {

    private static final String IMAGES = "noise(images=3000)";

    @TempDir
    private Path folder;

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
        assertEquals(3001, Files.readAllLines(folder.resolve("whole.csv")).size());

        product.start("predict", name, IMAGES, "--progress", "plain")
                .awaitText("predicting")
                .signal("INT")
                .await(Duration.ofMinutes(2))
                .expect(130);
        product.start("predict", name, IMAGES, "--progress", "plain", "--resume")
                .awaitText("predicting")
                .signal("KILL")
                .await(Duration.ofMinutes(2));
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
