package org.clade.tests.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The results of a run afterwards: its features, its label features and the clusters of images. */
class FeaturesTest {
    @RegisterExtension
    private static final SharedProduct CLADE = new SharedProduct();

    @TempDir
    private Path folder;

    @Test
    void aRunsFeaturesAndLabelFeaturesAreScoredAndItAssignsImages() throws Exception {
        Commands product = CLADE.in(folder);
        RunFolder run = product.run(
                        "run",
                        "gatcluster-28",
                        "--data",
                        "fashion-mnist-10k",
                        "--limit",
                        "100",
                        "--max-batches",
                        "1",
                        "--set",
                        "batch=100",
                        "--set",
                        "epochs_per_batch=1",
                        "--progress",
                        "none")
                .expect(0)
                .onlyRun();
        String name = run.path().toString();

        Outcome features = product.run("features", "score", name, "--epochs", "2", "--json")
                .expect(0)
                .inWords();
        JsonObject said = features.json().getAsJsonObject();
        assertEquals(run.json("features.json"), said);
        JsonObject linear = said.getAsJsonObject("linear");
        assertTrue(linear.get("loss").getAsDouble() < Math.log(10), "less than for guessing: " + linear);
        assertTrue(linear.get("acc").getAsDouble() >= 0 && linear.get("acc").getAsDouble() <= 1, linear::toString);
        assertEquals(80, linear.get("train_images").getAsInt());
        assertTrue(said.getAsJsonObject("kmeans").get("nmi").getAsDouble() > 0.2, said::toString);

        JsonElement labels = product.run("baseline", "kmeans", "--run", name, "--json")
                .expect(0)
                .json();
        JsonObject network = labels.getAsJsonObject().getAsJsonObject("network");
        for (String score : network.keySet()) {
            assertEquals(run.json("summary.json").get(score), network.get(score), score);
        }

        JsonObject predicted = product.run("predict", name, "fashion-mnist-10k", "--limit", "100", "--json")
                .expect(0)
                .inWords()
                .json()
                .getAsJsonObject();
        Path prediction = Path.of(predicted.get("folder").getAsString());
        assertTrue(prediction.startsWith(run.path().toAbsolutePath()), predicted::toString);
        assertEquals(-1, Files.mismatch(run.path().resolve("assignments.csv"), prediction.resolve("assignments.csv")));
        assertEquals(run.json("summary.json").get("acc"), predicted.get("acc"));
        assertTrue(Files.size(prediction.resolve("clusters.png")) > 0);
        assertTrue(Files.size(prediction.resolve("report.html")) > 500_000);
        product.run("predict", name, "fashion-mnist-10").expect(2).inWords().complains("fashion-mnist-10k");

        product.run("features", "score", folder.toString()).expect(2).inWords().complains("There is no run");
    }
}
