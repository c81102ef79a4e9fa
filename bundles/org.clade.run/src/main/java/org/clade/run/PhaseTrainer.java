package org.clade.run;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.clade.api.augment.Pipeline;
import org.clade.api.engine.ForwardMode;
import org.clade.api.engine.TensorEngine;
import org.clade.api.optimizer.OptimizerSession;
import org.clade.api.signal.Predictions;
import org.clade.api.signal.Signal;
import org.clade.api.target.PseudoTargetStrategy;
import org.clade.api.target.TargetContext;
import org.clade.api.target.TargetSession;
import org.clade.api.target.Targets;
import org.clade.api.task.Step;
import org.clade.api.variant.Bound;
import org.clade.api.variant.BoundTask;
import org.clade.api.variant.Network;
import org.clade.api.variant.Phase;
import org.clade.api.variant.PhaseRecipe;

/**
 * Two-step learning on one large batch (GATCluster, Algorithm 1), for whatever phase it is given: step 1 looks at the
 * clean images in sub-batches and makes targets, step 2 trains on minibatches. It names no method, task or part.
 */
final class PhaseTrainer {

    /** Images that the training view is made of at once. It is part of what decides the draws, so it is no setting. */
    private static final int VIEW_CHUNK = 500;

    private final Network network;
    private final OptimizerSession optimizer;
    private final ImageStore images;
    private final RandomStreams random;
    private final TensorEngine engine;
    private final NDManager device;
    private final NDManager host;
    private final int subbatch;
    private final StageClock clock;
    private final Losses losses;
    private final Runnable stop;

    /**
     * A trainer of a run.
     *
     * @param network learns
     * @param optimizer updates its weights
     * @param images all images
     * @param random the run's streams
     * @param engine computes
     * @param device scope on the device that computes
     * @param host scope in main memory, for what a whole large batch needs
     * @param subbatch images in evaluation mode at a time
     * @param clock adds up time
     * @param losses adds up losses
     * @param stop called after each step; throws where the run was asked to stop
     */
    PhaseTrainer(
            Network network,
            OptimizerSession optimizer,
            ImageStore images,
            RandomStreams random,
            TensorEngine engine,
            NDManager device,
            NDManager host,
            int subbatch,
            StageClock clock,
            Losses losses,
            Runnable stop) {
        this.network = network;
        this.optimizer = optimizer;
        this.images = images;
        this.random = random;
        this.engine = engine;
        this.device = device;
        this.host = host;
        this.subbatch = subbatch;
        this.clock = clock;
        this.losses = losses;
        this.stop = stop;
    }

    /**
     * Trains on a large batch.
     *
     * @param phase what to do with it
     * @param clean the view that targets are made from
     * @param session the strategy at work, if the phase has one
     * @param round the batch
     * @return how many training steps were made
     */
    int train(Phase phase, Pipeline clean, Optional<TargetSession> session, Round round) {
        try (NDManager batch = host.newSubManager()) {
            Targets targets = session.map(open -> targets(phase, clean, open, round, batch))
                    .orElse(Targets.NONE);
            boolean once = phase.recipe().views() == PhaseRecipe.Views.BATCH;
            NDArray view = once ? view(phase, round, batch) : null;
            int steps = 0;
            for (int pass = 0; pass < phase.recipe().passes(); pass++) {
                steps += pass(phase, round, pass, view, targets);
            }
            return steps;
        }
    }

    private Targets targets(Phase phase, Pipeline clean, TargetSession session, Round round, NDManager batch) {
        Bound<PseudoTargetStrategy> strategy = phase.targets().orElseThrow();
        Set<Signal> wanted = strategy.part().reads(strategy.settings());
        int m = round.indices().length;
        Predictions seen = clock.time(Stage.TARGETS, wanted.isEmpty() ? 0 : m, () -> look(clean, wanted, round, batch));
        return clock.time(
                Stage.ASSIGN,
                m,
                () -> engine.withoutGradients(() -> session.compute(new TargetContext(
                        round.epoch(),
                        round.indices(),
                        seen,
                        random.targets(round.epoch(), phase.recipe().name(), round.batch()),
                        batch))));
    }

    private Predictions look(Pipeline clean, Set<Signal> wanted, Round round, NDManager batch) {
        Map<Signal, List<NDArray>> parts = new LinkedHashMap<>();
        wanted.forEach(signal -> parts.put(signal, new ArrayList<>()));
        if (!wanted.isEmpty()) {
            for (int from = 0; from < round.indices().length; from += subbatch) {
                int start = from;
                int end = Math.min(round.indices().length, from + subbatch);
                try (NDManager scope = device.newSubManager()) {
                    Predictions some = engine.withoutGradients(() -> network.predict(
                            clean.apply(images.gather(round.indices(), start, end, scope), random.clean()),
                            wanted,
                            ForwardMode.EVALUATION));
                    parts.forEach((signal, list) -> list.add(kept(some.get(signal), batch)));
                }
                stop.run();
            }
        }
        Map<Signal, NDArray> whole = new LinkedHashMap<>();
        parts.forEach((signal, list) -> whole.put(signal, NDArrays.concat(new NDList(list))));
        return new Predictions(whole);
    }

    private NDArray view(Phase phase, Round round, NDManager batch) {
        int m = round.indices().length;
        return clock.time(Stage.AUGMENT, m, () -> {
            NDList parts = new NDList();
            for (int from = 0; from < m; from += VIEW_CHUNK) {
                int end = Math.min(m, from + VIEW_CHUNK);
                try (NDManager scope = device.newSubManager()) {
                    NDArray raw = images.gather(round.indices(), from, end, scope);
                    parts.add(kept(
                            phase.augment()
                                    .apply(
                                            raw,
                                            random.augment(
                                                    round.epoch(),
                                                    phase.recipe().name(),
                                                    round.batch(),
                                                    from)),
                            batch));
                }
                stop.run();
            }
            NDArray whole = NDArrays.concat(parts);
            parts.close();
            return whole;
        });
    }

    /** Moves an array out of its scope into main memory; where it is there already, it only changes hands. */
    private static NDArray kept(NDArray array, NDManager host) {
        NDArray moved = array.toDevice(host.getDevice(), false);
        moved.attach(host);
        return moved;
    }

    private int pass(Phase phase, Round round, int pass, NDArray view, Targets targets) {
        PhaseRecipe recipe = phase.recipe();
        int m = round.indices().length;
        int[] order = random.pass(round.epoch(), recipe.name(), round.batch(), pass, m);
        int size = Math.min(recipe.minibatch(), m);
        int steps = m / size;
        for (int step = 0; step < steps; step++) {
            int[] rows = Arrays.copyOfRange(order, step * size, (step + 1) * size);
            engine.seed(random.step(round.epoch(), recipe.name(), round.batch(), pass, step));
            try (NDManager scope = device.newSubManager()) {
                NDArray batch =
                        view == null ? drawn(phase, round, pass, step, rows, scope) : Rows.pick(view, rows, scope);
                Targets own = targets.kinds().isEmpty() ? targets : selected(targets, rows, scope);
                clock.time(Stage.TRAIN, size, () -> {
                    step(phase, batch, own);
                    return null;
                });
            }
            stop.run();
        }
        return steps;
    }

    private NDArray drawn(Phase phase, Round round, int pass, int step, int[] rows, NDManager scope) {
        int[] indices = Arrays.stream(rows).map(row -> round.indices()[row]).toArray();
        return clock.time(Stage.AUGMENT, rows.length, () -> phase.augment()
                .apply(
                        images.gather(indices, 0, indices.length, scope),
                        random.augment(round.epoch(), phase.recipe().name(), round.batch(), pass)
                                .derive(step)));
    }

    private static Targets selected(Targets targets, int[] rows, NDManager scope) {
        long[] positions = Arrays.stream(rows).asLongStream().toArray();
        return targets.select(scope.create(positions));
    }

    private void step(Phase phase, NDArray batch, Targets targets) {
        Map<String, Double> byTask = new LinkedHashMap<>();
        double total;
        try (GradientCollector gradients = engine.record()) {
            Predictions predictions = network.predict(batch, wanted(phase), ForwardMode.TRAINING);
            NDArray sum = null;
            for (BoundTask bound : phase.tasks()) {
                NDArray loss = bound.task()
                        .part()
                        .loss(new Step(predictions, targets, bound.task().settings()));
                byTask.put(
                        bound.task().spec().id(),
                        Losses.read(bound.task().spec().id(), loss));
                NDArray weighted = loss.mul((float) bound.weight());
                sum = sum == null ? weighted : sum.add(weighted);
            }
            total = Losses.read("sum", sum);
            gradients.backward(sum);
        }
        optimizer.update(1);
        losses.add(byTask, total);
    }

    private Set<Signal> wanted(Phase phase) {
        Set<Signal> wanted = new LinkedHashSet<>();
        for (BoundTask bound : phase.tasks()) {
            wanted.addAll(bound.task().part().reads(bound.task().settings()));
            wanted.addAll(bound.task().part().alsoReads(bound.task().settings()));
        }
        wanted.retainAll(network.signals());
        return wanted;
    }
}
