package org.clade.shell.command.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.clade.api.part.RefusedException;
import org.clade.api.run.FeatureEvaluator;
import org.clade.api.run.FeatureRequest;
import org.clade.api.run.FeatureScores;
import org.clade.base.json.ResultJson;
import org.clade.shell.CommandLineProbe;
import org.clade.shell.FakeBaselines;
import org.clade.shell.FakeJob;
import org.clade.shell.FakeServices;
import org.clade.shell.context.Interruption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeaturesScoreCommandTest {

    @TempDir
    private Path folder;

    private final FeatureScores result = new FeatureScores(
            "runs/x",
            "checkpoints/1.zip",
            "mmdc-mnist",
            "mnist",
            70000,
            10,
            10,
            512,
            7,
            100,
            true,
            new FeatureScores.KMeansScores(FakeBaselines.scores(0.397, 0.428, 0.25), 3),
            new FeatureScores.LinearScores(0.869, 0.9, 0.1, 60000, 10000, 70),
            new FeatureScores.Protocol("of the backbone", "kmeans", "sgd", "horizontal-flip(0.5)", "train and test"),
            75.0,
            "0.1.0");
    private FeatureRequest asked;

    @BeforeEach
    void aRun() throws Exception {
        Files.writeString(folder.resolve("recipe.json"), "{}");
    }

    private CommandLineProbe line(FakeJob<FeatureScores> evaluation) {
        FeatureEvaluator evaluator = request -> {
            asked = request;
            return evaluation;
        };
        return CommandLineProbe.batch(new FakeServices().with(FeatureEvaluator.class, evaluator));
    }

    @Test
    void asksAsThePaperDoesUnlessToldOtherwise() {
        CommandLineProbe line = line(FakeJob.done(result));
        assertEquals(0, line.run("features", "score", folder.toString()).code, line.err());
        assertEquals(FeatureRequest.of(folder), asked);
        line.run("features:score", folder.toString(), "--epochs", "3", "--augment", "off", "--seed", "9");
        assertEquals(new FeatureRequest(folder, 3, false, OptionalLong.of(9)), asked);
    }

    @Test
    void printsBothScoresAndTheProtocol() {
        CommandLineProbe line = line(FakeJob.done(result));
        line.run("features", "score", folder.toString());
        assertTrue(line.out().startsWith("FEATURES OF mmdc-mnist"), line.out());
        assertTrue(line.out().contains("0.397  0.428  0.250"), line.out());
        assertTrue(line.out().contains("linear classifier       0.869"), line.out());
        assertTrue(line.out().contains("view"), line.out());
        assertTrue(line.out().contains("features.json"), line.out());
    }

    @Test
    void jsonIsTheFile() {
        CommandLineProbe line = line(FakeJob.done(result));
        JsonObject document = line.run("features", "score", folder.toString(), "--json")
                .json()
                .getAsJsonObject();
        assertEquals(ResultJson.write(result), document);
    }

    @Test
    void refusalsAndWrongWordsAreSentences() {
        FeatureEvaluator refusing = request -> {
            throw new RefusedException("The images of mnist have no labels.");
        };
        CommandLineProbe line = CommandLineProbe.batch(new FakeServices().with(FeatureEvaluator.class, refusing));
        assertEquals(2, line.run("features", "score", folder.toString()).code);
        assertEquals("clade: The images of mnist have no labels.", line.err().strip());
        assertEquals(2, line.run("features", "score", folder.toString(), "--augment", "maybe").code);
        assertTrue(line.err().contains("it takes one of on, off"), line.err());
        assertEquals(2, line.run("bundle").code);
        assertTrue(line.err().contains("write one of bundle:list"), line.err());
    }

    @Test
    void anInterruptStopsIt() throws Exception {
        FakeJob<FeatureScores> endless = FakeJob.endless();
        CommandLineProbe line = line(endless);
        CompletableFuture<Interruption> interruption = new CompletableFuture<>();
        CompletableFuture<Integer> code = CompletableFuture.supplyAsync(() -> {
            Interruption mine = new Interruption();
            interruption.complete(mine);
            return line.run(mine, "features", "score", folder.toString()).code;
        });
        interruption.get(5, TimeUnit.SECONDS).fire();
        assertEquals(130, code.get(10, TimeUnit.SECONDS));
        assertTrue(line.err().contains("nothing is written"), line.err());
    }
}
