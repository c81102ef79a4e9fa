package org.clade.shell.command.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.clade.api.data.DatasetNotes;
import org.clade.api.data.Split;
import org.clade.api.metric.ClusterScores;
import org.clade.api.part.RefusedException;
import org.clade.api.prediction.PredictionRequest;
import org.clade.api.prediction.PredictionSummary;
import org.clade.api.prediction.Predictor;
import org.clade.api.run.InferenceReport;
import org.clade.api.run.Job;
import org.clade.api.run.RunSummary.ClusterSize;
import org.clade.shell.CommandLineProbe;
import org.clade.shell.FakeJob;
import org.clade.shell.FakeServices;
import org.clade.shell.context.Interruption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictCommandTest {

    @TempDir
    private Path folder;

    private final PredictionSummary result = result(ClusterScores.NONE, 2);
    private PredictionRequest asked;

    @BeforeEach
    void aRun() throws Exception {
        Files.writeString(folder.resolve("recipe.json"), "{}");
    }

    private static PredictionSummary result(ClusterScores scores, int k) {
        return new PredictionSummary(
                "runs/x",
                "checkpoints/1.zip",
                "mmdc-mnist",
                "mmdc",
                "photos",
                "all",
                1234,
                Optional.empty(),
                DatasetNotes.NONE,
                k,
                "batch normalization in evaluation mode",
                "fp32",
                scores,
                clusters(k),
                3.2,
                5678.9,
                "0.1.0");
    }

    /** The first cluster has all images but one, the others none. */
    private static List<ClusterSize> clusters(int k) {
        return IntStream.range(0, k)
                .mapToObj(cluster -> cluster == 0
                        ? new ClusterSize(0, 1233, 0.999, OptionalDouble.of(0.871))
                        : new ClusterSize(cluster, 0, 0, OptionalDouble.empty()))
                .toList();
    }

    private static Predictor predictor(Function<PredictionRequest, Job<InferenceReport<PredictionSummary>>> start) {
        return new Predictor() {

            @Override
            public Job<InferenceReport<PredictionSummary>> start(PredictionRequest request) {
                return start.apply(request);
            }

            @Override
            public int mostShards(PredictionRequest request) {
                return 1;
            }
        };
    }

    private CommandLineProbe line(FakeJob<PredictionSummary> prediction) {
        Predictor predictor = predictor(request -> {
            asked = request;
            return prediction;
        });
        return CommandLineProbe.batch(new FakeServices().with(Predictor.class, predictor));
    }

    @Test
    void asksForAllImagesUnlessToldOtherwise() {
        CommandLineProbe line = line(FakeJob.done(result));
        assertEquals(0, line.run("predict", folder.toString(), "mnist").code, line.err());
        assertEquals(PredictionRequest.of(folder, "mnist"), asked);
        line.run("predict", folder.toString(), "mnist", "--split", "test", "--limit", "7");
        assertEquals(PredictionRequest.of(folder, "mnist").withImages(Split.TEST, 7), asked);
    }

    @Test
    void printsEachClusterAndWhereMoreIs() {
        CommandLineProbe line = line(FakeJob.done(result));
        line.run("predict", folder.toString(), "photos");
        assertTrue(line.out().startsWith("CLUSTER"), line.out());
        assertTrue(line.out().contains("      0   1,233  0.999       0.871"), line.out());
        assertTrue(line.out().contains("photos, 1,234 images"), line.out());
        assertTrue(line.out().contains("5,679"), line.out());
        assertFalse(line.out().contains("ACC"), line.out());
        assertFalse(line.out().contains("more"), line.out());
    }

    @Test
    void scoresAreShownWhereThereAreSomeAndNotTooManyClusters() {
        CommandLineProbe line = line(FakeJob.done(result(new ClusterScores(Map.of("acc", 0.912)), 25)));
        line.run("predict", folder.toString(), "photos");
        assertTrue(line.out().contains("ACC                0.912"), line.out());
        assertTrue(line.out().contains("… and 5 more, in prediction.json."), line.out());
    }

    @Test
    void jsonIsTheFileAndItsFolder() {
        CommandLineProbe line = line(FakeJob.done(result));
        JsonObject document = line.run("predict", folder.toString(), "photos", "--json")
                .json()
                .getAsJsonObject();
        assertEquals(2, document.getAsJsonArray("clusters").size());
        assertTrue(document.has("folder"), document::toString);
    }

    @Test
    void refusalsAndMissingWordsAreSentences() {
        Predictor refusing = predictor(request -> {
            throw new RefusedException("There is no data set or folder mnits.");
        });
        CommandLineProbe line = CommandLineProbe.batch(new FakeServices().with(Predictor.class, refusing));
        assertEquals(2, line.run("predict", folder.toString(), "mnits").code);
        assertEquals("clade: There is no data set or folder mnits.", line.err().strip());
        assertEquals(2, line.run("predict", folder.toString()).code);
        assertTrue(line.err().contains("<data>"), line.err());
        assertEquals(2, line.run("predict", folder.toString(), "mnist", "--split", "half").code);
    }

    @Test
    void anInterruptStopsIt() throws Exception {
        CommandLineProbe line = line(FakeJob.endless());
        CompletableFuture<Interruption> interruption = new CompletableFuture<>();
        CompletableFuture<Integer> code = CompletableFuture.supplyAsync(() -> {
            Interruption mine = new Interruption();
            interruption.complete(mine);
            return line.run(mine, "predict", folder.toString(), "photos").code;
        });
        interruption.get(5, TimeUnit.SECONDS).fire();
        assertEquals(130, code.get(10, TimeUnit.SECONDS));
        assertTrue(line.err().contains("--resume goes on"), line.err());
    }
}
