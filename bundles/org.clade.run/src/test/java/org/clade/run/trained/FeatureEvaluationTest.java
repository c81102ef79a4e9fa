package org.clade.run.trained;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalLong;
import org.clade.api.baseline.Baseline;
import org.clade.api.data.Split;
import org.clade.api.engine.ForwardMode;
import org.clade.api.part.RefusedException;
import org.clade.api.run.FeatureRequest;
import org.clade.api.run.FeatureScores;
import org.clade.api.run.InferenceReport;
import org.clade.api.run.Job;
import org.clade.api.run.RunState;
import org.clade.base.json.ExitCodes;
import org.clade.base.json.ResultJson;
import org.clade.optimizer.CosineRate;
import org.clade.optimizer.SgdOptimizer;
import org.clade.run.SmallNetwork;
import org.clade.run.SmallRuns;
import org.clade.run.Stripes;
import org.clade.run.training.CheckpointFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Features of a small network: the stripes are in them, so a linear classifier finds them. */
class FeatureEvaluationTest {

    @TempDir
    private Path out;

    private SmallRuns small;
    private FeatureEvaluations evaluations;
    private int rows;
    private int clusters;

    /** Puts everything into one cluster, and records its input. */
    private final Baseline oneCluster = (vectors, k, settings, random) -> {
        rows = vectors.length;
        clusters = k;
        return new int[vectors.length];
    };

    @BeforeEach
    void start() {
        small = new SmallRuns(out);
        evaluations = new FeatureEvaluations(
                small.executor,
                small.trained,
                small.data,
                small.engine,
                small.scores,
                new FeatureParts(oneCluster, new SgdOptimizer(small.engine), new CosineRate()));
    }

    private InferenceReport<FeatureScores> evaluate(Path folder, int epochs, boolean augment, long seed)
            throws InterruptedException {
        InferenceReport<FeatureScores> report = evaluations
                .start(new FeatureRequest(folder, epochs, augment, OptionalLong.of(seed)))
                .await();
        assertEquals("", report.failure());
        return report;
    }

    private static JsonObject features(Path folder) throws Exception {
        return JsonParser.parseString(Files.readString(folder.resolve("features.json")))
                .getAsJsonObject();
    }

    private static double accuracy(InferenceReport<FeatureScores> report) {
        return report.result().orElseThrow().linear().acc();
    }

    /** {@return the report without what tells time} */
    private static JsonObject timeless(InferenceReport<FeatureScores> report) {
        JsonObject kept = ResultJson.write(report.result().orElseThrow());
        kept.remove("seconds");
        kept.getAsJsonObject("kmeans").remove("seconds");
        kept.getAsJsonObject("linear").remove("seconds");
        return kept;
    }

    @Test
    void theFileSaysWhatTheFeaturesAreWorthAndHowItWasFoundOut() throws Exception {
        Path folder = small.train(Split.ALL, 0);

        InferenceReport<FeatureScores> report = evaluate(folder, 20, false, 1);

        JsonObject file = features(folder);
        assertEquals(RunState.FINISHED, report.state());
        assertEquals(ResultJson.write(report.result().orElseThrow()).keySet(), file.keySet());
        assertEquals(Stripes.TRAIN + Stripes.TEST, rows);
        assertEquals(Stripes.CLASSES, clusters);
        JsonObject kmeans = file.getAsJsonObject("kmeans");
        assertEquals(1.0 / Stripes.CLASSES, kmeans.get("acc").getAsDouble(), 1e-9);
        assertEquals(0, kmeans.get("ari").getAsDouble(), 1e-9);
        assertFalse(kmeans.has("largest_share"), "scores against labels only");
        JsonObject linear = file.getAsJsonObject("linear");
        assertTrue(linear.get("acc").getAsDouble() > 0.9, linear::toString);
        assertEquals(Stripes.TRAIN, linear.get("train_images").getAsInt());
        assertEquals(Stripes.TEST, linear.get("test_images").getAsInt());
        assertEquals(SmallNetwork.WIDTH, file.get("features").getAsInt());
        assertEquals("checkpoints/00000006-000000.zip", file.get("checkpoint").getAsString());
        JsonObject protocol = file.getAsJsonObject("protocol");
        assertTrue(protocol.get("linear").getAsString().contains("lr=0.1"), protocol::toString);
        assertTrue(protocol.get("linear").getAsString().contains("cosine"), protocol::toString);
        assertTrue(protocol.get("features").getAsString().contains("evaluation mode"), protocol::toString);
        assertEquals("clean", protocol.get("view").getAsString());
        assertFalse(Files.exists(folder.resolve("features.json.part")));
    }

    @Test
    void theSameSeedGivesTheSameBitsAndTheNetworkStaysAsItIs() throws Exception {
        small.variants.copies = 2;
        Path folder = small.train(Split.ALL, 50);
        byte[] before =
                Files.readAllBytes(CheckpointFile.latest(folder).orElseThrow().file());

        InferenceReport<FeatureScores> first = evaluate(folder, 2, true, 5);
        InferenceReport<FeatureScores> again = evaluate(folder, 2, true, 5);
        InferenceReport<FeatureScores> other = evaluate(folder, 2, true, 6);

        assertEquals(timeless(first), timeless(again));
        assertNotEquals(timeless(first).get("linear"), timeless(other).get("linear"));
        assertTrue(Arrays.equals(
                before,
                Files.readAllBytes(CheckpointFile.latest(folder).orElseThrow().file())));
        assertEquals(
                "noise",
                features(folder).getAsJsonObject("protocol").get("view").getAsString());
    }

    @Test
    void augmentedImagesAreLearntFromToo() throws Exception {
        Path folder = small.train(Split.ALL, 0);
        assertTrue(accuracy(evaluate(folder, 30, true, 1)) > 0.9);
    }

    @Test
    void withStatisticsOfTheBatchFeaturesAreOfMixedSubBatches() throws Exception {
        small.variants.inference = ForwardMode.BATCH_STATISTICS;
        Path folder = small.train(Split.ALL, 0);
        assertTrue(accuracy(evaluate(folder, 30, false, 1)) > 0.8);
    }

    @Test
    void aRunOnOneSplitIsScoredOnTheOther() throws Exception {
        Path train = small.train(Split.TRAIN, 0);
        evaluate(train, 5, false, 1);
        JsonObject file = features(train);
        assertEquals(Stripes.TRAIN, file.get("images").getAsInt());
        assertEquals(Stripes.TRAIN, rows, "k-means is of the run's images");
        assertEquals(
                Stripes.TEST, file.getAsJsonObject("linear").get("test_images").getAsInt());

        Path test = small.train(Split.TEST, 0);
        evaluate(test, 5, false, 1);
        JsonObject linear = features(test).getAsJsonObject("linear");
        assertEquals(Stripes.TRAIN, linear.get("train_images").getAsInt());
        assertEquals(Stripes.TEST, linear.get("test_images").getAsInt());
    }

    @Test
    void whereThereIsOneSplitAFifthScores() throws Exception {
        small.data.divided = false;
        Path folder = small.train(Split.ALL, 50);
        evaluate(folder, 1, false, 1);
        JsonObject file = features(folder);
        assertEquals(40, file.getAsJsonObject("linear").get("train_images").getAsInt());
        assertEquals(10, file.getAsJsonObject("linear").get("test_images").getAsInt());
        String split = file.getAsJsonObject("protocol").get("split").getAsString();
        assertTrue(split.contains("80 %"), split);
    }

    @Test
    void whatCannotBeEvaluatedIsRefused() throws Exception {
        Path folder = small.train(Split.ALL, 0);
        refused("needs at least 1 epoch, not 0", new FeatureRequest(folder, 0, true, OptionalLong.empty()));
        refused("is not a run folder", FeatureRequest.of(out.resolve("nothing")));
        small.data.labeled = false;
        refused("have no labels", FeatureRequest.of(folder));
        small.data.labeled = true;
        small.data.seed = 2;
        InferenceReport<FeatureScores> others =
                evaluations.start(FeatureRequest.of(folder)).await();
        assertEquals(2, ExitCodes.of(others.outcome()));
        assertTrue(others.failure().contains("have changed since run"), others.failure());
        assertFalse(Files.exists(folder.resolve("features.json")));
    }

    private void refused(String words, FeatureRequest request) {
        String sentence = assertThrows(RefusedException.class, () -> evaluations.start(request))
                .getMessage();
        assertTrue(sentence.contains(words), sentence);
    }

    @Test
    void oneAtATimeAndAStopLeavesNothing() throws Exception {
        Path folder = small.train(Split.ALL, 0);
        Job<InferenceReport<FeatureScores>> running =
                evaluations.start(new FeatureRequest(folder, 1_000_000, true, OptionalLong.empty()));
        for (int i = 0; i < 1000 && running.progress().epoch() < 2; i++) {
            Thread.sleep(10);
        }
        assertTrue(running.progress().remaining() > 0, "the end is known");
        assertTrue(running.progress().share() > 0);
        refused("is running", FeatureRequest.of(folder));
        String second = assertThrows(RefusedException.class, () -> small.train(Split.ALL, 0))
                .getMessage();
        assertTrue(second.contains("is running"), second);
        running.stop();
        InferenceReport<FeatureScores> report = running.await();
        assertEquals(130, ExitCodes.of(report.outcome()));
        assertEquals(RunState.STOPPED, running.state());
        assertFalse(Files.exists(folder.resolve("features.json")));
    }
}
