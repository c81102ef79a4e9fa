package org.clade.tests.product;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample bundle and its broken twin, built outside of Clade's own build and deployed into the product. */
class SampleTest {
    private static final String SOURCES = "src/main/java/com/example/parts/";
    private static final String RUN =
            "run gatcluster-28 --limit 200 --max-batches 2 --set batch=200 --set epochs_per_batch=1"
                    + " --set \"tasks=pica(balance=1)=1; entropy=3; separability=1; invariance=5; attention=5\""
                    + " --set \"augment=cutout(6); grayscale\" --set \"backbone=separable(blocks=1x8+1x16)\"";

    @TempDir
    private Path folder;

    @Test
    void theSampleIsDeployedUsedUpdatedBrokenAndRemoved() throws IOException {
        Author author = new Author(folder);
        Path project = author.sample("com.example.parts");
        author.maven(project, "package");
        Path first = project.resolve("target/com.example.parts-1.0.0.jar");

        Author.edit(project.resolve("pom.xml"), "<version>1.0.0</version>", "<version>1.1.0</version>");
        Author.edit(
                project.resolve(SOURCES + "PartitionConfidenceTask.java"),
                "and no cluster is empty",
                "and all are used");
        author.maven(project, "-DskipTests", "package");
        Path second = project.resolve("target/com.example.parts-1.1.0.jar");

        Author.edit(project.resolve("pom.xml"), "<version>1.1.0</version>", "<version>1.2.0</version>");
        Author.edit(
                project.resolve(SOURCES + "PartitionConfidenceTask.java"), "LEAST_SQUARE = 1e-4f", "LEAST_SQUARE = 0");
        author.maven(project, "-DskipTests", "package");
        Path broken = project.resolve("target/com.example.parts-1.2.0.jar");

        Product product = Product.ofItsOwn(folder);
        Outcome outcome = script(
                        product,
                        List.of(
                                "part:deploy " + first,
                                "part:list | grep com.example.parts",
                                RUN,
                                "part:deploy " + second,
                                "part:info pica",
                                "part:deploy " + broken,
                                "part:info pica",
                                "part:undeploy com.example.parts",
                                "part:info pica"))
                .inWords();
        outcome.says("com.example.parts 1.0.0 serves: ")
                .says("com.example.parts 1.1.0 serves: ")
                .says("and all are used")
                .says("com.example.parts 1.1.0, active")
                .says("finished")
                .complains(
                        "com.example.parts 1.2.0 does not keep its promise that loss and gradient are finite at the edges")
                .complains("There is no part “pica”");
        for (String part : List.of("backbone   separable", "operation  cutout", "task       pica")) {
            outcome.says(part);
        }
        RunFolder run = outcome.onlyRun();
        assertTrue(run.lines("metrics.csv").get(0).contains("pica"), () -> run.lines("metrics.csv")
                .toString());
    }

    @Test
    void everyFaultOfTheBrokenTwinIsRefusedInASentence() throws IOException {
        Author author = new Author(folder);
        Path project = author.sample("com.example.faults");
        author.maven(project, "package");
        Map<String, String> sentences = new LinkedHashMap<>();
        sentences.put("absent-package", "imports the package com.example.elsewhere, which no bundle exports; ");
        sentences.put(
                "other-api",
                "imports the package org.clade.api.task in version [2.0,3.0), and org.clade.api exports version 1.");
        sentences.put("taken-id", "offers the task entropy, which org.clade.task.entropy ");
        sentences.put(
                "vector-loss",
                "a float32 scalar (and 8 more): The loss has shape (9) instead of one number; take the mean over it.");
        sentences.put("target-gradient", "requires a gradient of target balanced, which is a constant");
        sentences.put(
                "nan-at-one-hot",
                "does not keep its promise that loss and gradient are finite at the edges: The loss is NaN if predictions are one-hot ");
        sentences.put("own-dice", "does not keep its promise that the result is repeatable bit for bit: ");
        sentences.put("leak", "leaks 1 array; ");
        sentences.put("constructor", "did not start: it threw java.lang.IllegalStateException: no license found");
        sentences.put(
                "wrong-shape",
                "does not keep its promise that the outputs are as announced: It announces features of shape (3, 8, 28, 28) but returns (3, 8, 26, 26).");

        Product product = Product.ofItsOwn(folder);
        Outcome outcome = script(
                        product,
                        sentences.keySet().stream()
                                .map(fault -> "part:deploy "
                                        + project.resolve("target/com.example.faults-1.0.0-" + fault + ".jar"))
                                .toList())
                .inWords();
        for (Map.Entry<String, String> sentence : sentences.entrySet()) {
            String name = "com.example.faults." + sentence.getKey().replace("-", "");
            assertTrue(
                    outcome.err().lines().anyMatch(line -> line.contains(name) && line.contains(sentence.getValue())),
                    () -> "Nothing is said of " + sentence + ". " + outcome);
        }
        assertFalse(outcome.out().contains("serves"), outcome::toString);

        for (String fault : sentences.keySet()) {
            String jar = "com.example.faults-1.0.0-" + fault + ".jar";
            Files.copy(
                    project.resolve("target").resolve(jar),
                    product.home().resolve("deploy").resolve(jar));
        }
        Outcome dropped = product.run("part:refused", "--json").expect(0);
        Map<String, String> findings = new LinkedHashMap<>();
        for (JsonElement bundle : dropped.json().getAsJsonArray()) {
            JsonObject fields = bundle.getAsJsonObject();
            findings.put(
                    fields.get("file").getAsString(),
                    fields.getAsJsonArray("findings").get(0).getAsString());
        }
        for (Map.Entry<String, String> sentence : sentences.entrySet()) {
            String finding = findings.getOrDefault("com.example.faults-1.0.0-" + sentence.getKey() + ".jar", "");
            assertTrue(finding.contains(sentence.getValue()), () -> sentence + " is not in " + findings);
        }
    }

    private Outcome script(Product product, List<String> lines) throws IOException {
        Path script = Files.write(folder.resolve("try.clade"), lines);
        return product.run("-f", script.toString(), "--keep-going");
    }
}
