package org.clade.run.training;

import ai.djl.ndarray.NDArray;
import ai.djl.training.GradientCollector;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.clade.api.engine.ForwardMode;
import org.clade.api.signal.Predictions;
import org.clade.api.signal.Signal;
import org.clade.api.target.Targets;
import org.clade.api.task.Step;
import org.clade.api.variant.BoundTask;
import org.clade.api.variant.Phase;
import org.clade.run.inference.RunScope;
import org.clade.run.progress.LossMeter;

/**
 * One update of the weights: predictions in training mode, the weighted sum of the losses, its gradient, the optimizer.
 *
 * @param run the run
 */
record TrainingStep(RunScope run) {

    /**
     * Updates the weights.
     *
     * @param phase its tasks
     * @param batch the training view of the minibatch
     * @param targets its targets
     * @param at the position and the rate
     */
    void run(Phase phase, NDArray batch, Targets targets, StepPlace at) {
        run.network().beforeStep(at.progress(), targets);
        Map<String, Double> byTask = new LinkedHashMap<>();
        double total;
        try (GradientCollector gradients = run.engine().autograd().record()) {
            Predictions predictions = run.network().predict(batch, wanted(phase), ForwardMode.TRAINING);
            NDArray sum = null;
            for (BoundTask bound : phase.tasks()) {
                NDArray loss = bound.task()
                        .part()
                        .loss(new Step(predictions, targets, bound.task().settings()));
                byTask.put(
                        bound.task().spec().id(),
                        LossMeter.read(bound.task().spec().id(), loss));
                NDArray weighted = loss.mul((float) bound.weight());
                sum = sum == null ? weighted : sum.add(weighted);
            }
            total = LossMeter.read("sum", sum);
            gradients.backward(sum);
        }
        run.optimizer().update(at.rateFactor());
        run.network().afterStep(at.progress());
        run.losses().add(byTask, total);
    }

    private Set<Signal> wanted(Phase phase) {
        Set<Signal> wanted = new LinkedHashSet<>();
        for (BoundTask bound : phase.tasks()) {
            wanted.addAll(bound.task().part().reads(bound.task().settings()));
            wanted.addAll(bound.task().part().alsoReads(bound.task().settings()));
        }
        wanted.retainAll(run.network().signals());
        return wanted;
    }
}
