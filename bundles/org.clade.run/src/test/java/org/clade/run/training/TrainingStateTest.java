package org.clade.run.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.clade.api.target.Targets;
import org.clade.run.SmallTraining;
import org.clade.run.progress.MetricsRow;
import org.clade.run.progress.StageTimer;
import org.clade.run.progress.SwapHistory;
import org.clade.run.progress.TrainingPosition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingStateTest {

    private static final TrainingPosition POSITION = new TrainingPosition(4, 67, 3, 1, 2, 1.5);

    @TempDir
    private Path out;

    private static MetricsRow row() {
        return new MetricsRow(1, 3, 48, Map.of("loss", 0.5), Map.of("acc", 0.25), Map.of(), 100, List.of());
    }

    private static void changeWeights(SmallTraining training) {
        training.run.network().weights().forEach(weight -> {
            weight.setRequiresGradient(false);
            weight.muli(2);
            weight.setRequiresGradient(true);
        });
    }

    @Test
    void whatASnapshotHoldsIsTakenUpByAnotherRun() {
        try (SmallTraining first = new SmallTraining(out.resolve("first"));
                SmallTraining second = new SmallTraining(out.resolve("second"))) {
            first.state.moveTo(POSITION);
            first.history.add(row());
            first.history.swaps().changed(Map.of("tasks", "square"));
            first.history.swaps().mark("certain=1 -> square=1 at step 48");
            first.run.losses().add(Map.of("certain", 2.0), 2.0);
            changeWeights(first);
            first.state.sessions().get("train").compute(null); // counts one large batch
            first.state.begin(new ActiveBatch(
                    first.state.batches().at(first.state.batches().index(4)),
                    Targets.NONE,
                    3,
                    first.run.host().newSubManager()));
            assertFalse(Arrays.equals(first.weights(), second.weights()));
            CheckpointFile file = first.checkpoints.write();

            try (Checkpoint checkpoint = Checkpoint.of(file)) {
                second.state.restore(checkpoint);
            }

            assertEquals(POSITION, second.state.position());
            assertEquals(first.history.rows(), second.history.rows());
            assertEquals(first.history.swaps().state(), second.history.swaps().state());
            assertEquals(first.run.losses().state(), second.run.losses().state());
            assertArrayEquals(first.weights(), second.weights());
            ActiveBatch open = second.state.open().orElseThrow();
            assertEquals(3, open.steps());
            assertArrayEquals(
                    first.state.open().orElseThrow().batch().indices(),
                    open.batch().indices());
            try (NDManager scope = second.run.host().newSubManager()) {
                NDList session = second.state.sessions().get("train").save(scope);
                assertEquals(1, session.get("count").getFloat(0));
            }
        }
    }

    @Test
    void aRollbackKeepsTheTimeAndTheSwapsThatWereTried() {
        try (SmallTraining training = new SmallTraining(out)) {
            training.state.moveTo(POSITION);
            CheckpointFile file = training.checkpoints.write();
            byte[] weights = training.weights();
            training.state.moveTo(POSITION.nextRound());
            training.history.add(row());
            training.history.swaps().changed(Map.of("tasks", "square"));
            training.history.swaps().mark("certain=1 -> square=1 at step 67");
            changeWeights(training);

            try (Checkpoint checkpoint = Checkpoint.of(file)) {
                training.state.rollBack(checkpoint, training.parts.held());
            }

            assertEquals(POSITION, training.state.position());
            assertArrayEquals(weights, training.weights());
            assertEquals(List.of(), training.history.rows());
            assertEquals(Map.of(), training.history.swaps().changes());
            assertEquals(
                    List.of("certain=1 -> square=1 at step 67"),
                    training.history.swaps().takeMarks());
        }
    }

    @Test
    void aCheckpointIsWrittenAndReadWithoutARun() {
        try (SmallTraining arrays = new SmallTraining(out);
                NDManager scope = arrays.run.host().newSubManager()) {
            NDArray momentum = scope.create(new float[] {1, 2});
            momentum.setName("momentum");
            CheckpointState numbers = new CheckpointState(
                    POSITION,
                    -1,
                    0,
                    Map.of(),
                    new StageTimer().state(),
                    List.of(row()),
                    5L,
                    new SwapHistory().state(),
                    null);

            CheckpointFile file = CheckpointFile.write(
                    out,
                    Map.of("recipe.json", "{}".getBytes(StandardCharsets.UTF_8)),
                    new TrainingSnapshot(
                            numbers,
                            stream -> stream.write(7),
                            new NDList(),
                            Map.of("train", new NDList(momentum)),
                            new NDList()),
                    CheckpointFile.Keep.TWO);

            assertEquals("checkpoints/00000004-000000.zip", file.name());
            try (Checkpoint checkpoint = Checkpoint.of(file)) {
                assertEquals(numbers, checkpoint.state());
                assertArrayEquals(new byte[] {7}, checkpoint.original("network").orElseThrow());
                assertEquals(
                        "{}", new String(checkpoint.original("recipe.json").orElseThrow(), StandardCharsets.UTF_8));
                assertArrayEquals(
                        new float[] {1, 2},
                        checkpoint
                                .session("train", scope)
                                .orElseThrow()
                                .get("momentum")
                                .toFloatArray());
                assertTrue(checkpoint.session("other", scope).isEmpty());
            }
        }
    }
}
