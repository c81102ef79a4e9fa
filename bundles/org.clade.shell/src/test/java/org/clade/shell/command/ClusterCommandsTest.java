package org.clade.shell.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.clade.api.baseline.ClusterScore;
import org.clade.api.baseline.ClusterScoreRequest;
import org.clade.api.baseline.ClusterScorer;
import org.clade.api.cluster.ClusterEditor;
import org.clade.api.cluster.EditedCluster;
import org.clade.api.cluster.EditedClusters;
import org.clade.api.cluster.ImageCheck;
import org.clade.api.cluster.ImageSimilarity;
import org.clade.api.cluster.RunComparer;
import org.clade.api.cluster.RunComparison;
import org.clade.api.cluster.SimilarImage;
import org.clade.api.cluster.SimilarImages;
import org.clade.api.metric.ClusterScores;
import org.clade.api.part.PartSpec;
import org.clade.api.part.RefusedException;
import org.clade.api.report.ComparisonReportService;
import org.clade.shell.CommandLineProbe;
import org.clade.shell.FakeServices;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterCommandsTest {

    private static final EditedClusters CLUSTERS = new EditedClusters(
            "runs/x",
            "Cluster 1 is called “hats”.",
            1,
            1200,
            100,
            List.of(
                    new EditedCluster(0, "", 1000, 0.8333, OptionalDouble.of(0.75), List.of(0, 3)),
                    new EditedCluster(1, "hats", 100, 0.0833, OptionalDouble.of(0.5), List.of(1))));

    @TempDir
    private Path run;

    private final List<String> calls = new ArrayList<>();

    @BeforeEach
    void aRun() throws Exception {
        Files.writeString(run.resolve("recipe.json"), "{}");
    }

    /** {@return a service that answers all calls alike and notes them, without the run's folder} */
    private <T> T answering(Class<T> type, Object answer) {
        return type.cast(Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    calls.add(method.getName()
                            + Arrays.stream(arguments)
                                    .skip(1)
                                    .map(String::valueOf)
                                    .collect(Collectors.joining(",", "(", ")")));
                    if (answer instanceof RuntimeException e) {
                        throw e;
                    }
                    return answer;
                }));
    }

    private <T> CommandLineProbe line(Class<T> type, Object answer) {
        return CommandLineProbe.batch(new FakeServices().with(type, answering(type, answer)));
    }

    @Test
    void editsAreHandedOnAndShown() {
        CommandLineProbe line = line(ClusterEditor.class, CLUSTERS);
        String name = run.toString();
        line.run("clusters:name", name, "1", "red", "hats");
        line.run("clusters:merge", name, "0", "3", "4");
        line.run("clusters:split", name, "0");
        line.run("clusters", "split", name, "0", "--into", "4");
        line.run("clusters:drop", name, "1");
        line.run("clusters:undo", name);
        assertEquals(0, line.code);
        assertTrue(line.out().startsWith("Cluster 1 is called “hats”."), line.out());
        line.run("clusters:list", name);
        assertEquals(
                List.of(
                        "name(1,red hats)",
                        "merge(0,[3, 4])",
                        "split(0,2)",
                        "split(0,4)",
                        "drop(1)",
                        "undo()",
                        "clusters()"),
                calls);
        assertEquals(
                List.of(
                        "CLUSTER  IMAGES  SHARE  CONFIDENCE  NETWORK'S  NAME",
                        "      0   1,000  0.833       0.750  0,3",
                        "      1     100  0.083       0.500  1          hats",
                        "100 of 1,200 images are in no cluster."),
                line.out().lines().toList());
    }

    @Test
    void theJsonOfAnEditHasTheClusters() {
        JsonObject json = line(ClusterEditor.class, CLUSTERS)
                .run("clusters:drop", run.toString(), "1", "--json")
                .json()
                .getAsJsonObject();
        assertEquals(100, json.get("dropped").getAsInt());
        JsonObject hats = json.getAsJsonArray("clusters").get(1).getAsJsonObject();
        assertEquals("hats", hats.get("name").getAsString());
        assertEquals(1, hats.getAsJsonArray("from").get(0).getAsInt());
    }

    @Test
    void whatIsRefusedEndsWithTwo() {
        CommandLineProbe line = line(ClusterEditor.class, new RefusedException("There is no cluster 7."));
        assertEquals(2, line.run("clusters:drop", run.toString(), "7").code);
        assertEquals("clade: There is no cluster 7.", line.err().strip());
        assertEquals(2, line.run("clusters:drop", run.toString(), "seven").code);
        assertEquals(2, line.run("clusters:merge", run.toString(), "7").code);
        assertEquals(2, line.run("clusters:name", run.toString(), "7").code);
    }

    @Test
    void imagesMostLikeAnImageAreATable() {
        SimilarImages found = new SimilarImages(
                "runs/x",
                "a/1.png",
                OptionalInt.of(0),
                "features",
                List.of(new SimilarImage(7, "b/7.png", 0.98765, 3)));
        CommandLineProbe line = line(ImageSimilarity.class, found);
        line.run("similar", run.toString(), "a/1.png", "--count", "1");
        assertEquals(
                List.of("COSINE  CLUSTER  INDEX  IMAGE", " 0.988        3      7  b/7.png"),
                line.out().lines().toList());
        line.run(
                "similar",
                run.toString(),
                "a/1.png",
                "--to",
                run.resolve("x.png").toString(),
                "--json");
        assertEquals(List.of("similar(a/1.png,1)", "similar(a/1.png,10," + run.resolve("x.png") + ")"), calls);
        assertEquals(
                7,
                line.json()
                        .getAsJsonObject()
                        .getAsJsonArray("similar")
                        .get(0)
                        .getAsJsonObject()
                        .get("index")
                        .getAsInt());
    }

    @Test
    void duplicatesAndOutliersAreShown() {
        ImageCheck check = new ImageCheck(
                "runs/x",
                1200,
                0.95,
                List.of(new ImageCheck.Pair("a.png", "b.png", 0.999, 0.97)),
                List.of(new ImageCheck.Outlier("odd.png", 0.7)),
                3);
        CommandLineProbe line = line(ImageSimilarity.class, check);
        line.run("clusters:check", run.toString(), "--threshold", "0.9");
        assertEquals(List.of("check(0.9)"), calls);
        for (String words : List.of(
                "0.970   0.999  a.png  b.png", "0.700  odd.png", "1 pair of near-duplicates among 1,200 images")) {
            assertTrue(line.out().contains(words), line.out());
        }
        assertEquals(2, line.run("clusters:check", run.toString(), "--threshold", "1.5").code);
    }

    @Test
    void clustersAreScoredWithoutLabels() {
        ClusterScore score =
                new ClusterScore("generalization(folds=5)", "runs/x", "clothes", 1200, 384, 10, 9, 0.25, 0.875, 3, 4.2);
        List<ClusterScoreRequest> asked = new ArrayList<>();
        CommandLineProbe line = CommandLineProbe.batch(new FakeServices().with(ClusterScorer.class, request -> {
            asked.add(request);
            return score;
        }));
        line.run("clusters:score", run.toString(), "--metric", "generalization(folds=5)", "--seed", "3");
        assertEquals(List.of(new ClusterScoreRequest(PartSpec.parse("generalization(folds=5)"), run, 3)), asked);
        for (String words : List.of("0.875", "1,200 images, features of 384 values", "9 of 10 have images")) {
            assertTrue(line.out().contains(words), line.out());
        }
    }

    @Test
    void twoRunsAreCompared() throws Exception {
        RunComparison comparison = new RunComparison(
                "runs/x",
                "runs/y",
                1000,
                3,
                0,
                new ClusterScores(Map.of("ari", 0.25, "nmi", 0.5)),
                100,
                List.of(new RunComparison.Destination(
                        0,
                        "hats",
                        1000,
                        2,
                        900,
                        List.of(new RunComparison.Share(2, 900), new RunComparison.Share(1, 100)))));
        CommandLineProbe line = CommandLineProbe.batch(new FakeServices()
                .with(RunComparer.class, (RunComparer) request -> {
                    calls.add("compare(%s,%s,%s,%s)"
                            .formatted(
                                    run.relativize(request.first()),
                                    run.relativize(request.second()),
                                    request.edited(),
                                    request.k()));
                    return comparison;
                })
                .with(ComparisonReportService.class, (compared, data, page) -> {
                    calls.add("write(%s,%s)".formatted(data, run.relativize(page)));
                    return page;
                }));
        String vectors = Files.writeString(run.resolve("vectors.npy"), "").toString();
        String page = run.resolve("page.html").toString();
        line.run("compare", run.toString(), vectors, "--edited", "--k", "7", "--data", "photos", "--page", page);
        assertEquals(List.of("compare(,vectors.npy,true,OptionalInt[7])", "write(Optional[photos],page.html)"), calls);
        for (String words : List.of(
                "      0   1,000        2   900  2 (900), 1 (100)  hats",
                "ARI    0.250",
                "100 of 1,000 images",
                "Page: " + page,
                "3 images are only")) {
            assertTrue(line.out().contains(words), line.out());
        }
    }
}
