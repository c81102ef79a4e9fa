package org.clade.shell.command.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.clade.api.data.Split;
import org.clade.api.part.RefusedException;
import org.clade.api.run.PredictionRequest;
import org.clade.api.run.Predictor;
import org.clade.api.run.RunRequest;
import org.clade.shell.CommandLineProbe;
import org.clade.shell.FakeRuns;
import org.clade.shell.FakeServices;
import org.clade.shell.context.Interruption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictCommandTest {

    @TempDir
    private Path folder;

    private final Map<String, Object> result = new LinkedHashMap<>();
    private PredictionRequest asked;

    @BeforeEach
    void aRun() throws Exception {
        Files.writeString(folder.resolve("recipe.json"), "{}");
        result.put("variant", "mmdc-mnist");
        result.put("data", "photos");
        result.put("images", 1234);
        result.put("clusters", clusters(2));
        result.put("seconds", 3.2);
        result.put("images_per_second", 5678.9);
    }

    /** The first has all images but one, the others none. */
    private static List<Map<String, Object>> clusters(int k) {
        return IntStream.range(0, k)
                .mapToObj(cluster -> cluster == 0
                        ? Map.<String, Object>of("cluster", 0, "images", 1233, "share", 0.999, "confidence", 0.871)
                        : Map.<String, Object>of("cluster", cluster, "images", 0, "share", 0.0))
                .toList();
    }

    private CommandLineProbe line(FakeRuns predictions) {
        Predictor predictor = request -> {
            asked = request;
            return predictions.start(RunRequest.of("prediction", "photos"));
        };
        return CommandLineProbe.batch(new FakeServices().with(Predictor.class, predictor));
    }

    @Test
    void asksForAllImagesUnlessToldOtherwise() {
        CommandLineProbe line = line(FakeRuns.done(result));
        assertEquals(0, line.run("predict", folder.toString(), "mnist").code, line.err());
        assertEquals(PredictionRequest.of(folder, "mnist"), asked);
        line.run("predict", folder.toString(), "mnist", "--split", "test", "--limit", "7");
        assertEquals(new PredictionRequest(folder, "mnist", Split.TEST, 7), asked);
    }

    @Test
    void printsEachClusterAndWhereMoreIs() {
        CommandLineProbe line = line(FakeRuns.done(result));
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
        result.put("acc", 0.912);
        result.put("clusters", clusters(25));
        CommandLineProbe line = line(FakeRuns.done(result));
        line.run("predict", folder.toString(), "photos");
        assertTrue(line.out().contains("ACC                0.912"), line.out());
        assertTrue(line.out().contains("… and 5 more, in prediction.json."), line.out());
    }

    @Test
    void jsonIsTheFileAndItsFolder() {
        CommandLineProbe line = line(FakeRuns.done(result));
        JsonObject document = line.run("predict", folder.toString(), "photos", "--json")
                .json()
                .getAsJsonObject();
        assertEquals(2, document.getAsJsonArray("clusters").size());
        assertTrue(document.has("folder"), document::toString);
    }

    @Test
    void refusalsAndMissingWordsAreSentences() {
        Predictor refusing = request -> {
            throw new RefusedException("There is no data set or folder mnits.");
        };
        CommandLineProbe line = CommandLineProbe.batch(new FakeServices().with(Predictor.class, refusing));
        assertEquals(2, line.run("predict", folder.toString(), "mnits").code);
        assertEquals("clade: There is no data set or folder mnits.", line.err().strip());
        assertEquals(2, line.run("predict", folder.toString()).code);
        assertTrue(line.err().contains("<data>"), line.err());
        assertEquals(2, line.run("predict", folder.toString(), "mnist", "--split", "half").code);
    }

    @Test
    void anInterruptStopsIt() throws Exception {
        CommandLineProbe line = line(FakeRuns.endless(Map.of()));
        CompletableFuture<Interruption> interruption = new CompletableFuture<>();
        CompletableFuture<Integer> code = CompletableFuture.supplyAsync(() -> {
            Interruption mine = new Interruption();
            interruption.complete(mine);
            return line.run(mine, "predict", folder.toString(), "photos").code;
        });
        interruption.get(5, TimeUnit.SECONDS).fire();
        assertEquals(130, code.get(10, TimeUnit.SECONDS));
        assertTrue(line.err().contains("nothing is written"), line.err());
    }
}
