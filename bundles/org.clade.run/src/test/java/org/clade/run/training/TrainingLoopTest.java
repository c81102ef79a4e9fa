package org.clade.run.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.clade.api.target.TargetContext;
import org.clade.api.target.TargetSession;
import org.clade.api.target.Targets;
import org.clade.run.SmallTraining;
import org.clade.run.SmallVariants;
import org.clade.run.inference.RunParts;
import org.clade.run.inference.Sessions;
import org.clade.run.progress.BatchIndex;
import org.clade.run.progress.TrainingPosition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The loop applies the decisions, and no other class changes the run. */
class TrainingLoopTest {

    /** Large batches of a run, three of them an epoch. */
    private static final int ROUNDS = 6;

    /** Steps in a large batch. */
    private static final int STEPS = 16;

    @TempDir
    private Path out;

    private SmallTraining training;
    private final Map<Integer, Supplier<BoundaryAction>> decisions = new HashMap<>();
    private final List<Integer> decidedAt = new ArrayList<>();
    private final List<BoundaryAction> applied = new ArrayList<>();
    private final List<TrainingPosition> positions = new ArrayList<>();
    private final List<Integer> boundaries = new ArrayList<>();
    private Supplier<Optional<BoundaryAction.RollBackTo>> rescue = Optional::empty;

    @BeforeEach
    void open() {
        training = new SmallTraining(out);
    }

    @AfterEach
    void close() {
        training.close();
    }

    /** Returns the test's decisions, once for each position, and otherwise trains to the end. */
    private final class Script implements Boundary {

        @Override
        public BoundaryAction decide(BoundaryState state) {
            decidedAt.add(state.position().rounds());
            Supplier<BoundaryAction> decision =
                    decisions.remove(state.position().rounds());
            if (decision != null) {
                return decision.get();
            }
            return state.over() ? new BoundaryAction.Finish() : new BoundaryAction.Continue();
        }

        @Override
        public Optional<BoundaryAction.RollBackTo> rescue(BoundaryState state, Throwable failure) {
            return rescue.get();
        }

        @Override
        public void applied(BoundaryAction action, BoundaryState state) {
            applied.add(action);
            positions.add(state.position());
        }
    }

    private final class Listener implements TrainingListener {

        @Override
        public IntConsumer inferenceStarted(String stage, int images, boolean planned) {
            return count -> {};
        }

        @Override
        public void stepsStarted(BatchIndex index, TrainingPosition position, int done, int total) {
            assertEquals(STEPS, total);
        }

        @Override
        public void stepDone(int done, Map<String, TargetSession> sessions) {
            assertSame(training.state.sessions().get("train"), sessions.get("train"));
        }

        @Override
        public void batchDone(TrainingPosition position) {
            assertEquals(position.rounds() * STEPS, position.steps());
        }

        @Override
        public boolean evaluate(BoundaryState state) {
            return true;
        }

        @Override
        public void evaluationWasLast(BoundaryState state) {
            throw new AssertionError("no limit of time");
        }

        @Override
        public void boundary(BoundaryState state, boolean epochEnd) {
            assertEquals(state.position().rounds() > 0 && state.position().rounds() % 3 == 0, epochEnd);
            boundaries.add(state.position().rounds());
        }
    }

    private void train() {
        try (TrainingLoop loop = new TrainingLoop(
                training.state, training.inference, training.budget, new Script(), new Listener(), Optional.empty())) {
            loop.run();
        }
    }

    /** Writes a checkpoint for a later rollback. */
    private BoundaryAction keep() {
        training.checkpoints.write().keepBeforeSwap();
        return new BoundaryAction.Continue();
    }

    private BoundaryAction.RollBackTo back() {
        return new BoundaryAction.RollBackTo(CheckpointFile.beforeSwap(training.folder.path()), training.parts.held());
    }

    private byte[] uncut() {
        try (SmallTraining other = new SmallTraining(out.resolve("uncut"))) {
            SmallTraining own = training;
            training = other;
            train();
            training = own;
            decidedAt.clear();
            boundaries.clear();
            return other.weights();
        }
    }

    @Test
    void continueTrainsAndFinishEnds() {
        byte[] untrained = training.weights();

        train();

        assertEquals(List.of(0, 1, 2, 3, 4, 5, 6), decidedAt);
        assertEquals(decidedAt, boundaries);
        assertEquals(List.of(), applied);
        assertEquals(ROUNDS, training.state.position().rounds());
        assertEquals((long) ROUNDS * STEPS, training.state.position().steps());
        assertTrue(training.state.open().isEmpty());
        assertEquals(List.of(1, 2, 3, 4, 5, 6), training.variants.counts);
        assertFalse(Arrays.equals(untrained, training.weights()), "it learned");
    }

    @Test
    void replacedPartsAndSessionsWorkFromTheNextLargeBatchOn() {
        SmallVariants other = training.variants.with(Map.of("tasks", "square=3"));
        RunParts.Held next = RunParts.Held.of(other, other);
        TargetSession before = training.state.sessions().get("train");
        decisions.put(2, () -> new BoundaryAction.ReplaceParts(next, Sessions.open(other, training.run)));

        train();

        assertSame(next, training.parts.held());
        assertNotSame(before, training.state.sessions().get("train"));
        assertEquals(List.of(1, 2, 1, 2, 3, 4), training.variants.counts, "the new session begins at its beginning");
        assertEquals(1, applied.size());
        assertEquals(2, positions.get(0).rounds());
        assertEquals(List.of(0, 1, 2, 2, 3, 4, 5, 6), decidedAt, "after a change it is decided again");
        assertEquals(List.of(0, 1, 2, 3, 4, 5, 6), boundaries);
        assertTrue(training.run.losses().means().containsKey("loss_square"));
    }

    @Test
    void theLoopClosesTheSessionThatIsReplaced() {
        Recorded first = new Recorded();
        Recorded second = new Recorded();
        decisions.put(1, () -> replaceSession(first));
        decisions.put(3, () -> replaceSession(second));

        train();

        assertEquals(List.of("survey 0", "batch", "batch", "end 0", "close"), first.calls);
        assertEquals(List.of("survey 1", "batch", "batch", "batch", "end 1"), second.calls);
    }

    private BoundaryAction replaceSession(TargetSession session) {
        return new BoundaryAction.ReplaceParts(training.parts.held(), Map.of("train", session));
    }

    @Test
    void goingBackLeavesNothingOfWhatCameSince() {
        byte[] expected = uncut();
        decisions.put(2, this::keep);
        decisions.put(4, this::back);

        train();

        assertArrayEquals(expected, training.weights());
        assertEquals(List.of(1, 2, 3, 4, 3, 4, 5, 6), training.variants.counts);
        assertEquals(2, positions.get(0).rounds());
        assertEquals(2L * STEPS, positions.get(0).steps());
        assertEquals(List.of(0, 1, 2, 3, 4, 2, 3, 4, 5, 6), decidedAt);
        assertEquals(List.of(0, 1, 2, 3, 2, 3, 4, 5, 6), boundaries);
    }

    @Test
    void goingBackAtTheEndTrainsAgain() {
        byte[] expected = uncut();
        decisions.put(5, this::keep);
        decisions.put(ROUNDS, this::back);

        train();

        assertArrayEquals(expected, training.weights());
        assertEquals(ROUNDS, training.state.position().rounds());
        assertEquals(List.of(1, 2, 3, 4, 5, 6, 6), training.variants.counts);
    }

    @Test
    void aFailureWithinALargeBatchGoesBackIfItIsRescued() {
        byte[] expected = uncut();
        decisions.put(1, this::keep);
        rescue = () -> Optional.of(back());
        int[] losses = {0};
        training.variants.certain = loss -> {
            if (++losses[0] == 2 * STEPS + 3) {
                throw new IllegalStateException("broken");
            }
            return loss;
        };

        train();

        assertArrayEquals(expected, training.weights());
        assertEquals(1, applied.size());
        assertEquals((long) STEPS, positions.get(0).steps());
    }

    @Test
    void aFailureThatNobodyRescuesEndsTheRunBetweenTwoSteps() {
        training.variants.certain = loss -> {
            throw new IllegalStateException("broken");
        };

        assertEquals(
                "broken", assertThrows(IllegalStateException.class, this::train).getMessage());
        assertEquals(0, training.state.position().steps());
        assertEquals(0, training.state.open().orElseThrow().steps());
    }

    /** Records the calls of the loop. */
    private static final class Recorded implements TargetSession {

        private final List<String> calls = new ArrayList<>();

        @Override
        public boolean needsFullPass(int epoch) {
            return true;
        }

        @Override
        public void observeAll(TargetContext context) {
            calls.add("survey " + context.epoch());
        }

        @Override
        public Targets compute(TargetContext context) {
            calls.add("batch");
            return Targets.NONE;
        }

        @Override
        public void epochEnded(int epoch) {
            calls.add("end " + epoch);
        }

        @Override
        public void close() {
            calls.add("close");
        }
    }
}
