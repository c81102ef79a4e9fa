package org.clade.shell.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.clade.api.run.RunOutcome;
import org.clade.api.run.RunReport;
import org.clade.api.run.RunService;
import org.clade.api.run.RunState;
import org.clade.shell.CommandLineProbe;
import org.clade.shell.FakeRuns;
import org.clade.shell.FakeServices;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PastRunsTest {

    @TempDir
    private Path root;

    private final FakeRuns runs = FakeRuns.done(Map.of());
    private final CommandLineProbe line = CommandLineProbe.batch(new FakeServices().with(RunService.class, runs));

    @BeforeEach
    void twoRuns() throws Exception {
        add(
                "mnist/gatcluster-28/20260101-000000-s1",
                Map.of("acc", 0.4, "variant", "gatcluster-28", "status", "finished"));
        add("mnist/gatcluster-28/20260102-000000-s2", Map.of());
    }

    @Test
    void listsThemInOrder() {
        line.run("runs:list", "--out", root.toString());
        assertEquals(0, line.code, line.err());
        assertEquals(3, line.out().lines().count());
        assertTrue(line.out().contains("0.400"), line.out());
        assertTrue(line.out().lines().skip(2).findFirst().orElse("").contains("not ended"), line.out());
    }

    @Test
    void jsonSaysWhichEnded() {
        JsonArray list =
                line.run("runs:list", "--out", root.toString(), "--json").json().getAsJsonArray();
        assertEquals(2, list.size());
        assertTrue(list.get(0).getAsJsonObject().get("ended").getAsBoolean());
        assertEquals(
                "mnist/gatcluster-28/20260102-000000-s2",
                list.get(1).getAsJsonObject().get("run").getAsString());
    }

    @Test
    void aRunIsNamedInWholeByItsEndOrByItsFolder() {
        String folder = runs.past.get(0).folder().toString();
        for (String name : new String[] {
            "mnist/gatcluster-28/20260101-000000-s1", "20260101-000000-s1", "20260101-000000-s1/", folder
        }) {
            line.run("runs:show", name, "--out", root.toString(), "--json");
            assertEquals(0, line.code, name + ": " + line.err());
            assertEquals(folder, line.json().getAsJsonObject().get("folder").getAsString());
        }
    }

    @Test
    void aFolderIsFoundWhereverRunsAreLookedFor() throws Exception {
        Path run = runs.past.get(0).folder();
        Files.writeString(run.resolve("recipe.json"), "{}");
        line.run("runs:show", run.toString(), "--out", root.resolve("none").toString());
        assertEquals(0, line.code, line.err());
    }

    @Test
    void theLatestNeedsNoName() {
        line.run("runs:show", "latest", "--out", root.toString(), "--json");
        assertEquals(0, line.code, line.err());
        assertEquals(
                runs.past.get(1).folder().toString(),
                line.json().getAsJsonObject().get("folder").getAsString());
    }

    @Test
    void aWrongNameGetsTheNearest() {
        line.run("runs:show", "mnist/gatcluster-28/20260101-000000-s3", "--out", root.toString());
        assertEquals(2, line.code);
        assertTrue(line.err().contains("Did you mean mnist/gatcluster-28/20260101-000000-s1?"), line.err());
    }

    @Test
    void noFolderIsNoError() {
        line.run("runs:list", "--out", root.resolve("none").toString());
        assertEquals(0, line.code);
        assertTrue(line.out().contains("holds no run folders"), line.out());
        assertEquals(2, line.run("runs:show", "x", "--out", root.resolve("none").toString()).code);
    }

    private void add(String name, Map<String, Object> summary) throws Exception {
        Path folder = Files.createDirectories(root.resolve(name));
        runs.past.add(new RunReport(folder, RunState.FINISHED, RunOutcome.COMPLETED, FakeRuns.summary(summary), ""));
    }

    @Test
    void aRunWithoutAnEndSaysWhetherItGoesOn() throws Exception {
        Path folder = runs.past.get(1).folder();
        runs.past.set(1, new RunReport(folder, RunState.RUNNING, RunOutcome.UNFINISHED, Optional.empty(), ""));
        assertTrue(show().contains("It is still active, here or in another process."), line.out());
        runs.past.set(1, new RunReport(folder, RunState.STOPPED, RunOutcome.UNFINISHED, Optional.empty(), ""));
        assertTrue(show().contains("resume mnist/gatcluster-28/20260102-000000-s2 continues it."), line.out());
    }

    private String show() {
        return line.run("runs:show", "latest", "--out", root.toString()).out();
    }
}
