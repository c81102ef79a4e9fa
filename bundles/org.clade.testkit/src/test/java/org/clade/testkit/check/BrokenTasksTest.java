package org.clade.testkit.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.clade.api.part.Settings;
import org.clade.api.signal.Signal;
import org.clade.api.target.TargetKind;
import org.clade.api.task.LossTask;
import org.clade.api.task.Step;
import org.clade.engine.torch.TorchEngine;
import org.junit.jupiter.api.Test;

class BrokenTasksTest {

    private static final String SCALAR = "the loss is a float32 scalar";
    private static final String FINITE = "loss and gradient are finite at the edges";
    private static final String MEAN = "the loss does not grow with the batch";
    private static final String DECLARED = "gradient flows only through the declared signals";
    private static final String SUFFICIENT = "the required signals are enough";
    private static final String DIFFERENCES = "the gradient agrees with finite differences";
    private static final String UNTOUCHED = "predictions and targets stay unchanged";
    private static final String FREED = "a step leaks no arrays";

    private record Task(Set<Signal> needed, Set<Signal> optional, Function<Step, NDArray> formula) implements LossTask {

        @Override
        public Set<Signal> reads(Settings settings) {
            return needed;
        }

        @Override
        public Set<Signal> alsoReads(Settings settings) {
            return optional;
        }

        @Override
        public Set<TargetKind> targets(Settings settings) {
            return Set.of(TargetKind.BALANCED, TargetKind.LABEL_TOTALS);
        }

        @Override
        public NDArray loss(Step step) {
            return formula.apply(step);
        }
    }

    private static List<String> broken(Set<Signal> optional, Function<Step, NDArray> formula) {
        LossTask task = new Task(Set.of(Signal.PROBABILITIES), optional, formula);
        return new LossTaskChecks(task, Settings.of(task, ""), TorchEngine.start())
                .list().stream()
                        .filter(check -> check.finding().isPresent())
                        .map(Check::promise)
                        .toList();
    }

    private static List<String> broken(Function<Step, NDArray> formula) {
        return broken(Set.of(), formula);
    }

    private static NDArray l(Step step) {
        return step.predictions().get(Signal.PROBABILITIES);
    }

    private static NDArray t(Step step) {
        return step.targets().get(TargetKind.BALANCED);
    }

    @Test
    void nothingIsFoundInARightTask() {
        assertEquals(List.of(), broken(step -> l(step).sub(t(step)).square().mean()));
    }

    @Test
    void aVectorIsNoLoss() {
        assertTrue(broken(step -> l(step).sub(t(step)).square().mean(new int[] {1}))
                .contains(SCALAR));
    }

    /** Each finding is one line, whatever the loss does. */
    @Test
    void aVectorIsAnsweredInOneSentence() {
        LossTask task = new Task(Set.of(Signal.PROBABILITIES), Set.of(), step -> l(step).mean(new int[] {1}));
        for (Check check : new LossTaskChecks(task, Settings.of(task, ""), TorchEngine.start()).list()) {
            check.finding()
                    .ifPresent(finding -> assertTrue(
                            finding.matches(
                                    "The loss has shape \\(\\d+\\) instead of one number; take the mean over it."),
                            finding));
        }
    }

    @Test
    void aLogarithmOfZeroIsFound() {
        assertEquals(
                List.of(FINITE),
                broken(step -> l(step).log().mul(t(step)).mean().neg()));
    }

    @Test
    void aSumOverTheBatchIsFound() {
        assertEquals(List.of(MEAN), broken(step -> l(step).sub(t(step)).square().sum()));
    }

    @Test
    void anUndeclaredSignalIsFound() {
        assertEquals(List.of(DECLARED), broken(step -> {
            NDArray loss = l(step).sub(t(step)).square().mean();
            return step.predictions().has(Signal.UNIT_VECTORS)
                    ? loss.add(
                            step.predictions().get(Signal.UNIT_VECTORS).square().mean())
                    : loss;
        }));
    }

    @Test
    void aTaskThatTeachesNothingIsFound() {
        assertEquals(
                List.of(DECLARED),
                broken(step -> l(step).mul(0).add(1).sub(t(step)).square().mean()));
    }

    @Test
    void anOptionalSignalThatIsNeededIsFound() {
        assertEquals(List.of(SUFFICIENT), broken(Set.of(Signal.UNIT_VECTORS), step -> l(step).sub(
                        step.predictions().get(Signal.UNIT_VECTORS))
                .square()
                .mean()));
    }

    @Test
    void aWrongGradientIsFound() {
        assertEquals(List.of(DIFFERENCES), broken(step -> l(step).mul(l(step).stopGradient())
                .sub(t(step))
                .square()
                .mean()));
    }

    @Test
    void changedInputsAreFound() {
        List<String> broken = broken(step -> {
            t(step).muli(0.5);
            return l(step).sub(t(step)).square().mean();
        });
        assertTrue(broken.contains(UNTOUCHED), broken.toString());
    }

    @Test
    void aGradientIntoATargetIsFound() {
        assertEquals(List.of(UNTOUCHED), broken(step -> {
            t(step).setRequiresGradient(true);
            return l(step).sub(t(step)).square().mean();
        }));
    }

    /** The totals belong to the large batch, and so does an array computed from them first. */
    @Test
    void anArrayThatHangsOnTheLargeBatchIsFound() {
        assertEquals(List.of(FREED), broken(step -> {
            step.targets().get(TargetKind.LABEL_TOTALS).mul(2);
            return l(step).sub(t(step)).square().mean();
        }));
    }

    @Test
    void aManagerThatIsNotClosedIsFound() {
        assertEquals(List.of(FREED), broken(step -> {
            NDManager.newBaseManager().create(1f);
            return l(step).sub(t(step)).square().mean();
        }));
    }
}
