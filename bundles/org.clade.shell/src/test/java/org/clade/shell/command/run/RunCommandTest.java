package org.clade.shell.command.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.clade.api.data.Split;
import org.clade.api.metric.ClusterScores;
import org.clade.api.run.RunRequest;
import org.clade.api.run.RunService;
import org.clade.api.run.RunSummary;
import org.clade.shell.CommandLineProbe;
import org.clade.shell.FakeRuns;
import org.clade.shell.FakeServices;
import org.clade.shell.context.Interruption;
import org.clade.shell.render.ScoreText;
import org.junit.jupiter.api.Test;

class RunCommandTest {

    private static final Map<String, Object> SUMMARY = Map.of(
            "variant",
            "gatcluster-28",
            "data",
            "fashion-mnist-10k",
            "images",
            10000,
            "seed",
            1,
            "acc",
            0.5123,
            "status",
            "finished",
            "seconds",
            Map.of("total", 75.0));

    private final FakeRuns runs = FakeRuns.done(SUMMARY);
    private final CommandLineProbe line = CommandLineProbe.batch(new FakeServices().with(RunService.class, runs));

    @Test
    void asksForWhatTheOptionsSay() {
        line.run(
                ("run gatcluster-28 --data mnist --split test --k 7 --seed 3 --epochs 4 --max-batches 5 --limit 600 --seconds 8"
                                + " --set batch=500 --set tasks=entropy=3;separability=1 --precision BF16 --device cpu --out o"
                                + " --no-baseline --stop-on-collapse")
                        .split(" "));
        assertEquals(0, line.code, line.err());
        assertEquals(
                new RunRequest(
                        "gatcluster-28",
                        Map.of("batch", "500", "tasks", "entropy=3;separability=1"),
                        "mnist",
                        Split.TEST,
                        OptionalInt.of(7),
                        3,
                        OptionalInt.of(4),
                        OptionalInt.of(5),
                        600,
                        OptionalInt.of(8),
                        "bf16",
                        "cpu",
                        Path.of("o"),
                        false,
                        true),
                runs.requests.get(0));
    }

    @Test
    void anOptionThatIsCalledOtherwiseNowIsRefused() {
        line.run("run", "gatcluster-28", "--rounds", "5");
        assertEquals(2, line.code);
        assertTrue(line.err().contains("The option “--rounds” of run is now called “--max-batches”."), line.err());
        assertTrue(runs.requests.isEmpty(), runs.requests::toString);
    }

    @Test
    void leavesTheRestToTheRecipe() {
        line.run("run", "gatcluster-28");
        assertEquals(RunRequest.of("gatcluster-28", "fashion-mnist-10k").withBaseline(true), runs.requests.get(0));
    }

    @Test
    void printsTheResultOnStandardOutputAndProgressOnStandardError() {
        line.run("run", "gatcluster-28");
        assertTrue(line.out().contains("ACC         0.512"), line.out());
        assertTrue(line.out().contains("time        1:15"), line.out());
        assertTrue(
                line.out().contains("run folder  runs/fashion-mnist-10k/gatcluster-28/20260102-030405-s1"), line.out());
        assertFalse(line.out().contains("training"));
        assertFalse(line.err().contains("\u001b"), "no bar where there is no terminal");
    }

    @Test
    void sizesOfClustersACollapseAndKMeansAreShown() {
        Map<String, Object> summary = new LinkedHashMap<>(SUMMARY);
        summary.put(
                "clusters",
                List.of(
                        Map.of("cluster", 0, "images", 9700, "share", 0.97, "confidence", 0.5),
                        Map.of("cluster", 1, "images", 300, "share", 0.03, "confidence", 0.25)));
        summary.put("collapsed", true);
        summary.put("collapse", "The clusters collapsed.");
        summary.put("kmeans", Map.of("acc", 0.4741, "nmi", 0.5, "ari", 0.25, "images", 2000, "of", 10_000));
        CommandLineProbe probe =
                CommandLineProbe.batch(new FakeServices().with(RunService.class, FakeRuns.done(summary)));
        assertEquals(0, probe.run("run", "gatcluster-28").code);
        assertTrue(probe.out().contains("      0   9,700  0.970       0.500"), probe.out());
        assertTrue(
                probe.out().contains("k-means on pixels  ACC 0.474, NMI 0.500, ARI 0.250, on 2,000 of these images"),
                probe.out());
        assertTrue(probe.out().contains("The clusters collapsed."), probe.out());
    }

    @Test
    void withoutLabelsKMeansHasItsClustersAlone() {
        assertEquals(
                "8.7 effective clusters",
                ScoreText.line(
                        new RunSummary.PixelScores(new ClusterScores(Map.of("effective_clusters", 8.71)), 60, 60, "")));
    }

    @Test
    void jsonIsOneDocumentAndNothingElse() {
        JsonObject summary = line.run("run", "gatcluster-28", "--json").json().getAsJsonObject();
        assertEquals(0.5123, summary.get("acc").getAsDouble());
        assertEquals("finished", summary.get("status").getAsString());
        assertTrue(summary.get("folder").getAsString().endsWith("-s1"));
    }

    @Test
    void anInterruptionStopsTheRun() throws Exception {
        FakeRuns endless = FakeRuns.endless(SUMMARY);
        CommandLineProbe probe = CommandLineProbe.batch(new FakeServices().with(RunService.class, endless));
        CompletableFuture<Interruption> interruption = new CompletableFuture<>();
        Thread command = new Thread(() -> {
            Interruption mine = new Interruption();
            interruption.complete(mine);
            probe.run(mine, "run", "gatcluster-28");
        });
        command.start();
        awaitRun(endless);
        interruption.get(5, TimeUnit.SECONDS).fire();
        command.join(5000);
        assertEquals(130, probe.code);
        assertTrue(probe.out().contains("ACC"), "what was learned is shown");
    }

    @Test
    void anInterruptedThreadStopsTheRunToo() throws Exception {
        FakeRuns endless = FakeRuns.endless(SUMMARY);
        CommandLineProbe probe = CommandLineProbe.batch(new FakeServices().with(RunService.class, endless));
        Thread command = new Thread(() -> probe.run("run", "gatcluster-28"));
        command.start();
        awaitRun(endless);
        command.interrupt();
        command.join(5000);
        assertEquals(130, probe.code);
    }

    @Test
    void statusAndStopKnowTheRunOfTheShell() throws Exception {
        FakeRuns endless = FakeRuns.endless(SUMMARY);
        CommandLineProbe shell = CommandLineProbe.shell(new FakeServices().with(RunService.class, endless));
        assertTrue(shell.run("status").out().startsWith("There is no run"), shell.out());
        assertEquals(0, shell.run("run", "gatcluster-28", "--detach").code, shell.err());
        assertTrue(shell.out().contains("in the background"), shell.out());
        shell.run("status");
        assertTrue(shell.out().contains("running   35%  0:22  0.500  training, epoch 2"), shell.out());
        JsonObject status =
                shell.run("status", "--json").json().getAsJsonArray().get(0).getAsJsonObject();
        assertEquals("running", status.get("state").getAsString());
        assertEquals(0.35, status.get("share").getAsDouble());
        assertEquals(2, shell.run("stop", "other").code);
        assertEquals(0, shell.run("stop").code);
        assertTrue(shell.run("status").out().contains("stopped"), shell.out());
        assertEquals(2, shell.run("stop").code);
    }

    @Test
    void theLatestRunIsStoppedByThatName() throws Exception {
        CommandLineProbe shell =
                CommandLineProbe.shell(new FakeServices().with(RunService.class, FakeRuns.endless(SUMMARY)));
        assertEquals(0, shell.run("run", "gatcluster-28", "--detach").code, shell.err());
        assertEquals(0, shell.run("stop", "latest").code, shell.err());
        assertTrue(shell.run("status").out().contains("stopped"), shell.out());
    }

    private static void awaitRun(FakeRuns runs) throws InterruptedException {
        for (int i = 0; i < 500 && runs.runs().isEmpty(); i++) {
            Thread.sleep(10);
        }
        assertEquals(1, runs.runs().size());
    }
}
