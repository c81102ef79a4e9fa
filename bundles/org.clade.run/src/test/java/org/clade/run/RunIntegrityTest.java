package org.clade.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.clade.api.data.Split;
import org.clade.api.part.PartKind;
import org.clade.api.part.RefusedException;
import org.clade.api.run.Replacement;
import org.clade.api.run.RunOutcome;
import org.clade.api.run.RunReport;
import org.clade.api.run.RunRequest;
import org.clade.api.run.RunState;
import org.clade.base.json.ExitCodes;
import org.clade.run.folder.Damage;
import org.clade.run.folder.FolderLock;
import org.clade.run.swap.AvailableParts;
import org.clade.run.training.Checkpoint;
import org.clade.run.training.CheckpointFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A damaged, edited, deleted or locked run folder either resumes to the same numbers or is refused by name. */
class RunIntegrityTest {

    @TempDir
    private Path out;

    private SmallRuns small;
    private RunReport uncut;
    private int copies;

    @BeforeEach
    void train() throws Exception {
        small = new SmallRuns(out);
        uncut = small.runs.start(request()).await();
        assertEquals(0, ExitCodes.of(uncut.outcome()), uncut.failure());
    }

    private RunRequest request() {
        return RunRequest.of("small", "stripes")
                .withImages(Split.ALL, 0)
                .withSeed(3)
                .withDevice("cpu")
                .withOut(out);
    }

    /** A run with an action within a large batch, on its own thread. */
    private RunReport during(int round, Consumer<TrainingRun> action) throws InterruptedException {
        CompletableFuture<TrainingRun> started = new CompletableFuture<>();
        int[] batches = {0};
        small.variants.batch = () -> {
            TrainingRun run = started.join();
            if (++batches[0] == round) {
                while (!run.imagesRead()) {
                    Thread.onSpinWait();
                }
                action.accept(run);
            }
        };
        started.complete((TrainingRun) small.runs.start(request()));
        RunReport report = started.join().await();
        small.variants.batch = () -> {};
        return report;
    }

    private Path stopped(int round) throws InterruptedException {
        RunReport report = during(round, TrainingRun::stop);
        assertEquals(130, ExitCodes.of(report.outcome()), report.failure());
        return report.folder();
    }

    private RunReport resume(Path folder) throws InterruptedException {
        try {
            return small.runs.resume(folder).await();
        } catch (RefusedException e) {
            return new RunReport(folder, RunState.FAILED, RunOutcome.REFUSED, Optional.empty(), e.getMessage());
        }
    }

    private void assertSame(Path folder) throws IOException {
        for (String name : List.of("metrics.csv", "assignments.csv")) {
            assertEquals(Files.readString(uncut.folder().resolve(name)), Files.readString(folder.resolve(name)), name);
        }
    }

    /** Damages a copy of a run, and resumes it. */
    private String damaged(Path run, Damaging damage) throws Exception {
        Path copy = out.resolve("copies").resolve(Integer.toString(copies++));
        Damage.copy(run, copy);
        damage.to(copy);
        RunReport report = resume(copy);
        if (ExitCodes.of(report.outcome()) == 0) {
            assertSame(copy);
        } else {
            assertEquals(2, ExitCodes.of(report.outcome()), report.failure());
        }
        return report.failure();
    }

    @FunctionalInterface
    private interface Damaging {

        void to(Path folder) throws Exception;
    }

    private static Path newest(Path run) {
        return CheckpointFile.latest(run).orElseThrow().file();
    }

    /** Leaves the newest checkpoint alone. */
    private static void deleteOlder(Path run) throws IOException {
        for (CheckpointFile file : CheckpointFile.all(run)) {
            if (!file.file().equals(newest(run))) {
                Files.delete(file.file());
            }
        }
    }

    @Test
    void everyDamageOfEveryEntryOfACheckpointIsRefusedByName() throws Exception {
        Path run = stopped(5);
        deleteOlder(run);
        String name = newest(run).getFileName().toString();
        List<String> entries = List.copyOf(Damage.entries(newest(run)).keySet());
        assertTrue(
                entries.containsAll(
                        List.of("state.json", "network", "session-train", "recipe.json", "request.json", "lock.json")),
                entries::toString);
        for (String entry : entries) {
            String refusal = damaged(run, copy -> {
                Map<String, byte[]> all = Damage.entries(newest(copy));
                all.get(entry)[all.get(entry).length / 2] ^= 1;
                Damage.rewrite(newest(copy), all);
            });
            assertTrue(refusal.contains(name) && refusal.contains("entry " + entry), refusal);
            refusal = damaged(run, copy -> {
                Map<String, byte[]> all = Damage.entries(newest(copy));
                all.remove(entry);
                Damage.rewrite(newest(copy), all);
            });
            assertTrue(refusal.contains(name) && refusal.contains("entry " + entry), refusal);
            refusal = damaged(run, copy -> {
                Map<String, byte[]> all = Damage.entries(newest(copy));
                all.put(entry, new byte[all.get(entry).length]);
                Damage.rewrite(newest(copy), all);
            });
            assertTrue(refusal.contains(name) && refusal.contains("entry " + entry), refusal);
        }
    }

    @Test
    void everyFileOfARunFolderMayBeDamaged() throws Exception {
        Path run = stopped(5);
        for (Path file : Damage.files(run)) {
            Path relative = run.relativize(file);
            long size = Files.size(file);
            damaged(run, copy -> Files.delete(copy.resolve(relative)));
            if (size > 0) {
                damaged(run, copy -> Damage.flip(copy.resolve(relative), size / 3));
                damaged(run, copy -> Damage.cut(copy.resolve(relative), size * 2 / 3));
                damaged(run, copy -> Damage.zero(copy.resolve(relative), size / 2));
            }
        }
    }

    @Test
    void theNewestWholeCheckpointIsTaken() throws Exception {
        Path run = stopped(5);
        assertEquals(2, CheckpointFile.all(run).size());
        String older = CheckpointFile.all(run).get(1).name();
        Damage.zero(newest(run), Files.size(newest(run)) / 2);

        RunReport report = resume(run);

        assertEquals(0, ExitCodes.of(report.outcome()), report.failure());
        assertSame(run);
        assertTrue(
                Files.readString(run.resolve("events.jsonl")).contains("\"checkpoint\":\"" + older + "\""),
                "the event says which");
        assertEquals(2, CheckpointFile.all(run).size());
    }

    @Test
    void noCheckpointIsTakenThatASwapHasMadeVoid() throws Exception {
        AvailableParts known = new AvailableParts(Map.of(PartKind.TASK, new TreeSet<>(List.of("certain", "square"))));
        RunReport report = during(4, run -> {
            run.swap(List.of(new Replacement("certain", "square")), known);
            small.variants.batch = run::stop;
        });
        assertEquals(130, ExitCodes.of(report.outcome()), report.failure());
        assertTrue(Files.readString(report.folder().resolve("events.jsonl")).contains("\"swapped\""));
        for (CheckpointFile file : CheckpointFile.all(report.folder())) {
            try (Checkpoint checkpoint = Checkpoint.of(file)) {
                assertFalse(checkpoint.state().changes().isEmpty(), file.name());
            }
        }
    }

    @Test
    void editedFilesAreRefusedByFileAndKey() throws Exception {
        Path run = stopped(2);
        for (String name : List.of("request.json", "recipe.json", "lock.json")) {
            String refusal = damaged(run, copy -> {
                Path file = copy.resolve(name);
                String text = Files.readString(file);
                Files.writeString(file, text.replaceFirst("\\{", "{\"epochs\": 99" + (text.contains(":") ? "," : "")));
            });
            assertTrue(refusal.contains(name) && refusal.contains("epochs"), refusal);
        }
        String refusal = damaged(run, copy -> {
            Path file = copy.resolve("request.json");
            Files.writeString(file, Files.readString(file).replace("\"seed\": 3", "\"seed\": 4"));
        });
        assertTrue(refusal.contains("seed is 4, it was 3"), refusal);
        for (String name : List.of("request.json", "recipe.json")) {
            assertThrows(RefusedException.class, () -> {
                Path copy = out.resolve("asked-" + name);
                Damage.copy(run, copy);
                Files.writeString(copy.resolve(name), "{\"a\": 1}");
                small.runs.open(copy).close();
            });
        }
    }

    @Test
    void resultsThatWereEditedAfterTrainingEndedAreRefused() throws Exception {
        Path run = out.resolve("killed-after-the-last-checkpoint");
        Damage.copy(uncut.folder(), run);
        Files.delete(run.resolve("summary.json"));
        String refusal = damaged(run, copy -> Damage.flip(copy.resolve("assignments.csv"), 50));
        assertTrue(refusal.contains("assignments.csv was edited or damaged"), refusal);
        assertEquals("", damaged(run, copy -> {}));
    }

    @Test
    void theSecondWriterIsRefusedAtOnce() throws Exception {
        Path run = stopped(2);
        FolderLock lock = FolderLock.take(run);
        RunReport report = resume(run);
        assertEquals(2, ExitCodes.of(report.outcome()));
        assertTrue(report.failure().contains("is in use by"), report.failure());
        small.runs.open(run).close(); // reading is allowed
        lock.close();
        assertEquals(0, ExitCodes.of(resume(run).outcome()));
        assertSame(run);
    }

    @Test
    void aFolderThatIsDeletedStaysDeleted() throws Exception {
        RunReport report = during(2, run -> delete(run.folder()));

        assertEquals(1, ExitCodes.of(report.outcome()));
        assertTrue(report.failure().contains("was deleted or moved"), report.failure());
        assertFalse(Files.exists(report.folder()));
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aFileThatIsDeletedIsWrittenAgain() throws Exception {
        RunReport report = during(2, run -> {
            delete(run.folder().resolve("recipe.json"));
            delete(run.folder().resolve("request.json"));
        });

        assertEquals(0, ExitCodes.of(report.outcome()), report.failure());
        assertArrayEquals(
                Files.readAllBytes(uncut.folder().resolve("request.json")),
                Files.readAllBytes(report.folder().resolve("request.json")));
        small.runs.open(report.folder()).close();
    }

    @Test
    void noCheckpointIsWrittenBeforeAStepWasDone() throws Exception {
        Path run = stopped(4);
        byte[] before = Files.readAllBytes(newest(run));
        small.variants.certain = loss -> {
            throw new IllegalStateException("broken");
        };
        RunReport report = resume(run);

        assertEquals(1, ExitCodes.of(report.outcome()));
        assertArrayEquals(before, Files.readAllBytes(newest(run)));
        small.variants.certain = loss -> loss;
        assertEquals(0, ExitCodes.of(resume(run).outcome()));
        assertSame(run);
    }

    @Test
    void otherImagesAreRefusedAndNothingIsWritten() throws Exception {
        Path run = stopped(2);
        String summary = Files.readString(run.resolve("summary.json"));
        small.data.seed = 2;
        RunReport report = resume(run);

        assertEquals(2, ExitCodes.of(report.outcome()));
        assertTrue(report.failure().startsWith("The images are not those"), report.failure());
        assertEquals(summary, Files.readString(run.resolve("summary.json")));
        small.data.present = false;
        assertEquals(2, ExitCodes.of(resume(run).outcome()));
        small.data.present = true;
        small.data.seed = 1;
        assertEquals(0, ExitCodes.of(resume(run).outcome()));
        assertSame(run);
    }

    @Test
    void aFolderThatCannotBeMadeIsRefused() throws Exception {
        Path file = Files.writeString(out.resolve("file"), "");
        String words = assertThrows(
                        RefusedException.class, () -> small.runs.start(request().withOut(file.resolve("runs"))))
                .getMessage();
        assertTrue(words.startsWith("No folder can be created in " + file), words);
        assertTrue(words.contains("--out"), words);
    }

    @Test
    void aDamagedSummaryIsToldAndHidesNoOtherRun() throws Exception {
        Files.writeString(stopped(2).resolve("summary.json"), "{\"status\": \"stopqed\"}");
        List<RunReport> reports = small.runs.list(out);

        assertEquals(2, reports.size());
        assertTrue(
                reports.get(1).failure().contains("summary.json is damaged: its status is “stopqed”"),
                reports.get(1).failure());
        assertEquals(2, ExitCodes.of(reports.get(1).outcome()));
    }
}
