package org.clade.tests.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** TEMI and TURTLE on small vectors of real images. */
class VectorMethodsTest {

    private static final int VECTORS = 1500;
    private static final String TEMI = " --set \"heads=student-teacher(heads=3, hidden=64, bottleneck=32)\""
            + " --set batch=250 --set minibatch=250 --set \"lr_schedule=warmup-cosine(warmup=2, end=1)\"";
    private static final String TURTLE = " --set evaluate=100";

    @RegisterExtension
    private static final SharedProduct CLADE = new SharedProduct();

    @TempDir
    private Path folder;

    private Path vectors;
    private Path labels;

    @BeforeEach
    void write() {
        vectors = Vectors.write(folder.resolve("vectors.npy"), VECTORS);
        labels = Vectors.labels(folder.resolve("labels.npy"), VECTORS);
    }

    private Outcome script(String... commands) throws InterruptedException {
        return CLADE.process().script(folder, false, List.of(commands));
    }

    private String run(String variant, String settings) {
        return "run %s --data %s --labels %s --seed 1 --no-baseline --progress none %s"
                .formatted(variant, vectors, labels, settings);
    }

    /** Chance is 0.1. A prediction of the same vectors gives the same clusters. */
    @ParameterizedTest
    @CsvSource({"temi-features, '--epochs 16 %s'", "turtle-features, '--max-batches 200 %s'"})
    void findsClasses(String variant, String settings) throws IOException, InterruptedException {
        String own = variant.startsWith("temi") ? TEMI : TURTLE;
        RunFolder run = script(
                        run(variant, settings.formatted(own)),
                        "predict latest %s --to %s --progress none".formatted(vectors, folder.resolve("again.csv")))
                .expect(0)
                .inWords()
                .onlyRun();
        List<String[]> rows = run.rows("metrics.csv");
        List<String> columns = List.of(rows.get(0));
        String[] last = rows.get(rows.size() - 1);
        assertTrue(Double.parseDouble(last[columns.indexOf("acc")]) > 0.3, () -> String.join(",", last));
        assertEquals(clusters(run.lines("assignments.csv")), clusters(Files.readAllLines(folder.resolve("again.csv"))));
        if (variant.startsWith("temi")) {
            int best = (int) Double.parseDouble(last[columns.indexOf("best_head")]);
            for (int head = 1; head <= 3; head++) {
                double loss = Double.parseDouble(last[columns.indexOf("loss_head_" + head)]);
                assertTrue(loss >= Double.parseDouble(last[columns.indexOf("loss_head_" + best)]));
                assertTrue(Double.parseDouble(last[columns.indexOf("clusters_head_" + head)]) >= 2);
            }
        } else {
            assertTrue(Double.parseDouble(last[columns.indexOf("inner_loss")]) > 0);
        }
    }

    private static List<String> clusters(List<String> lines) {
        int column = List.of(lines.get(0).split(",")).indexOf("cluster");
        return lines.stream().map(line -> line.split(",")[column]).toList();
    }

    @Test
    void strategiesAndTasksAreSwapped() throws InterruptedException {
        RunFolder run = script(
                        run("temi-features", "--epochs 12 --detach" + TEMI),
                        "part:swap latest neighbors \"neighbors(count=5, beta=0.7)\"",
                        "status")
                .expect(0)
                .inWords()
                .onlyRun();
        JsonObject swapped = run.jsonLines("events.jsonl").stream()
                .filter(event -> event.get("event").getAsString().equals("swapped"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(run.lines("events.jsonl")));
        assertEquals("neighbors(count=5, beta=0.7)", swapped.get("new").getAsString());
        assertEquals("finished", run.json("summary.json").get("status").getAsString());
    }

    /** A linear classifier predicts the clusters of linear labels better than by chance, and no labels are needed. */
    @Test
    void clustersAreScoredWithoutLabels() throws InterruptedException {
        String begin =
                "run turtle-features --data %s --no-baseline --progress none --set evaluate=0".formatted(vectors);
        List<Double> scores = script(
                        begin + " --max-batches 1",
                        "clusters:score latest --metric \"generalization(folds=3)\" --json",
                        begin + " --max-batches 150",
                        "clusters:score latest --metric \"generalization(folds=3)\" --json")
                .expect(0)
                .inWords()
                .out()
                .lines()
                .filter(line -> line.contains("\"score\""))
                .map(line -> Double.parseDouble(line.replaceAll("[^0-9.]", "")))
                .toList();
        assertEquals(2, scores.size(), scores::toString);
        assertTrue(scores.stream().allMatch(score -> score > 0.5 && score <= 1), scores::toString);
    }

    /** Two feature spaces side by side, and other parts with them. */
    @Test
    void variantsAreComposed() throws InterruptedException {
        Path second = Vectors.write(folder.resolve("second.npy"), VECTORS);
        script(
                        "variant:derive turtle-features --as even --with \"entropy(support=minibatch)=1\" --with noise",
                        "variant:derive even --as plain --without entropy --without noise",
                        "variant:diff plain turtle-features",
                        "variant:derive temi-features --as noisy --with \"noise(std=0.1)\"",
                        "variant:derive noisy --as quiet --without noise",
                        run("even", "--max-batches 2"),
                        run("quiet", "--max-batches 2" + TEMI),
                        "run plain --data \"%s(join=%s)\" --no-baseline --progress none --max-batches 2"
                                        .formatted(vectors, second)
                                + " --set \"heads=task-encoder(spaces=49+49)\" --set \"targets=linear-classifiers(spaces=49+49)\"")
                .expect(0)
                .inWords();
    }

    @Test
    void whatDoesNotFitIsRefused() throws InterruptedException {
        CLADE.process()
                .script(
                        folder,
                        true,
                        List.of(
                                run("turtle-features", "--set \"heads=task-encoder(spaces=40+8)\""),
                                run("temi-features", "--set \"targets=neighbors(drawn=2)\""),
                                run("temi-features", "--set \"heads=task-encoder\"")))
                .inWords()
                .complains("spaces=40+8 add up to 48, but the features have 49 numbers")
                .complains("which learns from 2 of each image")
                .complains("which read student-log-probabilities");
    }
}
