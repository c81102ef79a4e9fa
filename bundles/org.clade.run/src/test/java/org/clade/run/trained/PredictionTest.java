package org.clade.run.trained;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.clade.api.data.Split;
import org.clade.api.engine.ForwardMode;
import org.clade.api.part.RefusedException;
import org.clade.api.prediction.PredictionRequest;
import org.clade.api.prediction.PredictionSummary;
import org.clade.api.prediction.Shard;
import org.clade.api.run.InferenceReport;
import org.clade.api.run.Job;
import org.clade.api.run.RunState;
import org.clade.base.json.ExitCodes;
import org.clade.base.json.ResultJson;
import org.clade.run.SmallRuns;
import org.clade.run.Stripes;
import org.clade.run.training.CheckpointFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A trained run assigns images. */
class PredictionTest {

    @TempDir
    private Path out;

    private SmallRuns small;
    private RunPredictor predictor;

    @BeforeEach
    void start() {
        small = new SmallRuns(out);
        predictor = new RunPredictor(
                small.executor, small.trained, small.data, small.scores, small.evaluations, small.editor);
    }

    private InferenceReport<PredictionSummary> predict(Path run, Split split, int limit) throws InterruptedException {
        InferenceReport<PredictionSummary> report = predictor
                .start(PredictionRequest.of(run, "stripes").withImages(split, limit))
                .await();
        assertEquals("", report.failure());
        assertEquals(RunState.FINISHED, report.state());
        return report;
    }

    private static List<String> assignments(Path folder) throws IOException {
        return Files.readAllLines(folder.resolve("assignments.csv"));
    }

    private static List<String> clusters(Path folder) throws IOException {
        return assignments(folder).stream().map(line -> line.split(",")[1]).toList();
    }

    private static JsonObject prediction(InferenceReport<PredictionSummary> report) throws IOException {
        return JsonParser.parseString(Files.readString(report.folder().resolve("prediction.json")))
                .getAsJsonObject();
    }

    @Test
    void itsOwnImagesGetTheClustersThatTheRunAssigned() throws Exception {
        Path run = small.train(Split.ALL, 50);
        assertEquals(assignments(run), assignments(predict(run, Split.ALL, 50).folder()));
    }

    @Test
    void itHasAsManyShardsAsBatches() throws Exception {
        Path run = small.train(Split.ALL, 50);
        PredictionRequest request = PredictionRequest.of(run, "stripes");
        int most = predictor.mostShards(request.withImages(Split.ALL, 50));
        assertTrue(most > 1, () -> most + " shards");
        assertEquals(1, predictor.mostShards(request.withImages(Split.ALL, 1)));

        Job<InferenceReport<PredictionSummary>> last =
                predictor.start(request.withImages(Split.ALL, 50).withShard(new Shard(most, most)));
        assertEquals(RunState.FINISHED, last.await().state());
        Job<InferenceReport<PredictionSummary>> further =
                predictor.start(request.withImages(Split.ALL, 50).withShard(new Shard(most + 1, most + 1)));
        assertTrue(
                further.await().failure().contains("take at most " + most + " shards"),
                () -> "refused for another reason");
    }

    @Test
    void meansAreThoseOfTheCheckpoint() throws Exception {
        small.variants.means = true;
        Path run = small.train(Split.TRAIN, 0);
        InferenceReport<PredictionSummary> report = predict(run, Split.TEST, 0);
        assertTrue(assignments(report.folder()).stream().skip(1).allMatch(line -> line.split(",")[1].equals("2")));
    }

    @Test
    void otherImagesAreAssignedThoughItsOwnAreGone() throws Exception {
        Path run = small.train(Split.TRAIN, 0);
        small.data.seed = 2; // other images in place of those that it was trained on

        InferenceReport<PredictionSummary> report = predict(run, Split.TEST, 0);

        JsonObject said = prediction(report);
        assertEquals(ResultJson.write(report.result().orElseThrow()).keySet(), said.keySet());
        assertEquals(Stripes.TEST, said.get("images").getAsInt());
        assertEquals("test", said.get("protocol").getAsString());
        assertEquals(1 + Stripes.TEST, assignments(report.folder()).size());
        assertTrue(assignments(report.folder()).get(1).startsWith(Stripes.TRAIN + ","), "an image has its name");
        assertTrue(report.folder().startsWith(run.resolve("predictions").resolve("stripes")));
        int images = 0;
        for (JsonElement cluster : said.getAsJsonArray("clusters")) {
            images += cluster.getAsJsonObject().get("images").getAsInt();
        }
        assertEquals(Stripes.TEST, images);
        assertEquals(Stripes.CLASSES, said.getAsJsonArray("clusters").size());
        assertTrue(said.get("acc").getAsDouble() >= 0 && said.get("acc").getAsDouble() <= 1, said::toString);
        assertTrue(said.get("effective_clusters").getAsDouble() >= 1, said::toString);
        assertEquals(List.of(report.folder()), small.seen.predictions, "listeners are told when all is written");

        InferenceReport<PredictionSummary> again = predict(run, Split.TEST, 0);
        assertNotEquals(report.folder(), again.folder());
        assertEquals(assignments(report.folder()), assignments(again.folder()));
    }

    @Test
    void theClustersOfAPersonStandNextToThoseOfTheNetwork() throws Exception {
        Path run = small.train(Split.TRAIN, 0);
        List<String> plain = assignments(predict(run, Split.TEST, 0).folder());
        small.editor.there = true;
        List<String> edited = assignments(predict(run, Split.TEST, 0).folder());
        assertEquals("image,cluster,confidence,second_cluster,edited_cluster,name", edited.get(0));
        for (int i = 1; i < plain.size(); i++) {
            String tail = plain.get(i).split(",")[1].equals("0") ? ",," : ",7,others";
            assertEquals(plain.get(i) + tail, edited.get(i));
        }
    }

    @Test
    void labelsAreNotNeeded() throws Exception {
        Path run = small.train(Split.TRAIN, 0);
        small.data.labeled = false;
        JsonObject said = prediction(predict(run, Split.TEST, 5));
        assertFalse(said.has("acc"), said::toString);
        assertEquals(5, said.get("images").getAsInt());
    }

    @Test
    void clustersWithoutImagesAreListedAndHaveNoRow() throws Exception {
        small.variants.means = true; // all images go into the last cluster
        Path run = small.train(Split.TRAIN, 0);
        InferenceReport<PredictionSummary> report = predict(run, Split.TEST, 3);
        JsonArray clusters = prediction(report).getAsJsonArray("clusters");
        assertEquals(0, clusters.get(0).getAsJsonObject().get("images").getAsInt());
        assertFalse(clusters.get(0).getAsJsonObject().has("confidence"));
        assertEquals(3, clusters.get(2).getAsJsonObject().get("images").getAsInt());
        assertEquals(1.0, clusters.get(2).getAsJsonObject().get("share").getAsDouble());
        assertEquals(1, small.seen.used.get(small.seen.used.size() - 1), "listeners see one cluster");
    }

    @Test
    void whereABatchDecidesNoImageDependsOnItsNeighbors() throws Exception {
        small.variants.inference = ForwardMode.BATCH_STATISTICS;
        Path run = small.train(Split.ALL, 0);
        List<String> all = assignments(predict(run, Split.ALL, 0).folder());
        InferenceReport<PredictionSummary> some = predict(run, Split.TEST, 0);
        assertEquals(
                all.subList(1 + Stripes.TRAIN, all.size()),
                assignments(some.folder()).subList(1, 1 + Stripes.TEST));
        assertTrue(some.result().orElseThrow().normalization().startsWith("statistics of 84 training images"));
        assertTrue(Files.exists(run.resolve("predictions/statistics.json")));
    }

    @Test
    void whereABatchDecidesAndItsOwnImagesAreGoneTheStatisticsOfTrainingAreUsed() throws Exception {
        small.variants.inference = ForwardMode.BATCH_STATISTICS;
        Path run = small.train(Split.ALL, 0);
        small.data.seed = 2;
        InferenceReport<PredictionSummary> report = predict(run, Split.TEST, 0);
        assertTrue(report.result().orElseThrow().normalization().startsWith("running statistics of training"));
        assertFalse(Files.exists(run.resolve("predictions/statistics.json")));
    }

    @Test
    void whatIsStoppedWritesNothing() throws Exception {
        Path run = small.train(Split.ALL, 0);
        CompletableFuture<Job<InferenceReport<PredictionSummary>>> started = new CompletableFuture<>();
        small.data.reading = () -> started.join().stop();
        started.complete(predictor.start(PredictionRequest.of(run, "stripes")));
        InferenceReport<PredictionSummary> report = started.join().await();
        assertEquals(RunState.STOPPED, report.state());
        assertEquals(130, ExitCodes.of(report.outcome()));
        assertFalse(Files.exists(run.resolve("predictions")));
    }

    @Test
    void imagesThatCannotBeReadEndItInWords() throws Exception {
        Path run = small.train(Split.ALL, 0);
        small.data.reading = () -> {
            throw new RefusedException("Image 7 is cut off.");
        };
        InferenceReport<PredictionSummary> report =
                predictor.start(PredictionRequest.of(run, "stripes")).await();
        assertEquals("Image 7 is cut off.", report.failure());
        assertEquals(2, ExitCodes.of(report.outcome()));
        assertFalse(Files.exists(run.resolve("predictions")));
    }

    @Test
    void whatCannotBeAskedIsRefusedInWords() throws Exception {
        refused(PredictionRequest.of(out.resolve("nothing"), "stripes"), "is not a run folder");
        Path run = small.train(Split.ALL, 0);
        refused(PredictionRequest.of(run, "stripes").withImages(Split.ALL, -1), "-1 images");
        small.data.present = false;
        refused(PredictionRequest.of(run, "stripes"), "There is no data set or folder");
        small.data.present = true;
        small.data.channels.add(3); // for the images, and one channel again for the run's own
        refused(
                PredictionRequest.of(run, "stripes"),
                "was trained on gray images of 4×4 pixels (stripes), and the images of stripes are color images of 4×4 pixels; give gray images");
        small.data.side = 0; // various sizes, read in the size of the recipe
        small.variants.size = 4;
        small.data.channels.add(3);
        refused(PredictionRequest.of(run, "stripes"), "the images of stripes are color images of various sizes");
        small.data.side = Stripes.SIDE;
        small.variants.size = 0;
        CheckpointFile.all(run).forEach(CheckpointFile::delete);
        refused(PredictionRequest.of(run, "stripes"), "has no checkpoint");
        assertFalse(Files.exists(run.resolve("predictions")));
    }

    @Test
    void colorImagesAreConvertedWhereTheVariantBeginsWithGray() throws Exception {
        small.variants.gray = true;
        Path run = small.train(Split.ALL, 0);
        small.data.channels.add(3);
        InferenceReport<PredictionSummary> report =
                predictor.start(PredictionRequest.of(run, "stripes")).await();
        assertEquals(0, ExitCodes.of(report.outcome()), report.failure());
        assertEquals(90, report.result().orElseThrow().images());
        assertEquals(clusters(run), clusters(report.folder()), "the gray of equal channels is what it was trained on");
    }

    private void refused(PredictionRequest request, String words) {
        String sentence = assertThrows(RefusedException.class, () -> predictor.start(request))
                .getMessage();
        assertTrue(sentence.contains(words), sentence);
    }
}
