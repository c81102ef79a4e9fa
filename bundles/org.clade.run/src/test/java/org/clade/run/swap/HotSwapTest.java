package org.clade.run.swap;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.zip.ZipFile;
import org.clade.api.data.Split;
import org.clade.api.part.PartKind;
import org.clade.api.part.RefusedException;
import org.clade.api.run.PartSwap;
import org.clade.api.run.Replacement;
import org.clade.api.run.RunReport;
import org.clade.api.run.RunRequest;
import org.clade.api.run.RunSummary;
import org.clade.base.json.ExitCodes;
import org.clade.run.SmallRuns;
import org.clade.run.SmallVariants;
import org.clade.run.TrainingRun;
import org.clade.run.result.Collapse;
import org.clade.run.trained.RunSnapshot;
import org.clade.run.training.CheckpointFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parts of a run are replaced between two large batches, and rolled back if they fail. */
class HotSwapTest {

    /** Large batches of a run, three of them an epoch. */
    private static final int ROUNDS = 6;

    /** Steps in a large batch. */
    private static final int STEPS = 16;

    private static final AvailableParts KNOWN = new AvailableParts(Map.of(
            PartKind.TASK, new TreeSet<>(Set.of("certain", "square", "not-a-number", "first")),
            PartKind.TARGETS, Set.of("counter", "recount"),
            PartKind.BACKBONE, Set.of("linear")));

    @TempDir
    private Path out;

    private SmallRuns small;
    private TrainingRun run;
    private final List<RequestedSwap> swaps = new ArrayList<>();
    private int batches;

    @BeforeEach
    void prepare() {
        small = new SmallRuns(out);
    }

    /** Trains; runs each script on the run's thread within the large batch of its number, from 1. */
    private RunReport train(Map<Integer, Runnable> scripts) throws InterruptedException {
        CompletableFuture<TrainingRun> started = new CompletableFuture<>();
        batches = 0;
        small.variants.batch = () -> {
            run = started.join();
            Runnable script = scripts.get(++batches);
            if (script != null) {
                script.run();
            }
        };
        started.complete((TrainingRun) small.runs.start(RunRequest.of("small", "stripes")
                .withImages(Split.ALL, 0)
                .withSeed(3)
                .withDevice("cpu")
                .withOut(out)));
        return started.join().await();
    }

    private void swap(String old, String by) {
        swaps.add(run.swap(List.of(new Replacement(old, by)), KNOWN));
    }

    private static List<JsonObject> events(RunReport report, String type) throws IOException {
        return Files.readAllLines(report.folder().resolve("events.jsonl")).stream()
                .map(line -> JsonParser.parseString(line).getAsJsonObject())
                .filter(event -> event.get("event").getAsString().equals(type))
                .toList();
    }

    private static byte[] network(RunReport report) throws IOException {
        try (ZipFile zip = new ZipFile(CheckpointFile.latest(report.folder())
                        .orElseThrow()
                        .file()
                        .toFile());
                InputStream in = zip.getInputStream(zip.getEntry("network"))) {
            return in.readAllBytes();
        }
    }

    private static List<String> metrics(RunReport report) throws IOException {
        return Files.readAllLines(report.folder().resolve("metrics.csv"));
    }

    @Test
    void aTaskIsReplacedAfterTheLargeBatchAndKept() throws Exception {
        RunReport report = train(Map.of(2, () -> swap("certain", "square=3")));

        assertEquals(0, ExitCodes.of(report.outcome()), report.failure());
        assertEquals(
                PartSwap.State.KEPT, swaps.get(0).awaitOutcome(), swaps.get(0).sentence());
        JsonObject swapped = events(report, "swapped").get(0);
        assertEquals(2, swapped.get("round").getAsInt());
        assertEquals(2 * STEPS, swapped.get("step").getAsInt());
        assertEquals("task", swapped.get("kind").getAsString());
        assertEquals("[\"train\"]", swapped.get("phases").toString());
        assertEquals("certain=1", swapped.get("old").getAsString());
        assertEquals("square=3", swapped.get("new").getAsString());
        assertTrue(swapped.get("old_bundle").getAsString().endsWith("Certain"), swapped::toString);
        assertTrue(swapped.get("bundle").getAsString().endsWith("Square"), swapped::toString);
        assertEquals("part:swap", swapped.get("cause").getAsString());
        assertTrue(swapped.has("version") && swapped.has("sha256"), swapped::toString);
        assertEquals(4, events(report, "kept").get(0).get("round").getAsInt());
        assertTrue(metrics(report).get(0).endsWith("loss_certain,loss_square,edited"), metrics(report)::toString);
        assertTrue(metrics(report).get(2).contains("certain=1 -> square=3 at step 32"), metrics(report)::toString);
        assertFalse(metrics(report).get(3).contains("->"), "an edit is told of once");
        assertTrue(Files.exists(report.folder().resolve("recipe-edited.json")));
        assertFalse(CheckpointFile.beforeSwap(report.folder()).exists());
        RunSummary.Edit edited = report.summary().orElseThrow().edited().get(0);
        assertEquals("kept", edited.state());
        assertEquals("square=3", edited.by());
    }

    @Test
    void aTaskThatIsNotFiniteIsTakenBackAsIfItHadNeverBeen() throws Exception {
        RunReport untouched = train(Map.of());
        RunReport report = train(Map.of(3, () -> swap("certain", "not-a-number")));

        assertEquals(0, ExitCodes.of(report.outcome()), report.failure());
        assertEquals(PartSwap.State.ROLLED_BACK, swaps.get(0).awaitOutcome());
        assertTrue(swaps.get(0).sentence().contains("The loss of task not-a-number is NaN"), swaps.get(0)::sentence);
        JsonObject back = events(report, "rolled-back").get(0);
        assertEquals("not-a-number=1", back.get("new").getAsString());
        assertEquals(3 * STEPS, back.get("step").getAsInt());
        assertEquals(3 * STEPS + 1, back.get("failed_at_step").getAsInt());
        assertTrue(back.get("reason").getAsString().contains("NaN"), back::toString);
        assertArrayEquals(network(untouched), network(report), "weights");
        List<String> marked = metrics(report);
        assertEquals(metrics(untouched).get(3) + ",", marked.get(3).replaceAll("certain=1 -> .*", ""));
        assertTrue(marked.get(3).contains("rolled back"), marked::toString);
        assertFalse(Files.exists(report.folder().resolve("recipe-edited.json")));
        RunSummary.Edit edited = report.summary().orElseThrow().edited().get(0);
        assertEquals("rolled back", edited.state());
    }

    @Test
    void aRunThatWasNotEditedHasNothingOfIt() throws Exception {
        RunReport first = train(Map.of());
        RunReport second = train(Map.of());

        assertEquals(metrics(first), metrics(second));
        assertArrayEquals(network(first), network(second));
        assertFalse(metrics(first).get(0).contains("edited"));
        assertEquals(List.of(), first.summary().orElseThrow().edited());
        try (ZipFile zip = new ZipFile(CheckpointFile.latest(first.folder())
                        .orElseThrow()
                        .file()
                        .toFile());
                InputStream in = zip.getInputStream(zip.getEntry("state.json"))) {
            assertFalse(new String(in.readAllBytes()).contains("changes"));
        }
    }

    @Test
    void anotherStrategyBeginsAtItsBeginning() throws Exception {
        small.variants.means = true;
        RunReport report = train(Map.of(3, () -> swap("counter", "recount")));

        assertEquals(0, ExitCodes.of(report.outcome()), report.failure());
        assertEquals("targets", events(report, "swapped").get(0).get("kind").getAsString());
        assertEquals(ROUNDS, batches, "the hook went on to the new strategy");
        assertEquals(
                List.of(Map.of("targets", "recount")),
                small.variants.uses.stream()
                        .filter(changes -> !changes.isEmpty())
                        .distinct()
                        .toList());
    }

    @Test
    void whatCannotBeReplacedIsRefusedBeforeAnythingHappens() throws Exception {
        List<String> refusals = new ArrayList<>();
        RunReport report = train(Map.of(1, () -> {
            for (String[] pair : new String[][] {
                {"linear", "linear"},
                {"sgd", "adam"},
                {"certian", "square"},
                {"certain", "sqare"},
                {"certain", "linear"},
                {"certain", "certain=1"},
                {"counter", "recount=2"}
            }) {
                refusals.add(assertThrows(RefusedException.class, () -> swap(pair[0], pair[1]))
                        .getMessage());
            }
        }));

        String id = "Run " + report.folder().getParent().getParent().getFileName() + "/small/"
                + report.folder().getFileName();
        assertEquals(
                List.of(
                        id
                                + " cannot replace linear (backbone): its weights are what the run has"
                                + " learned; start a new run with --set backbone=….",
                        id
                                + " cannot replace sgd (optimizer): its state belongs to the weights;"
                                + " start a new run with --set optimizer=….",
                        "There is no part that can be swapped in run " + id.substring(4)
                                + " “certian”; known are certain, counter, noise. Did you mean certain?",
                        "There is no task “sqare”; known are certain, first, not-a-number, square. Did you mean square?",
                        id
                                + " has a part of the kind task there, and linear is of the kind backbone; name one of certain,"
                                + " first, not-a-number, square.",
                        id + " works with certain already; give it other options, another weight or another part.",
                        id + " takes no weight for the targets recount; write only recount."),
                refusals);
        assertTrue(events(report, "swapped").isEmpty());
        assertTrue(events(report, "refused").isEmpty());
        assertEquals(List.of(), report.summary().orElseThrow().edited());
    }

    @Test
    void anEditedRunGoesOnWithItsNewParts() throws Exception {
        RunReport whole = train(Map.of(2, () -> swap("certain", "square=3")));
        RunReport cut = train(Map.of(2, () -> swap("certain", "square=3"), 4, () -> run.stop()));
        assertEquals(130, ExitCodes.of(cut.outcome()), cut.failure());
        small.variants.batch = () -> {};
        RunReport resumed = small.runs.resume(cut.folder()).await();

        assertEquals(0, ExitCodes.of(resumed.outcome()), resumed.failure());
        assertArrayEquals(network(whole), network(resumed));
        assertEquals(metrics(whole), metrics(resumed));
        assertEquals("kept", resumed.summary().orElseThrow().edited().get(0).state());
        try (RunSnapshot found = small.trained.find(cut.folder())) {
            assertEquals(
                    "square",
                    found.use()
                            .variant()
                            .recipe()
                            .training()
                            .phases()
                            .get(0)
                            .tasks()
                            .get(0)
                            .part()
                            .id());
        }
    }

    @Test
    void aRunThatWasCutOnTrialCanStillGoBack() throws Exception {
        RunReport cut = train(Map.of(2, () -> swap("certain", "not-a-number"), 3, () -> run.stop()));
        assertEquals(130, ExitCodes.of(cut.outcome()), cut.failure());
        assertTrue(CheckpointFile.beforeSwap(cut.folder()).exists());
        RunReport untouched = train(Map.of());
        small.variants.batch = () -> {};
        RunReport resumed = small.runs.resume(cut.folder()).await();

        assertEquals(0, ExitCodes.of(resumed.outcome()), resumed.failure());
        assertEquals(1, events(resumed, "rolled-back").size());
        assertArrayEquals(network(untouched), network(resumed));
    }

    @Test
    void aRunGoesOnWithPartsWhoseBundleIsGone() throws Exception {
        RunReport untouched = train(Map.of());
        RunReport report = train(Map.of(2, () -> small.variants.registered = Optional.empty()));

        assertEquals(0, ExitCodes.of(report.outcome()), report.failure());
        assertEquals(metrics(untouched), metrics(report));
        assertArrayEquals(network(untouched), network(report));
    }

    @Test
    void aRunStopsWithACheckpointWhereAPartThatIsGoneFails() throws Exception {
        RunReport report = train(Map.of(2, () -> {
            small.variants.registered = Optional.empty();
            small.variants.certain = loss -> {
                throw new NoClassDefFoundError("com/example/Gone");
            };
        }));

        assertEquals(1, ExitCodes.of(report.outcome()));
        assertTrue(report.failure().startsWith("The run was stopped with a checkpoint"), report::failure);
        assertTrue(report.failure().contains("com/example/Gone"), report::failure);
        assertTrue(CheckpointFile.latest(report.folder()).isPresent());
        small.variants.registered = Optional.of(small.variants);
        small.variants.certain = loss -> loss;
        RunReport resumed = small.runs.resume(report.folder()).await();
        assertEquals(0, ExitCodes.of(resumed.outcome()), resumed.failure());
    }

    @Test
    void partsThatComeInThePlaceOfTheOldOnesAreTaken() throws Exception {
        SmallVariants updated = small.variants.with(Map.of());
        updated.becomes = true;
        RunReport report = train(Map.of(2, () -> small.variants.registered = Optional.of(updated)));

        assertEquals(0, ExitCodes.of(report.outcome()), report.failure());
        assertEquals(List.of(1, 2, 3, 4, 5, 6), small.variants.counts, "the new strategy knows what the old one knew");
        JsonObject swapped = events(report, "swapped").get(1);
        assertEquals("bundle", swapped.get("cause").getAsString());
        assertEquals("certain=1", swapped.get("old").getAsString());
        assertEquals("certain=1", swapped.get("new").getAsString());
        assertTrue(swapped.get("bundle").getAsString().endsWith("Square"), swapped::toString);
        assertFalse(Files.exists(report.folder().resolve("recipe-edited.json")), "the recipe is the same");
        assertEquals(2, report.summary().orElseThrow().edited().size());
    }

    @Test
    void aTaskThatPutsEverythingIntoOneClusterIsTakenBack() throws Exception {
        RunReport report = train(Map.of(1, () -> swap("certain", "square=3"), 3, () -> swap("square", "first=1000")));

        assertEquals(0, ExitCodes.of(report.outcome()), report.failure());
        assertEquals(PartSwap.State.KEPT, swaps.get(0).state(), swaps.get(0).sentence());
        assertEquals(
                PartSwap.State.ROLLED_BACK, swaps.get(1).state(), swaps.get(1).sentence());
        JsonObject back = events(report, "rolled-back").get(0);
        assertEquals(3, back.get("round").getAsInt());
        assertTrue(back.get("reason").getAsString().startsWith("The clusters collapsed: 1.00"), back::toString);
        assertEquals(ROUNDS, report.summary().orElseThrow().training().rounds().orElseThrow());
        assertTrue(
                report.summary().orElseThrow().score("effective_clusters").orElseThrow() > Collapse.EFFECTIVE_CLUSTERS);
    }

    @Test
    void partsOfTheSameBundleComeBackUnnoticed() throws Exception {
        RunReport untouched = train(Map.of());
        SmallVariants back = small.variants.with(Map.of());
        RunReport report = train(Map.of(2, () -> small.variants.registered = Optional.of(back)));

        assertEquals(1, events(report, "rebound").size());
        assertEquals(List.of(), report.summary().orElseThrow().edited());
        assertEquals(metrics(untouched), metrics(report));
        assertArrayEquals(network(untouched), network(report));
    }
}
