package org.clade.run.trained;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.clade.api.data.Split;
import org.clade.api.part.RefusedException;
import org.clade.api.prediction.PredictionMerger;
import org.clade.api.prediction.PredictionRequest;
import org.clade.api.prediction.PredictionSummary;
import org.clade.api.prediction.Shard;
import org.clade.api.run.InferenceReport;
import org.clade.api.run.Job;
import org.clade.api.run.RunState;
import org.clade.base.json.ExitCodes;
import org.clade.run.SmallRuns;
import org.clade.run.Stripes;
import org.clade.run.prediction.ShardMerger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Predictions that are interrupted, and predictions in parts. */
class PredictionResumeTest {

    private static final int ALL = Stripes.TRAIN + Stripes.TEST;

    @TempDir
    private Path out;

    private SmallRuns small;
    private RunPredictor predictor;
    private PredictionMerger merger;
    private Path run;

    @BeforeEach
    void train() throws Exception {
        small = new SmallRuns(out);
        predictor = new RunPredictor(
                small.executor, small.trained, small.data, small.scores, small.evaluations, small.editor);
        merger = new ShardMerger(small.scores);
        run = small.train(Split.ALL, 0);
    }

    private PredictionRequest request() {
        return PredictionRequest.of(run, "stripes");
    }

    private InferenceReport<PredictionSummary> predict(PredictionRequest request) throws InterruptedException {
        return predictor.start(request).await();
    }

    private Path done(PredictionRequest request) throws InterruptedException {
        InferenceReport<PredictionSummary> report = predict(request);
        assertEquals("", report.failure());
        assertEquals(RunState.FINISHED, report.state());
        return report.folder();
    }

    /** Stops a prediction while it writes the row of an image. */
    private Path interrupted(PredictionRequest request, int row) throws Exception {
        CompletableFuture<Job<InferenceReport<PredictionSummary>>> started = new CompletableFuture<>();
        AtomicInteger named = new AtomicInteger(-ALL); // all names are asked for once before
        small.data.naming = image -> {
            if (named.getAndIncrement() == row) {
                started.join().stop();
            }
        };
        started.complete(predictor.start(request));
        InferenceReport<PredictionSummary> report = started.join().await();
        small.data.naming = image -> {};
        assertEquals(RunState.STOPPED, report.state());
        assertEquals(130, ExitCodes.of(report.outcome()));
        try (Stream<Path> folders = Files.list(run.resolve("predictions/stripes"))) {
            return folders.filter(folder -> !Files.exists(folder.resolve("prediction.json")))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static byte[] rows(Path folder) throws IOException {
        return Files.readAllBytes(folder.resolve("assignments.csv"));
    }

    private static JsonObject result(Path folder) throws IOException {
        JsonObject result = JsonParser.parseString(Files.readString(folder.resolve("prediction.json")))
                .getAsJsonObject();
        List.of("seconds", "images_per_second", "shard").forEach(result::remove);
        return result;
    }

    private void assertSame(Path expected, Path folder) throws IOException {
        assertArrayEquals(rows(expected), rows(folder));
        assertEquals(result(expected), result(folder));
    }

    private void refused(PredictionRequest request, String words) throws InterruptedException {
        InferenceReport<PredictionSummary> report = predict(request);
        assertTrue(report.failure().contains(words), report.failure());
        assertEquals(2, ExitCodes.of(report.outcome()));
    }

    private void refused(List<Path> shards, String words) {
        String sentence = assertThrows(RefusedException.class, () -> merger.merge(run, shards))
                .getMessage();
        assertTrue(sentence.contains(words), sentence);
    }

    @Test
    void whatWasInterruptedGoesOnAndEqualsWhatWasNot() throws Exception {
        Path whole = done(request());
        Path cut = interrupted(request(), 30);
        assertFalse(Files.exists(cut.resolve("assignments.csv")));
        int before = Files.readAllLines(cut.resolve("assignments.csv.part")).size();
        assertTrue(before > 30 && before < ALL, () -> "rows: " + before);
        assertEquals(cut, done(request().resumed()));
        assertSame(whole, cut);
        refused(request().resumed(), "There is no interrupted prediction");
    }

    @Test
    void rowsThatAKilledProcessDidNotCountAreWrittenAgain() throws Exception {
        Path whole = done(request());
        Path cut = interrupted(request(), 30);
        Files.writeString(cut.resolve("assignments.csv.part"), "30,1,0.5,0\n31,", StandardOpenOption.APPEND);
        assertEquals(cut, done(request().resumed()));
        assertSame(whole, cut);
    }

    @Test
    void whereOnlyTheResultIsMissingItIsWritten() throws Exception {
        Path whole = done(request());
        byte[] rows = rows(whole);
        JsonObject result = result(whole);
        Files.delete(whole.resolve("prediction.json"));
        assertEquals(whole, done(request().resumed()));
        assertArrayEquals(rows, rows(whole));
        assertEquals(result, result(whole));
    }

    @Test
    void onlyTheSameQuestionGoesOn() throws Exception {
        refused(request().resumed(), "There is no interrupted prediction");
        Path cut = interrupted(request(), 30);
        refused(request().withImages(Split.ALL, 50).resumed(), "--limit was 0 and is 50 now");
        refused(request().withImages(Split.TRAIN, 0).resumed(), "the split was train+test and is train now");
        refused(request().withShard(new Shard(1, 2)).resumed(), "the shard was 1/1 and is 1/2 now");
        Path rows = cut.resolve("assignments.csv.part");
        String text = Files.readString(rows);
        Files.writeString(rows, text.replaceFirst("\n5,", "\n6,"));
        refused(request().resumed(), "is of image “6”");
        Files.writeString(rows, text.replaceFirst("0\\.", "1."));
        refused(request().resumed(), "edited or damaged");
        Files.writeString(rows, text);
        Files.writeString(cut.resolve("position.json"), "{");
        refused(request().resumed(), "edited or damaged");
    }

    @Test
    void shardsHaveEachImageOnceAndMergeToTheWhole() throws Exception {
        Path whole = done(request());
        List<Path> shards = new ArrayList<>();
        for (int index = 3; index >= 1; index--) {
            shards.add(done(request().withShard(new Shard(index, 3))));
        }
        JsonObject second = JsonParser.parseString(
                        Files.readString(shards.get(1).resolve("prediction.json")))
                .getAsJsonObject();
        assertEquals("2/3", second.get("shard").getAsString());
        assertEquals(28, second.get("images").getAsInt());
        InferenceReport<PredictionSummary> merged = merger.merge(run, shards);
        assertSame(whole, merged.folder());
    }

    @Test
    void whatIsNoWholeSetOfShardsIsRefused() throws Exception {
        Path first = done(request().withShard(new Shard(1, 2)));
        Path second = done(request().withShard(new Shard(2, 2)));
        refused(List.of(), "no shards");
        refused(List.of(first), "Shard 2/2 is missing");
        refused(List.of(first, second, first), "Shard 1/2 is there twice");
        refused(List.of(first, done(request().withShard(new Shard(2, 3)))), "there are 2 shards and 3");
        refused(
                List.of(first, done(request().withImages(Split.TRAIN, 0).withShard(new Shard(2, 2)))),
                "not of one prediction: the split was train+test and is train now");
        refused(List.of(first, run), "is not the folder of a prediction");
        Path cut = interrupted(request().withShard(new Shard(2, 2)), 10);
        refused(List.of(first, cut), "Shard 2/2");
        Path rows = second.resolve("assignments.csv");
        String text = Files.readString(rows);
        Files.writeString(rows, text.substring(0, text.length() - 10));
        refused(List.of(first, second), "edited or damaged");
        Files.writeString(rows, text + "99,0,0.5,1\n");
        refused(List.of(first, second), "edited or damaged");
        Files.writeString(rows, text);
        run = small.train(Split.ALL, 0);
        refused(List.of(first, second), "are not of run");
    }

    @Test
    void moreShardsThanBatchesAreRefused() throws Exception {
        refused(request().withShard(new Shard(1, 14)), "take at most 13 shards");
    }
}
