package org.clade.tests.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Parts of an active run are replaced, by a command and by updates of their bundles. */
class SwapTest {
    private static final String RUN =
            "run gatcluster-28 --data fashion-mnist-10k --seed 4 --limit 200 --set batch=100 --set epochs_per_batch=4"
                    + " --set \"attention=identity\" --set \"backbone=vgg(blocks=1x8+1x16)\"";
    private static final String THREE_TASKS = " --set \"tasks=separability=1; invariance=5; entropy=3\"";

    @RegisterExtension
    private static final SharedProduct CLADE = new SharedProduct();

    @TempDir
    private Path folder;

    private Outcome script(String... commands) throws InterruptedException {
        return CLADE.process().script(folder, false, List.of(commands));
    }

    private static List<JsonObject> events(RunFolder run, String type) {
        return run.jsonLines("events.jsonl").stream()
                .filter(event -> event.get("event").getAsString().equals(type))
                .toList();
    }

    private static String text(JsonObject object, String key) {
        return object.get(key).getAsString();
    }

    @Test
    void aTaskAStrategyAndAnOperationAreSwappedAndTheRunSaysSo() throws InterruptedException, InterruptedException {
        Outcome outcome = script(
                        RUN + THREE_TASKS + " --max-batches 16 --detach",
                        "part:swap latest separability \"separability(pairs=all)=2\"",
                        "part:swap gatcluster-28 relations \"relations(guard=0.2)\"",
                        "part:swap fashion-mnist-10k/gatcluster-28 train.affine \"horizontal-flip(0.5)\"",
                        "status")
                .expect(0)
                .inWords()
                .says("works with separability(pairs=all)=2 since step");
        RunFolder run = outcome.onlyRun();

        List<JsonObject> swapped = events(run, "swapped");
        assertEquals(
                List.of("task", "targets", "operation"),
                swapped.stream().map(event -> text(event, "kind")).toList());
        JsonObject operation = swapped.get(2);
        assertTrue(operation.get("step").getAsInt() > 0, operation::toString);
        assertTrue(text(operation, "old").startsWith("affine("), operation::toString);
        assertEquals("horizontal-flip(0.5)", text(operation, "new"));
        assertEquals("[\"train\"]", operation.get("phases").toString());
        for (JsonObject event : swapped) {
            assertTrue(text(event, "bundle").startsWith("org.clade."), event::toString);
            assertTrue(text(event, "version").startsWith("0.1.0"), event::toString);
            assertTrue(text(event, "sha256").matches("[0-9a-f]{64}"), event::toString);
            assertTrue(text(event, "old_sha256").matches("[0-9a-f]{64}"), event::toString);
        }
        assertEquals(swapped.get(0).get("old_sha256"), locked(run, "org.clade.task.separability"));
        assertTrue(
                locked(run, "org.clade.djl.native.linux-x86_64").getAsString().matches("[0-9a-f]{64}"));
        assertEquals(3, events(run, "kept").size());
        assertEquals(3, run.json("summary.json").getAsJsonArray("edited").size());
        assertTrue(run.lines("recipe-edited.json").toString().contains("separability(pairs=all)=2"));
        assertFalse(run.lines("recipe.json").toString().contains("pairs=all"));
        String curve = String.join("\n", run.lines("metrics.csv"));
        assertTrue(curve.contains("edited"), curve);
        assertTrue(curve.contains("separability=1 -> separability(pairs=all)=2 at step"), curve);
    }

    @Test
    void whatDoesNotFitIsRefusedAndTheRunIsWhatItWouldHaveBeen() throws IOException, InterruptedException {
        String run = RUN + THREE_TASKS + " --max-batches 16 --detach";
        RunFolder refused = CLADE.process()
                .script(
                        Files.createDirectory(folder.resolve("a")),
                        true,
                        List.of(
                                run,
                                "part:swap latest vgg allconv",
                                "part:swap latest seperability entropy",
                                "part:swap latest separability seperability",
                                "part:swap latest separability attention",
                                "part:swap latest relations thresholds",
                                "part:swap gatcluster-82 separability \"separability=2\""))
                .inWords()
                .complains("cannot replace vgg (backbone): its weights are what the run has learned")
                .complains("Did you mean separability?")
                .complains("There is no task “seperability”")
                .complains("asks for attended-probabilities")
                .complains("has targets=thresholds, which read unit-vectors")
                .complains("There is no active run “gatcluster-82”")
                .onlyRun();
        RunFolder untouched = CLADE.process()
                .script(Files.createDirectory(folder.resolve("b")), false, List.of(run))
                .expect(0)
                .onlyRun();

        assertEquals(untouched.lines("metrics.csv"), refused.lines("metrics.csv"));
        assertEquals(untouched.lines("assignments.csv"), refused.lines("assignments.csv"));
        assertTrue(events(refused, "swapped").isEmpty());
        assertFalse(refused.json("summary.json").has("edited"));
        assertFalse(Files.exists(refused.path().resolve("recipe-edited.json")));
    }

    @Test
    void aTaskThatIsNotFiniteIsTakenBack() throws InterruptedException {
        Path jar = SmallBundle.withTask(
                        "com.example.bad", folder, "bad", "return p.mean().mul(Float.POSITIVE_INFINITY).mul(0);")
                .jar(folder.resolve("bad.jar"));
        RunFolder run = script(
                        "start " + jar.toUri(),
                        RUN + THREE_TASKS + " --max-batches 8 --detach",
                        "part:swap latest separability bad=2")
                .expect(0)
                .inWords()
                .onlyRun();

        JsonObject back = events(run, "rolled-back").get(0);
        assertEquals("bad=2", text(back, "new"));
        assertEquals("com.example.bad", text(back, "bundle"));
        assertTrue(text(back, "reason").contains("The loss of task bad is NaN"), back::toString);
        assertEquals(8, run.json("summary.json").get("rounds").getAsInt());
        assertEquals(
                "rolled back",
                text(run.json("summary.json").getAsJsonArray("edited").get(0).getAsJsonObject(), "state"));
        assertFalse(Files.exists(run.path().resolve("recipe-edited.json")));
        CLADE.in(folder).run("felix:uninstall", "com.example.bad").expect(0);
    }

    @Test
    void aBundleThatIsUpdatedIsTakenUpAndOneThatIsStoppedIsDoneWithout() throws InterruptedException {
        Path first = mine("1.0.0", "p.square().sum(new int[] {1}).mean().neg()");
        Path second = mine("2.0.0", "p.square().sum(new int[] {1}).mean().mul(-2)");
        RunFolder run = script(
                        "start " + first.toUri(),
                        RUN + " --set \"tasks=mine=1; entropy=3\" --max-batches 30 --detach",
                        "part:swap latest entropy entropy=2",
                        "update com.example.mine " + second.toUri(),
                        "part:swap latest grayscale \"horizontal-flip(0.5)\"",
                        "felix:stop com.example.mine")
                .expect(0)
                .inWords()
                .onlyRun();

        List<JsonObject> swapped = events(run, "swapped");
        JsonObject update = swapped.stream()
                .filter(event -> text(event, "cause").equals("bundle"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(run.lines("events.jsonl")));
        assertEquals("mine=1", text(update, "old"));
        assertEquals("mine=1", text(update, "new"));
        assertEquals("1.0.0", text(update, "old_version"));
        assertEquals("2.0.0", text(update, "version"));
        assertFalse(text(update, "old_sha256").equals(text(update, "sha256")), update::toString);
        assertEquals(
                "[\"task mine=1 of bundle com.example.mine\"]",
                events(run, "orphaned").get(0).get("parts").toString());
        assertEquals("finished", text(run.json("summary.json"), "status"));
        CLADE.in(folder).run("felix:uninstall", "com.example.mine").expect(0);
    }

    @Test
    void theBundleThatHoldsLibtorchStaysAsItIs() throws InterruptedException {
        Outcome outcome = CLADE.process()
                .script(
                        folder,
                        true,
                        List.of(
                                "felix:stop org.clade.djl",
                                "update org.clade.djl",
                                "uninstall org.clade.djl",
                                "refresh org.clade.djl.native.linux-x86_64",
                                "refresh com.google.gson",
                                "felix:lb org.clade.djl"))
                .inWords()
                .complains(
                        "A change of com.google.gson (refresh) would also change org.clade.djl, which holds libtorch");
        for (String change : List.of("stop", "update", "uninstall")) {
            outcome.complains("org.clade.djl holds libtorch, which a process loads only once, so it cannot be changed ("
                    + change + ") while Clade runs: restart needed");
        }
        assertEquals(
                5,
                outcome.err()
                        .lines()
                        .filter(line -> line.contains("restart needed"))
                        .count(),
                outcome::toString);
        outcome.says("Active");
        new Product(folder).run("felix:stop", "org.clade.djl").expect(2).inWords();
    }

    private static JsonElement locked(RunFolder run, String bundle) {
        for (JsonElement entry : run.json("lock.json").getAsJsonArray("bundles")) {
            if (text(entry.getAsJsonObject(), "symbolic_name").equals(bundle)) {
                return entry.getAsJsonObject().get("sha256");
            }
        }
        throw new AssertionError(bundle + " is not in " + run.json("lock.json"));
    }

    private Path mine(String version, String loss) {
        return SmallBundle.withTask("com.example.mine", folder, "mine", "return " + loss + ";")
                .with("Bundle-Version", version)
                .jar(folder.resolve("mine-" + version + ".jar"));
    }
}
