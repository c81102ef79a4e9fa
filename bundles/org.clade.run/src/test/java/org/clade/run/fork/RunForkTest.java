package org.clade.run.fork;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.clade.api.data.Split;
import org.clade.api.part.RefusedException;
import org.clade.api.run.ForkOrigin;
import org.clade.api.run.RunOutcome;
import org.clade.api.run.RunReport;
import org.clade.api.run.RunRequest;
import org.clade.run.SmallRuns;
import org.clade.run.training.Checkpoint;
import org.clade.run.training.CheckpointFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunForkTest {

    @TempDir
    private Path out;

    private SmallRuns small;
    private Path origin;

    @BeforeEach
    void train() throws InterruptedException {
        small = new SmallRuns(out);
        origin = run(RunRequest.of("small", "stripes")
                        .withSeed(3)
                        .withDevice("cpu")
                        .withOut(out)
                        .withKeepEvery(1))
                .folder();
    }

    private RunReport run(RunRequest request) throws InterruptedException {
        return small.runs.start(request).await();
    }

    private RunRequest fork(int epoch) {
        return small.runs.fork("small", origin, epoch).withOut(out.resolve("forks"));
    }

    private static byte[] network(Path run) {
        try (Checkpoint checkpoint = Checkpoint.newestWhole(run).orElseThrow()) {
            return checkpoint.original("network").orElseThrow();
        }
    }

    @Test
    void theUnchangedVariantGoesOnBitForBit() throws Exception {
        RunReport fork = run(fork(1));

        assertEquals(RunOutcome.COMPLETED, fork.outcome(), fork.failure());
        assertArrayEquals(network(origin), network(fork.folder()));
        for (String file : List.of("metrics.csv", "assignments.csv")) {
            assertEquals(
                    Files.readString(origin.resolve(file)),
                    Files.readString(fork.folder().resolve(file)),
                    file);
        }
        String events = Files.readString(fork.folder().resolve("events.jsonl"));
        assertTrue(events.contains("\"forked\""), events);
        assertTrue(Files.readString(fork.folder().resolve("request.json")).contains("\"sha256\""));
        assertFalse(events.contains("start new"), events);
    }

    @Test
    void anotherLossKeepsTheWeightsAndAnotherStrategyStartsNew() throws Exception {
        RunReport fork = run(fork(1).withChanges(Map.of("tasks", "square", "targets", "recount")));

        assertEquals(RunOutcome.COMPLETED, fork.outcome(), fork.failure());
        String events = Files.readString(fork.folder().resolve("events.jsonl"));
        assertTrue(events.contains("targets=recount fit no state of run"), events);
        assertTrue(events.contains("\"kept\":[\"backbone=linear\""), events);
        assertFalse(Arrays.equals(network(origin), network(fork.folder())));
    }

    @Test
    void theEpochsThatThereAreAreNamed() {
        RefusedException refused = assertThrows(RefusedException.class, () -> fork(7));
        assertTrue(
                refused.getMessage().contains("no checkpoint of epoch 7: it has those of epoch 1, epoch 2"),
                refused.getMessage());
    }

    @Test
    void keptCheckpointsOutliveNewerOnes() {
        assertEquals(
                List.of("checkpoints/epoch-000001.zip", "checkpoints/epoch-000002.zip"),
                CheckpointFile.ofEpochs(origin).stream()
                        .map(CheckpointFile::name)
                        .toList());
    }

    @Test
    void otherImagesOrAnotherSeedAreRefusedAndLeaveNothing() throws IOException {
        RefusedException seed = assertThrows(RefusedException.class, () -> run(fork(1).withSeed(4)));
        assertTrue(seed.getMessage().contains("--seed 4 is refused"), seed.getMessage());
        RefusedException images = assertThrows(RefusedException.class, () -> run(fork(1).withImages(Split.ALL, 40)));
        assertTrue(images.getMessage().contains("--limit 40 is refused"), images.getMessage());
        assertFalse(Files.exists(out.resolve("forks")));
    }

    @Test
    void anotherCheckpointInItsPlaceIsRefused() {
        ForkOrigin there = fork(1).fork().orElseThrow();
        RunRequest request = fork(1).withFork(new ForkOrigin(there.run(), 1, there.checkpoint(), "0123"));
        RefusedException refused = assertThrows(RefusedException.class, () -> run(request));
        assertTrue(refused.getMessage().contains("is another one"), refused.getMessage());
    }
}
