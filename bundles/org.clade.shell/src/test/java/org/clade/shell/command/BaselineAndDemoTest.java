package org.clade.shell.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.clade.api.baseline.BaselineService;
import org.clade.api.baseline.PixelClusteringRequest;
import org.clade.api.data.DataService;
import org.clade.api.metric.ClusterScores;
import org.clade.api.part.PartSpec;
import org.clade.api.run.RunService;
import org.clade.shell.CommandLineProbe;
import org.clade.shell.FakeBaselines;
import org.clade.shell.FakeData;
import org.clade.shell.FakeRuns;
import org.clade.shell.FakeServices;
import org.clade.shell.command.run.DemoCommand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaselineAndDemoTest {

    @TempDir
    private Path folder;

    private FakeBaselines baselines;

    private FakeServices services(boolean labeled) {
        FakeData data = new FakeData(labeled);
        baselines = new FakeBaselines(data, labeled ? FakeBaselines.scores(1, 1, 1) : ClusterScores.NONE);
        return new FakeServices().with(DataService.class, data).with(BaselineService.class, baselines);
    }

    @Test
    void printsTheScoresOfPixels() {
        CommandLineProbe line = CommandLineProbe.batch(services(true));
        JsonObject result = line.run("baseline", "kmeans", "--json").json().getAsJsonObject();
        assertEquals(1, result.get("acc").getAsDouble());
        assertEquals(8, result.get("images").getAsInt());
        assertEquals("kmeans", result.get("method").getAsString());
        assertEquals(
                PixelClusteringRequest.of(PartSpec.parse("kmeans"), "fashion-mnist-10k", 1), baselines.pixels.get(0));
    }

    @Test
    void takesOnlySoManyImagesAndAsManyClustersAsAsked() {
        CommandLineProbe line = CommandLineProbe.batch(services(true));
        assertEquals(0, line.run("baseline", "kmeans", "--limit", "3", "--k", "5").code, line.err());
        assertEquals(3, baselines.pixels.get(0).limit());
        assertEquals(OptionalInt.of(5), baselines.pixels.get(0).clusters());
        assertTrue(line.out().contains("ACC       1.000"), line.out());
    }

    @Test
    void withoutLabelsThereAreNoScores() {
        CommandLineProbe line = CommandLineProbe.batch(services(false));
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
        CommandLineProbe line = aRun(FakeBaselines.scores(0.875, 0.5, 0.25));
        JsonObject result = line.run("baseline", "kmeans", "--run", folder.toString(), "--json")
                .json()
                .getAsJsonObject();
        assertFalse(result.has("acc"));
        assertEquals(7.0 / 8, result.getAsJsonObject("network").get("acc").getAsDouble());
        assertEquals("probabilities", result.get("signal").getAsString());

        line.run("baseline", "kmeans", "--run", folder.toString(), "--k", "5");
        assertEquals(0, line.code, line.err());
        assertEquals(OptionalInt.of(5), baselines.features.get(1).clusters());
        assertTrue(line.out().contains("kmeans on label features"), line.out());
        assertTrue(line.out().contains("the network itself        0.875"), line.out());
    }

    @Test
    void labelFeaturesWithoutLabelsHaveNoScores() throws Exception {
        CommandLineProbe line = aRun(ClusterScores.NONE);
        assertEquals(0, line.run("baseline", "kmeans", "--run", folder.toString()).code, line.err());
        assertTrue(line.out().contains("the network itself          -"), line.out());
    }

    @Test
    void pixelsAndARunAreNotForOneCall() throws Exception {
        CommandLineProbe line = aRun(ClusterScores.NONE);
        assertEquals(2, line.run("baseline", "kmeans", "--run", folder.toString(), "--limit", "5").code);
        assertTrue(line.err().contains("--limit says which pixels"), line.err());
    }

    private CommandLineProbe aRun(ClusterScores scores) throws IOException {
        Files.writeString(folder.resolve("recipe.json"), "{}");
        FakeServices services = services(true);
        baselines = new FakeBaselines(new FakeData(true), scores);
        return CommandLineProbe.batch(
                services.with(BaselineService.class, baselines).with(RunService.class, FakeRuns.done(Map.of())));
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
        int seconds = runs.requests.get(0).seconds().orElseThrow();
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
        assertTrue(baselines.pixels.isEmpty(), "k-means was not run");
        assertTrue(runs.requests.isEmpty());
    }

    @Test
    void demoNamesTheReportToOpen() throws IOException {
        Path page = Files.createDirectories(folder.resolve("fashion-mnist-10k/st-dac-demo/20260102-030405-s1"))
                .resolve("report.html");
        CommandLineProbe line =
                CommandLineProbe.batch(services(true).with(RunService.class, FakeRuns.done(summary(0.4))));
        assertFalse(line.run("demo", "--out", folder.toString()).out().contains("report.html"), line.out());
        Files.createFile(page);
        assertTrue(line.run("demo", "--out", folder.toString()).out().contains("Report: " + page), line.out());
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
        assertTrue(line.out().contains("No time was left for training"), line.out());
        assertFalse(line.out().contains("ahead"), line.out());
    }

    @Test
    void verdictsAreFair() {
        assertEquals(
                "st-dac-demo is ahead of k-means by 4.2 points of ACC.",
                DemoCommand.verdict(OptionalDouble.of(0.542), OptionalDouble.of(0.5)));
        assertEquals("Both have the same ACC.", DemoCommand.verdict(OptionalDouble.of(0.5001), OptionalDouble.of(0.5)));
        assertTrue(DemoCommand.verdict(OptionalDouble.of(0.4), OptionalDouble.of(0.5))
                .startsWith("k-means is ahead"));
    }

    private static Map<String, Object> summary(double acc) {
        Map<String, Object> summary = new LinkedHashMap<>();
        summary.put("variant", "st-dac-demo");
        summary.put("acc", acc);
        return summary;
    }
}
