package org.clade.tests.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Smaller and imbalanced versions of a data set: every result says which images it is of, and all commands draw the same. */
class SubsetTest {

    private static final String DRAWN = "test, 3 classes, retain 0.2, 200 samples, seed 4";

    @RegisterExtension
    private static final SharedProduct CLADE = new SharedProduct();

    @TempDir
    private Path folder;

    private static String[] drawn(String... command) {
        return Stream.concat(
                        Arrays.stream(command),
                        Stream.of("--classes", "3", "--retain", "0.2", "--samples", "200", "--seed", "4", "--json"))
                .toArray(String[]::new);
    }

    @Test
    void everyResultNamesTheImagesThatWereDrawn() throws IOException {
        JsonObject info = CLADE.in(folder)
                .run(drawn("data:info", "fashion-mnist-10k"))
                .expect(0)
                .json()
                .getAsJsonObject();
        assertEquals(DRAWN, info.get("protocol").getAsString());
        assertEquals(200, info.get("images").getAsInt());
        assertTrue(
                info.getAsJsonArray("images_per_class").get(0).getAsInt()
                        < info.getAsJsonArray("images_per_class").get(2).getAsInt() / 2,
                info::toString);

        JsonObject baseline = CLADE.in(folder)
                .run(drawn("baseline", "kmeans"))
                .expect(0)
                .json()
                .getAsJsonObject();
        assertEquals(DRAWN, baseline.get("protocol").getAsString());
        assertEquals(3, baseline.get("k").getAsInt());

        Outcome run = CLADE.in(folder)
                .run(drawn(
                        "run",
                        "gatcluster-28",
                        "--k",
                        "3",
                        "--max-batches",
                        "1",
                        "--set",
                        "batch=100",
                        "--progress",
                        "none"))
                .expect(0);
        RunFolder left = run.onlyRun();
        JsonObject summary = left.json("summary.json");
        assertEquals(DRAWN, summary.get("protocol").getAsString());
        assertEquals(200, summary.get("images").getAsInt());
        assertEquals(
                baseline.get("acc").getAsDouble(),
                summary.getAsJsonObject("kmeans").get("acc").getAsDouble(),
                1e-9,
                "k-means of the run is that of the same images");
        assertEquals(201, left.rows("assignments.csv").size());
    }

    @Test
    void wrongRatesAreRefused() throws IOException {
        CLADE.in(folder)
                .run("data:info", "fashion-mnist-10k", "--retain", "1.5")
                .expect(2)
                .inWords()
                .complains("retain=1.5");
        Files.writeString(folder.resolve("set.npz"), "no archive");
        CLADE.in(folder).run("data:check", "set.npz").expect(2).inWords().complains("not a zip archive");
    }
}
