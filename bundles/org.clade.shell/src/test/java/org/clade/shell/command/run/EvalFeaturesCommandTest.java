package org.clade.shell.command.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.clade.api.part.RefusedException;
import org.clade.api.run.FeatureEvaluator;
import org.clade.api.run.FeatureRequest;
import org.clade.api.run.RunRequest;
import org.clade.shell.CommandLineProbe;
import org.clade.shell.FakeRuns;
import org.clade.shell.FakeServices;
import org.clade.shell.context.Interruption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvalFeaturesCommandTest {

    @TempDir
    private Path folder;

    private final Map<String, Object> result = new LinkedHashMap<>();
    private FeatureRequest asked;

    @BeforeEach
    void aRun() throws Exception {
        Files.writeString(folder.resolve("recipe.json"), "{}");
        result.put("variant", "mmdc-mnist");
        result.put("data", "mnist");
        result.put("images", 70000);
        result.put("classes", 10);
        result.put("seed", 7);
        result.put("kmeans", Map.of("acc", 0.397, "nmi", 0.428, "ari", 0.25));
        result.put("linear", Map.of("acc", 0.869));
        result.put("protocol", Map.of("view", "horizontal-flip(0.5)"));
        result.put("seconds", 75.0);
    }

    private CommandLineProbe line(FakeRuns evaluations) {
        FeatureEvaluator evaluator = request -> {
            asked = request;
            return evaluations.start(RunRequest.of("features", "mnist"));
        };
        return CommandLineProbe.batch(new FakeServices().with(FeatureEvaluator.class, evaluator));
    }

    @Test
    void asksAsThePaperDoesUnlessToldOtherwise() {
        CommandLineProbe line = line(FakeRuns.done(result));
        assertEquals(0, line.run("eval", "features", folder.toString()).code, line.err());
        assertEquals(FeatureRequest.of(folder), asked);
        line.run("eval:features", folder.toString(), "--epochs", "3", "--augment", "off", "--seed", "9");
        assertEquals(new FeatureRequest(folder, 3, false, OptionalLong.of(9)), asked);
    }

    @Test
    void printsBothScoresAndTheProtocol() {
        CommandLineProbe line = line(FakeRuns.done(result));
        line.run("eval", "features", folder.toString());
        assertTrue(line.out().startsWith("FEATURES OF mmdc-mnist"), line.out());
        assertTrue(line.out().contains("0.397  0.428  0.250"), line.out());
        assertTrue(line.out().contains("linear classifier       0.869"), line.out());
        assertTrue(line.out().contains("view"), line.out());
        assertTrue(line.out().contains("features.json"), line.out());
    }

    @Test
    void jsonIsTheFile() {
        CommandLineProbe line = line(FakeRuns.done(result));
        JsonObject document =
                line.run("eval", "features", folder.toString(), "--json").json().getAsJsonObject();
        assertEquals(result.keySet(), document.keySet());
    }

    @Test
    void refusalsAndWrongWordsAreSentences() {
        FeatureEvaluator refusing = request -> {
            throw new RefusedException("The images of mnist have no labels.");
        };
        CommandLineProbe line = CommandLineProbe.batch(new FakeServices().with(FeatureEvaluator.class, refusing));
        assertEquals(2, line.run("eval", "features", folder.toString()).code);
        assertEquals("clade: The images of mnist have no labels.", line.err().strip());
        assertEquals(2, line.run("eval", "features", folder.toString(), "--augment", "maybe").code);
        assertTrue(line.err().contains("it takes one of on, off"), line.err());
        assertEquals(2, line.run("eval").code);
        assertTrue(line.err().contains("write one of eval:features"), line.err());
    }

    @Test
    void anInterruptStopsIt() throws Exception {
        FakeRuns endless = FakeRuns.endless(Map.of());
        CommandLineProbe line = line(endless);
        CompletableFuture<Interruption> interruption = new CompletableFuture<>();
        CompletableFuture<Integer> code = CompletableFuture.supplyAsync(() -> {
            Interruption mine = new Interruption();
            interruption.complete(mine);
            return line.run(mine, "eval", "features", folder.toString()).code;
        });
        interruption.get(5, TimeUnit.SECONDS).fire();
        assertEquals(130, code.get(10, TimeUnit.SECONDS));
        assertTrue(line.err().contains("nothing is written"), line.err());
    }
}
