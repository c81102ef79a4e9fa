package org.clade.tests.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The product trains on a few hundred of its own images, and its output agrees with its files. */
class TrainingTest {
    private static final int IMAGES = 120;

    @RegisterExtension
    private static final SharedProduct CLADE = new SharedProduct();

    @TempDir
    private Path folder;

    private static String[] small(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "run",
                "gatcluster-28",
                "--data",
                "fashion-mnist-10k",
                "--limit",
                Integer.toString(IMAGES),
                "--max-batches",
                "3",
                "--set",
                "batch=120",
                "--set",
                "minibatch=20",
                "--set",
                "epochs_per_batch=1",
                "--set",
                "evaluate=1",
                "--progress",
                "none"));
        arguments.addAll(List.of(more));
        return arguments.toArray(String[]::new);
    }

    @Test
    void aRunLeavesAFolderThatTellsAll() throws IOException {
        Outcome run = new Product(folder)
                .asDelivered()
                .run(small("--seed", "3", "--json"))
                .expect(0)
                .inWords();

        RunFolder left = run.onlyRun();
        JsonObject summary = left.json("summary.json");
        JsonObject said = run.json().getAsJsonObject();
        assertTrue(left.path().endsWith(Path.of(said.remove("folder").getAsString())), said::toString);
        assertEquals(summary, said, "the rest of the document on standard output is the summary");
        assertEquals("gatcluster-28", summary.get("variant").getAsString());
        assertEquals("fashion-mnist-10k", summary.get("data").getAsString());
        assertEquals(IMAGES, summary.get("images").getAsInt());
        assertEquals(10, summary.get("k").getAsInt());
        assertEquals(3, summary.get("seed").getAsInt());
        assertEquals(3, summary.get("epochs").getAsInt());
        assertEquals("finished", summary.get("status").getAsString());
        assertEquals(0, summary.get("exit_code").getAsInt());
        for (String score : List.of("acc", "nmi", "nmi_geometric", "ari")) {
            double value = summary.get(score).getAsDouble();
            assertTrue(value >= -0.5 && value <= 1, score + " " + value);
            assertEquals(value, summary.getAsJsonObject("last").get(score).getAsDouble());
        }
        assertTrue(summary.getAsJsonObject("best").get("acc").getAsDouble()
                >= summary.get("acc").getAsDouble());
        assertEquals(
                "labels", summary.getAsJsonObject("best").get("selected_by").getAsString());
        assertTrue(summary.getAsJsonObject("seconds")
                .keySet()
                .containsAll(Set.of("total", "targets", "augment", "train", "assign", "evaluate")));
        assertTrue(summary.get("images_per_second").getAsDouble() > 0);

        JsonObject kmeans = summary.getAsJsonObject("kmeans");
        assertEquals(IMAGES, kmeans.get("images").getAsInt(), "k-means on the same images is next to the result");
        assertTrue(kmeans.get("acc").getAsDouble() > 0.2, kmeans::toString);
        assertTrue(summary.get("warnings").toString().contains("at least 1000 are needed"), "a warning for few images");
        assertTrue(run.err().contains("at least 1000 are needed"), run::err);
        assertTrue(summary.has("collapsed"));
        int clustered = 0;
        for (JsonElement cluster : summary.getAsJsonArray("clusters")) {
            clustered += cluster.getAsJsonObject().get("images").getAsInt();
        }
        assertEquals(IMAGES, clustered);
        assertTrue(Files.exists(left.path().resolve("figures/clusters.png")));
        assertTrue(Files.size(left.path().resolve("report.html")) > 500_000, "the page and all that it needs");

        List<String[]> rows = left.rows("metrics.csv");
        List<String> header = Arrays.asList(rows.get(0));
        assertTrue(
                header.containsAll(List.of(
                        "epoch",
                        "step",
                        "loss",
                        "loss_separability",
                        "loss_invariance",
                        "loss_attention",
                        "loss_entropy",
                        "acc",
                        "nmi",
                        "ari",
                        "effective_clusters",
                        "largest_share")),
                header::toString);
        assertEquals(4, rows.size() - 1, "before training and after each of three rounds");
        assertEquals("18", rows.get(4)[header.indexOf("step")]);
        List<JsonObject> curve = left.jsonLines("metrics.jsonl");
        assertEquals(4, curve.size());
        assertTrue(curve.get(3).get("images_per_second").getAsDouble() > 0);
        assertTrue(
                Double.parseDouble(rows.get(4)[header.indexOf("loss")])
                        < Double.parseDouble(rows.get(2)[header.indexOf("loss")]),
                "the loss falls while it trains");

        List<String[]> assignments = left.rows("assignments.csv");
        assertEquals(IMAGES, assignments.size() - 1);
        for (String[] line : assignments.subList(1, assignments.size())) {
            int cluster = Integer.parseInt(line[1]);
            assertTrue(cluster >= 0 && cluster < 10, () -> String.join(",", line));
            double confidence = Double.parseDouble(line[2]);
            assertTrue(confidence >= 0.1 && confidence <= 1, () -> String.join(",", line));
            assertFalse(line[1].equals(line[3]), () -> String.join(",", line));
        }

        List<String> events = left.jsonLines("events.jsonl").stream()
                .map(event -> event.get("event").getAsString())
                .toList();
        assertEquals("started", events.get(0));
        assertEquals("finished", events.get(events.size() - 1));
        try (Stream<Path> files = Files.list(left.path())) {
            assertTrue(files.noneMatch(file -> file.toString().endsWith(".part")), "no incomplete file is left");
        }
    }

    @Test
    void theSubBatchDecidesMemoryAndNotResults() {
        CLADE.in(folder)
                .run(small("--set", "inference_batch=30", "--out", "parts"))
                .expect(0);
        CLADE.in(folder)
                .run(small("--set", "inference_batch=120", "--out", "all"))
                .expect(0);

        RunFolder parts = RunFolder.below(folder.resolve("parts"));
        RunFolder all = RunFolder.below(folder.resolve("all"));
        assertEquals(parts.lines("assignments.csv"), all.lines("assignments.csv"));
        assertEquals(parts.lines("metrics.csv"), all.lines("metrics.csv"));
    }

    @Test
    void benchMeasuresEachStageAndLeavesNothing() throws IOException {
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        JsonObject measured = new Product(folder)
                .with("CLADE_OPTS", "-Djava.io.tmpdir=" + temporary)
                .run(
                        "bench",
                        "gatcluster-28",
                        "--data",
                        "noise(images=100, size=28, classes=3)",
                        "--images",
                        "100",
                        "--max-batches",
                        "1",
                        "--repeats",
                        "1",
                        "--set",
                        "batch=100",
                        "--set",
                        "epochs_per_batch=1",
                        "--progress",
                        "none",
                        "--json")
                .expect(0)
                .json()
                .getAsJsonObject();

        for (String precision : List.of("fp32", "bf16")) {
            JsonObject rates = measured.getAsJsonObject("images_per_second").getAsJsonObject(precision);
            for (String stage : List.of("targets", "augment", "train", "evaluate", "whole loop")) {
                assertTrue(rates.get(stage).getAsDouble() > 0, measured::toString);
            }
            assertEquals(
                    1,
                    measured.getAsJsonObject("share_of_loop").getAsJsonObject(precision).entrySet().stream()
                            .mapToDouble(share -> share.getValue().getAsDouble())
                            .sum(),
                    1e-9,
                    measured::toString);
        }
        assertTrue(measured.get("peak_memory_mb").getAsLong() > 100, measured::toString);
        assertTrue(measured.getAsJsonObject("ceiling").get("fp32_gflops").getAsDouble() > 0, measured::toString);
        try (Stream<Path> left = Files.list(temporary)) {
            assertEquals(
                    List.of(),
                    left.filter(path -> path.getFileName().toString().startsWith("clade"))
                            .toList());
        }
        assertEquals(
                List.of(), CLADE.in(folder).run("runs:list", "--json").expect(0).runs());
    }

    @Test
    void anAblationIsOneLine() {
        RunFolder left = CLADE.in(folder)
                .run(small("--set", "attention=identity", "--set", "tasks=separability=1;invariance=5;entropy=3"))
                .expect(0)
                .onlyRun();

        List<String> header = Arrays.asList(left.rows("metrics.csv").get(0));
        assertFalse(header.contains("loss_attention"), header::toString);
        assertTrue(header.contains("loss_entropy"), header::toString);
    }

    @Test
    void thePapersReadingTrains() {
        CLADE.in(folder)
                .run(
                        "run",
                        "gatcluster-28-paper",
                        "--data",
                        "fashion-mnist-10k",
                        "--limit",
                        "100",
                        "--max-batches",
                        "2",
                        "--set",
                        "batch=100",
                        "--progress",
                        "none")
                .expect(0)
                .onlyRun();
    }

    @Test
    void photosInFoldersAreClusteredWithoutLabels() throws IOException {
        Path photos = Files.createDirectory(folder.resolve("photos"));
        java.util.Random random = new java.util.Random(1);
        for (int i = 0; i < 24; i++) {
            java.awt.image.BufferedImage image =
                    new java.awt.image.BufferedImage(40 + i, 33, java.awt.image.BufferedImage.TYPE_INT_RGB);
            for (int x = 0; x < image.getWidth(); x++) {
                for (int y = 0; y < 33; y++) {
                    image.setRGB(x, y, random.nextInt(1 << 24));
                }
            }
            javax.imageio.ImageIO.write(
                    image,
                    "png",
                    photos.resolve(String.format(java.util.Locale.ROOT, "%02d.png", i))
                            .toFile());
        }

        RunFolder left = CLADE.in(folder)
                .run(
                        "run",
                        "gatcluster-28",
                        "--data",
                        photos.toString(),
                        "--k",
                        "3",
                        "--max-batches",
                        "1",
                        "--set",
                        "minibatch=12",
                        "--set",
                        "epochs_per_batch=1",
                        "--progress",
                        "none")
                .expect(0)
                .inWords()
                .onlyRun();

        JsonObject summary = left.json("summary.json");
        assertFalse(summary.has("acc"), "there are no labels to score with");
        assertTrue(summary.has("effective_clusters"));
        assertEquals(3, summary.getAsJsonArray("clusters").size());
        assertTrue(summary.getAsJsonObject("kmeans").has("effective_clusters"));
        assertFalse(summary.getAsJsonObject("kmeans").has("acc"));
        assertEquals("00.png", left.rows("assignments.csv").get(1)[0]);
    }

    @Test
    void anInterruptEndsARunCleanly() throws Exception {
        Product.Running running = new Product(folder)
                .start(
                        "run",
                        "gatcluster-28",
                        "--data",
                        "fashion-mnist-10k",
                        "--limit",
                        "100",
                        "--max-batches",
                        "100000",
                        "--progress",
                        "plain");
        running.awaitText("training, epoch");
        Outcome outcome =
                running.signal("INT").await(Duration.ofMinutes(2)).expect(130).inWords();

        RunFolder left = outcome.onlyRun();
        assertEquals("stopped", left.json("summary.json").get("status").getAsString());
        assertEquals(130, left.json("summary.json").get("exit_code").getAsInt());
        List<JsonObject> events = left.jsonLines("events.jsonl");
        assertEquals("stopped", events.get(events.size() - 1).get("event").getAsString());
        assertEquals(101, left.lines("assignments.csv").size());
    }

    @Test
    void aScheduleTakesTheEpochsOfALimitOfLargeBatches() {
        List<String> training = List.of(
                "run",
                "gatcluster-28-fast",
                "--data",
                "fashion-mnist-10k",
                "--limit",
                "200",
                "--set",
                "batch=100",
                "--set",
                "minibatch=50",
                "--set",
                "evaluate=1",
                "--no-baseline");
        List<String> byBatches = metrics("batches", training, "--max-batches", "2");
        List<String> byEpochs = metrics("epochs", training, "--epochs", "1");
        assertEquals(byEpochs, byBatches);
        assertNotEquals(byEpochs, metrics("constant", training, "--epochs", "1", "--set", "lr_schedule=constant"));
    }

    private List<String> metrics(String out, List<String> training, String... more) {
        Stream<String> command = Stream.of(training.stream(), Stream.of(more), Stream.of("--out", out))
                .flatMap(words -> words);
        CLADE.in(folder).run(command.toArray(String[]::new)).expect(0).inWords();
        return RunFolder.below(folder.resolve(out)).lines("metrics.csv");
    }

    @Test
    void whatCannotWorkIsRefusedAndLeavesNothing() {
        Commands product = CLADE.in(folder);
        refused(product, "Did you mean gatcluster-28?", "run", "gatcluster-82", "--data", "fashion-mnist-10k");
        refused(product, "Did you mean fashion-mnist-10k?", "run", "gatcluster-28", "--data", "fashion-mnist-10");
        refused(
                product,
                "Did you mean epochs_per_batch?",
                "run",
                "gatcluster-28",
                "--data",
                "fashion-mnist-10k",
                "--set",
                "epochs_per_bach=1");
        refused(
                product,
                "The key “passes” is now called “epochs_per_batch”.",
                "run",
                "gatcluster-28",
                "--data",
                "fashion-mnist-10k",
                "--set",
                "passes=1");
        refused(
                product,
                "The part “hflip” is now called “horizontal-flip”.",
                "run",
                "gatcluster-28",
                "--data",
                "fashion-mnist-10k",
                "--set",
                "augment=hflip;grayscale");
        refused(
                product,
                "The option “--rounds” of run is now called “--max-batches”.",
                "run",
                "gatcluster-28",
                "--rounds",
                "1");
        refused(
                product,
                "attended-probabilities",
                "run",
                "gatcluster-28",
                "--data",
                "fashion-mnist-10k",
                "--set",
                "attention=identity");
        refused(
                product,
                "fp32, bf16 and auto",
                "run",
                "gatcluster-28",
                "--data",
                "fashion-mnist-10k",
                "--precision",
                "fp16");
    }

    private static void refused(Commands product, String sentence, String... command) {
        Outcome outcome = product.run(command).expect(2).inWords().complains(sentence);
        assertEquals(List.of(), outcome.runs(), "no run folder is left");
        assertEquals("", outcome.out());
    }
}
