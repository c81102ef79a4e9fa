package org.clade.run.swap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import org.clade.api.part.PartKind;
import org.clade.api.run.PartSwap;
import org.clade.api.run.Replacement;
import org.clade.api.run.RunEvent;
import org.clade.api.run.RunHandle;
import org.clade.api.run.RunProgress;
import org.clade.api.run.RunReport;
import org.clade.api.run.RunState;
import org.clade.api.variant.Variant;
import org.clade.run.SmallTraining;
import org.clade.run.SmallVariants;
import org.clade.run.inference.RunParts;
import org.clade.run.progress.TrainingPosition;
import org.clade.run.training.BoundaryAction;
import org.clade.run.training.BoundaryState;
import org.clade.run.training.CheckpointFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The decisions between two large batches, without a loop. */
class HotSwapDecisionTest {

    private static final AvailableParts KNOWN = new AvailableParts(Map.of(
            PartKind.TASK, Set.of("certain", "square", "first"), PartKind.TARGETS, Set.of("counter", "recount")));

    @TempDir
    private Path out;

    private final Queue<RequestedSwap> requests = new ArrayDeque<>();
    private SmallTraining training;
    private HotSwap swaps;

    @BeforeEach
    void open() {
        training = new SmallTraining(out);
        swaps = new HotSwap(
                training.parts,
                training.run,
                new PartComposer(
                        "run",
                        training.variants,
                        Path.of("recipe.json"),
                        training.run.images().shape()),
                training.checkpoints,
                training.evaluator,
                training.journal,
                training.history,
                training.budget,
                requests);
    }

    @AfterEach
    void close() {
        swaps.close();
        training.close();
    }

    private BoundaryState at(int rounds, boolean over) {
        return new BoundaryState(
                new TrainingPosition(rounds, rounds * 16L, rounds, 0, 0, 0), training.state.sessions(), over);
    }

    private BoundaryAction decide(int rounds) {
        return swaps.decide(at(rounds, false));
    }

    private RequestedSwap request(String old, String by) {
        RequestedSwap request = new RequestedSwap(new Handle(), List.of(new Replacement(old, by)), KNOWN);
        requests.add(request);
        return request;
    }

    /** Applies an action to the run's parts like the loop. */
    private RunParts.Held apply(BoundaryAction action, int rounds) {
        RunParts.Held parts = action instanceof BoundaryAction.ReplaceParts next
                ? next.parts()
                : ((BoundaryAction.RollBackTo) action).parts();
        training.parts.take(parts);
        swaps.applied(action, at(rounds, false));
        return parts;
    }

    private boolean beforeSwapExists() {
        return CheckpointFile.beforeSwap(training.folder.path()).exists();
    }

    @Test
    void withoutASwapTheRunTrainsOnUntilItsBudgetIsUsedUp() {
        assertEquals(new BoundaryAction.Continue(), decide(2));
        assertEquals(new BoundaryAction.Finish(), swaps.decide(at(6, true)));
        assertEquals(Optional.empty(), swaps.rescue(at(2, false), new IllegalStateException("broken")));
        assertEquals(List.of(), training.events);
    }

    @Test
    void aRequestIsPreparedAndNothingOfTheRunIsChanged() {
        RunParts.Held before = training.parts.held();
        RequestedSwap request = request("certain", "square=3");

        BoundaryAction.ReplaceParts next = assertInstanceOf(BoundaryAction.ReplaceParts.class, decide(2));

        assertSame(before, training.parts.held(), "only the loop takes other parts");
        assertEquals(TrainingPosition.START, training.state.position());
        assertEquals(
                "square=3",
                next.parts()
                        .variant()
                        .recipe()
                        .training()
                        .phases()
                        .get(0)
                        .tasks()
                        .get(0)
                        .toString());
        assertEquals(Map.of(), next.sessions(), "the strategy is the same");
        assertTrue(beforeSwapExists());
        assertEquals(PartSwap.State.WAITING, request.state());
        assertEquals(List.of(), training.eventTypes());

        apply(next, 2);

        assertEquals(PartSwap.State.TAKEN, request.state());
        assertEquals(List.of(RunEvent.Type.SWAPPED), training.eventTypes());
        assertEquals(2, training.event(RunEvent.Type.SWAPPED).get("round"));
    }

    @Test
    void anotherStrategyComesWithASessionOfItsOwn() {
        request("counter", "recount");

        BoundaryAction.ReplaceParts next = assertInstanceOf(BoundaryAction.ReplaceParts.class, decide(1));

        assertEquals(Set.of("train"), next.sessions().keySet());
        assertNotSame(training.state.sessions().get("train"), next.sessions().get("train"));
    }

    @Test
    void whilePartsAreOnTrialOtherRequestsWait() {
        RequestedSwap first = request("certain", "square=3");
        RequestedSwap second = request("square", "certain");
        apply(decide(2), 2);

        assertEquals(new BoundaryAction.Continue(), decide(2));
        assertEquals(new BoundaryAction.Continue(), decide(3));
        assertEquals(PartSwap.State.WAITING, second.state());

        assertInstanceOf(BoundaryAction.ReplaceParts.class, decide(4));
        assertEquals(PartSwap.State.KEPT, first.state());
        assertEquals(List.of(RunEvent.Type.SWAPPED, RunEvent.Type.KEPT), training.eventTypes());
        assertEquals(4, training.event(RunEvent.Type.KEPT).get("round"));
    }

    @Test
    void theEndOfTrainingEndsATrial() {
        RequestedSwap request = request("certain", "square=3");
        apply(decide(2), 2);

        assertEquals(new BoundaryAction.Finish(), swaps.decide(at(3, true)));
        assertEquals(PartSwap.State.KEPT, request.state());
        assertFalse(beforeSwapExists());
    }

    @Test
    void aFailureOnTrialIsTheWayBack() {
        RunParts.Held before = training.parts.held();
        RequestedSwap request = request("certain", "square=3");
        RunParts.Held tried = apply(decide(2), 2);

        BoundaryAction.RollBackTo back =
                swaps.rescue(at(3, false), new IllegalStateException("broken")).orElseThrow();

        assertEquals(CheckpointFile.beforeSwap(training.folder.path()), back.checkpoint());
        assertSame(before, back.parts());
        assertSame(tried, training.parts.held(), "only the loop goes back");
        assertEquals(List.of(RunEvent.Type.SWAPPED), training.eventTypes());

        apply(back, 2);

        assertEquals(PartSwap.State.ROLLED_BACK, request.state());
        assertEquals("Run run went back to step 32 and to certain=1. broken", request.sentence());
        assertEquals(48L, training.event(RunEvent.Type.ROLLED_BACK).get("failed_at_step"));
        assertEquals("broken", training.event(RunEvent.Type.ROLLED_BACK).get("reason"));
        assertFalse(beforeSwapExists());
        assertEquals(Optional.empty(), swaps.rescue(at(3, false), new IllegalStateException("again")));
    }

    @Test
    void clustersThatCollapsedAreTheWayBackAtTheEndOfTheTrial() {
        request("certain", "square=3");
        apply(decide(2), 2);
        assertTrue(training.history.swaps().trial().orElseThrow().effectiveClusters() > 1.5);
        training.variants.means = true; // all images are in one cluster

        assertEquals(new BoundaryAction.Continue(), decide(3));
        BoundaryAction.RollBackTo back = assertInstanceOf(BoundaryAction.RollBackTo.class, decide(4));
        apply(back, 2);

        assertTrue(training.event(RunEvent.Type.ROLLED_BACK)
                .get("reason")
                .toString()
                .startsWith("The clusters collapsed: 1.00"));
    }

    @Test
    void partsThatDoNotFitAreRefusedAndTheNextRequestIsDecided() {
        RequestedSwap refused = request("certain", "sqare");
        RequestedSwap taken = request("certain", "square");

        assertInstanceOf(BoundaryAction.ReplaceParts.class, decide(2));

        assertEquals(PartSwap.State.REFUSED, refused.state());
        assertTrue(refused.sentence().contains("Did you mean square?"), refused::sentence);
        assertEquals(List.of(RunEvent.Type.REFUSED), training.eventTypes());
        assertEquals(PartSwap.State.WAITING, taken.state());
    }

    @Test
    void anUpdatedBundleIsTakenOnTrialAndItsStrategyTakesTheStateOver() {
        SmallVariants updated = training.variants.with(Map.of());
        updated.becomes = true;
        training.variants.registered = Optional.of(updated);

        BoundaryAction.ReplaceParts next = assertInstanceOf(BoundaryAction.ReplaceParts.class, decide(2));

        assertSame(updated, next.parts().variant());
        assertEquals(Set.of("train"), next.sessions().keySet());
        apply(next, 2);
        assertEquals(List.of(RunEvent.Type.SWAPPED, RunEvent.Type.SWAPPED), training.eventTypes());
        assertEquals(new BoundaryAction.Continue(), decide(2), "it is taken once");
    }

    @Test
    void theSamePartsOfARestartedBundleAreTakenWithoutATrial() {
        Variant same = training.variants.with(Map.of());
        training.variants.registered = Optional.of(same);

        BoundaryAction.ReplaceParts next = assertInstanceOf(BoundaryAction.ReplaceParts.class, decide(2));

        assertSame(same, next.parts().variant());
        assertEquals(Map.of(), next.sessions());
        apply(next, 2);
        assertEquals(List.of(RunEvent.Type.REBOUND), training.eventTypes());
        assertFalse(beforeSwapExists());
    }

    /** A run that goes on. */
    private static final class Handle implements RunHandle {

        @Override
        public String id() {
            return "run";
        }

        @Override
        public Path folder() {
            throw new UnsupportedOperationException();
        }

        @Override
        public RunState state() {
            return RunState.RUNNING;
        }

        @Override
        public RunProgress progress() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void finish() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void stop() {
            throw new UnsupportedOperationException();
        }

        @Override
        public RunReport await() {
            throw new UnsupportedOperationException();
        }
    }
}
