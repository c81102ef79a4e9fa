package org.clade.shell.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.clade.api.baseline.Baseline;
import org.clade.api.data.DataService;
import org.clade.api.engine.Autocast;
import org.clade.api.engine.Precision;
import org.clade.api.engine.TensorEngine;
import org.clade.api.metric.ClusterMetric;
import org.clade.api.part.RefusedException;
import org.clade.api.run.RunService;
import org.clade.shell.CommandLineProbe;
import org.clade.shell.FakeData;
import org.clade.shell.FakeRuns;
import org.clade.shell.FakeServices;
import org.clade.shell.FakeTrainedRun;
import org.clade.shell.command.run.DemoCommand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaselineAndDemoTest {

    @TempDir
    private Path folder;

    private double[][] rows;
    private int clusters;

    /** By brightness, all in one cluster below one half. */
    private final Baseline byBrightness = (vectors, k, settings, random) -> {
        rows = vectors;
        clusters = k;
        return Arrays.stream(vectors).mapToInt(row -> row[0] < 0.5 ? 0 : 1).toArray();
    };

    private final ClusterMetric agreement = (truth, found) -> {
        int right = 0;
        for (int i = 0; i < truth.length; i++) {
            right += truth[i] == found[i] ? 1 : 0;
        }
        return right / (double) truth.length;
    };

    private FakeServices services(boolean labelled) {
        return new FakeServices()
                .with(DataService.class, new FakeData(labelled))
                .with(TensorEngine.class, engine())
                .with("kmeans", byBrightness)
                .with("acc", agreement)
                .with("nmi", agreement)
                .with("ari", agreement);
    }

    private static TensorEngine engine() {
        return fake(TensorEngine.class);
    }

    private static <T> T fake(Class<T> type) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, given) -> {
                    if (method.getName().equals("device")) {
                        return Device.cpu();
                    }
                    if (method.getName().equals("autocast")) {
                        return fake(Autocast.class);
                    }
                    if (method.getName().equals("precision") && !given[0].equals("fp8")) {
                        return Precision.FP32;
                    }
                    throw new RefusedException("There is no precision “%s”.".formatted(given[0]));
                }));
    }

    @Test
    void clustersPixelsBetweenZeroAndOneAndScores() {
        CommandLineProbe line = CommandLineProbe.batch(services(true));
        JsonObject result = line.run("baseline", "kmeans", "--json").json().getAsJsonObject();
        assertEquals(8, rows.length);
        assertEquals(4, rows[0].length);
        assertEquals(0, rows[0][0]);
        assertEquals(1, rows[7][3]);
        assertEquals(2, clusters, "as many as there are classes");
        assertEquals(1, result.get("acc").getAsDouble());
        assertEquals(8, result.get("images").getAsInt());
        assertEquals("kmeans", result.get("method").getAsString());
    }

    @Test
    void takesOnlySoManyImagesAndAsManyClustersAsAsked() {
        CommandLineProbe line = CommandLineProbe.batch(services(true));
        assertEquals(0, line.run("baseline", "kmeans", "--limit", "3", "--k", "5").code, line.err());
        assertEquals(3, rows.length);
        assertEquals(5, clusters);
        assertTrue(line.out().contains("ACC       1.000"), line.out());
    }

    @Test
    void withoutLabelsThereAreNoScoresAndKMustBeGiven() {
        CommandLineProbe line = CommandLineProbe.batch(services(false));
        assertEquals(2, line.run("baseline", "kmeans").code);
        assertTrue(line.err().contains("give --k"), line.err());
        assertEquals(0, line.run("baseline", "kmeans", "--k", "2", "--json").code);
        assertFalse(line.json().getAsJsonObject().has("acc"));
    }

    @Test
    void unknownMethodsGetTheNearest() {
        CommandLineProbe line = CommandLineProbe.batch(services(true));
        assertEquals(2, line.run("baseline", "kmean").code);
        assertTrue(line.err().contains("Did you mean kmeans?"), line.err());
    }

    @Test
    void clustersLabelFeaturesBesideTheNetworksOwnClusters() throws Exception {
        FakeTrainedRun run = new FakeTrainedRun(true);
        CommandLineProbe line = of(run);
        JsonObject result = line.run("baseline", "kmeans", "--run", folder.toString(), "--json")
                .json()
                .getAsJsonObject();
        assertEquals(2, rows[0].length);
        assertEquals(0.9, rows[0][0]);
        assertEquals(2, clusters, "as many as the run has");
        assertEquals(0.125, result.get("acc").getAsDouble(), "it names the clusters the other way round");
        assertEquals(7.0 / 8, result.getAsJsonObject("network").get("acc").getAsDouble());
        assertEquals("probabilities", result.get("signal").getAsString());
        assertTrue(run.closed);

        line.run("baseline", "kmeans", "--run", folder.toString(), "--k", "5");
        assertEquals(0, line.code, line.err());
        assertEquals(5, clusters);
        assertTrue(line.out().contains("kmeans on label features"), line.out());
        assertTrue(line.out().contains("the network itself        0.875"), line.out());
    }

    @Test
    void labelFeaturesWithoutLabelsHaveNoScores() throws Exception {
        CommandLineProbe line = of(new FakeTrainedRun(false));
        assertEquals(0, line.run("baseline", "kmeans", "--run", folder.toString()).code, line.err());
        assertTrue(line.out().contains("the network itself          -"), line.out());
    }

    @Test
    void pixelsAndARunAreNotForOneCall() throws Exception {
        CommandLineProbe line = of(new FakeTrainedRun(true));
        assertEquals(2, line.run("baseline", "kmeans", "--run", folder.toString(), "--limit", "5").code);
        assertTrue(line.err().contains("--limit says which pixels"), line.err());
    }

    private CommandLineProbe of(FakeTrainedRun run) throws IOException {
        Files.writeString(folder.resolve("recipe.json"), "{}");
        FakeRuns runs = FakeRuns.done(Map.of());
        runs.trained = run;
        return CommandLineProbe.batch(services(true).with(RunService.class, runs));
    }

    @Test
    void demoPutsKmeansBesideTheRun() {
        FakeRuns runs = FakeRuns.done(summary(0.4));
        CommandLineProbe line = CommandLineProbe.batch(services(true).with(RunService.class, runs));
        JsonObject result = line.run("demo", "--seed", "2", "--minutes", "2", "--json")
                .json()
                .getAsJsonObject();
        assertEquals(0.4, result.get("acc").getAsDouble());
        assertEquals(1, result.get("kmeans").getAsJsonObject().get("acc").getAsDouble());
        assertEquals(2, runs.requests.get(0).seed());
        assertEquals("auto", runs.requests.get(0).precision());
        assertEquals(DemoCommand.VARIANT, runs.requests.get(0).variant());
        int seconds = runs.requests.get(0).seconds();
        assertTrue(seconds > 60 && seconds < 120, seconds + " s of training within two minutes");
    }

    @Test
    void demoTakesAPrecisionHoweverItIsWritten() {
        FakeRuns runs = FakeRuns.done(summary(0.4));
        CommandLineProbe.batch(services(true).with(RunService.class, runs)).run("demo", "--precision", "FP32");
        assertEquals("fp32", runs.requests.get(0).precision());
    }

    @Test
    void demoRefusesAPrecisionBeforeAnythingIsClustered() {
        FakeRuns runs = FakeRuns.done(summary(0.4));
        CommandLineProbe line = CommandLineProbe.batch(services(true).with(RunService.class, runs));
        assertEquals(2, line.run("demo", "--precision", "fp8").code);
        assertTrue(line.err().contains("There is no precision “fp8”"), line.err());
        assertNull(rows, "k-means was not run");
        assertTrue(runs.requests.isEmpty());
    }

    @Test
    void demoSaysWhoIsAhead() {
        CommandLineProbe line =
                CommandLineProbe.batch(services(true).with(RunService.class, FakeRuns.done(summary(0.4))));
        assertEquals(0, line.run("demo").code, line.err());
        assertTrue(line.out().contains("k-means on pixels  1.000"), line.out());
        assertTrue(line.err().contains("k-means on pixels: ACC 1.000"), "known before the run begins: " + line.err());
        assertTrue(line.out().contains("k-means is ahead of st-dac-demo by 60.0 points of ACC"), line.out());
        assertTrue(line.out().contains("Run folder: runs/"), line.out());
    }

    @Test
    void demoThatCouldNotTrainSaysSo() {
        Map<String, Object> untrained = summary(0.1);
        untrained.put("steps", 0);
        CommandLineProbe line = CommandLineProbe.batch(services(true).with(RunService.class, FakeRuns.done(untrained)));
        line.run("demo");
        assertTrue(line.out().contains("no time left to train in"), line.out());
        assertFalse(line.out().contains("ahead"), line.out());
    }

    @Test
    void verdictsAreFair() {
        assertEquals("st-dac-demo is ahead of k-means by 4.2 points of ACC.", DemoCommand.verdict(0.542, 0.5));
        assertEquals("Both are level in ACC.", DemoCommand.verdict(0.5001, 0.5));
        assertTrue(DemoCommand.verdict(0.4, 0.5).startsWith("k-means is ahead"));
    }

    private static Map<String, Object> summary(double acc) {
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("variant", "st-dac-demo");
        summary.put("acc", acc);
        return summary;
    }
}
