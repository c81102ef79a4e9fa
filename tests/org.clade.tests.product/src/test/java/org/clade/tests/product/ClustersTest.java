package org.clade.tests.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A person goes through the clusters of a run: names, splits, merges, drops, looks for duplicates and compares. */
class ClustersTest {

    @RegisterExtension
    private static final SharedProduct CLADE = new SharedProduct();

    @TempDir
    private Path folder;

    @Test
    void clustersAreEditedImagesComparedAndTheReportShowsBoth() throws Exception {
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
        String found = Files.readString(run.path().resolve("assignments.csv"));
        JsonObject before = json(product.run("clusters:list", name, "--json"));
        int largest = largest(before);
        String n = Integer.toString(largest);

        product.run("clusters:name", name, n, "Dies", "und", "das").expect(0).inWords();
        JsonObject split = json(product.run("clusters:split", name, n, "--json"));
        assertEquals(11, split.getAsJsonArray("clusters").size());
        JsonObject part = split.getAsJsonArray("clusters").get(10).getAsJsonObject();
        assertTrue(part.get("images").getAsInt() > 0, split::toString);
        assertEquals(
                List.of(largest),
                part.getAsJsonArray("from").asList().stream()
                        .map(JsonElement::getAsInt)
                        .toList());
        product.run("clusters:drop", name, "10").expect(0).inWords();
        List<String> labels = Files.readAllLines(run.path().resolve("labels.csv"));
        assertEquals(101, labels.size());
        assertEquals("image,cluster,name,confidence", labels.get(0));
        assertEquals(
                part.get("images").getAsLong(),
                labels.stream().filter(line -> line.matches("\\d+,,,0\\.\\d+")).count());
        product.run("clusters:undo", name).expect(0).inWords();
        assertEquals(found, Files.readString(run.path().resolve("assignments.csv")), "the network's clusters stay");
        assertEquals(labels, Files.readAllLines(run.path().resolve("labels-3.csv")));

        JsonObject check = json(product.run("clusters:check", name, "--threshold", "0.5", "--json"));
        assertEquals(10, check.getAsJsonArray("outliers").size());
        assertTrue(Files.size(run.path().resolve("figures/outliers.jpg")) > 0);
        JsonObject similar = json(product.run("similar", name, "5", "--count", "3", "--to", "near.png", "--json"));
        assertEquals(3, similar.getAsJsonArray("similar").size());
        assertTrue(Files.size(folder.resolve("near.png")) > 0);
        assertEquals(
                1, json(product.run("compare", name, name, "--json")).get("ari").getAsDouble());

        product.run("runs:report", name).expect(0);
        String page = Files.readString(run.path().resolve("report.html"));
        for (String words : List.of("Clusters as edited", "Dies und das", "Outliers")) {
            assertTrue(page.contains(words), words);
        }
    }

    @Test
    void whatCannotBeDoneIsRefusedInASentence() throws Exception {
        Commands product = CLADE.in(folder);
        Path run = Files.createDirectories(folder.resolve("runs/data/variant/20260102-030405-s1"));
        Files.writeString(run.resolve("recipe.json"), "{\"org.clade.variant~x\": {\"clusters\": 2}}");
        product.run("clusters:list", "latest").expect(2).inWords().complains("has no assignments.csv");
        Files.writeString(
                run.resolve("assignments.csv"), "image,cluster,confidence,second_cluster\na,0,0.5,1\nb,1,0.5,0\n");
        product.run("clusters:name", "latest", "7", "x").expect(2).inWords().complains("There is no cluster 7");
        product.run("clusters:merge", "latest", "1", "1").expect(2).inWords().complains("with itself");
        product.run("clusters:split", "latest", "1").expect(2).inWords().complains("has 1 image");
        product.run("clusters:undo", "latest").expect(2).inWords().complains("no edit");
        product.run("similar", "latest", "a").expect(2).inWords().complains("is not a run folder");
        assertFalse(Files.exists(run.resolve("labels.csv")));
        assertFalse(Files.exists(run.resolve("cluster-edits.jsonl")));
        product.run("clusters:drop", "latest", "1").expect(0);
        product.run("clusters:drop", "latest", "0").expect(2).inWords().complains("no other cluster has images");
        assertEquals(1, Files.readAllLines(run.resolve("cluster-edits.jsonl")).size());
    }

    private static JsonObject json(Outcome outcome) {
        return outcome.expect(0).json().getAsJsonObject();
    }

    private static int largest(JsonObject clusters) {
        JsonObject largest = null;
        for (JsonElement each : clusters.getAsJsonArray("clusters")) {
            JsonObject cluster = each.getAsJsonObject();
            if (largest == null
                    || cluster.get("images").getAsInt() > largest.get("images").getAsInt()) {
                largest = cluster;
            }
        }
        return largest.get("cluster").getAsInt();
    }
}
