package org.clade.run.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.clade.api.augment.Pipeline;
import org.clade.api.signal.Predictions;
import org.clade.api.signal.Signal;
import org.clade.api.target.PseudoTargetStrategy;
import org.clade.api.target.TargetContext;
import org.clade.api.target.TargetSession;
import org.clade.api.target.Targets;
import org.clade.api.variant.Bound;
import org.clade.api.variant.Phase;
import org.clade.api.variant.PhaseRecipe;
import org.clade.run.inference.Inference;
import org.clade.run.inference.RunScope;
import org.clade.run.progress.LargeBatch;
import org.clade.run.progress.PassPermutation;
import org.clade.run.progress.Stage;
import org.clade.run.progress.Steps;
import org.clade.run.support.ArrayRows;

/**
 * Two-step learning on one large batch of any phase (GATCluster, Algorithm 1): step 1 predicts on the clean images and computes
 * targets, step 2 trains on minibatches. It names no method, task or part.
 */
final class PhaseTrainer {

    /** The number of images of the training view that are drawn at once. The random draws depend on it, so it cannot be configured. */
    private static final int VIEW_CHUNK = 500;

    private final RunScope run;
    private final Inference inference;
    private final ViewPrefetcher views;
    private final TrainingStep training;

    /**
     * The next large batch.
     *
     * @param phase its phase
     * @param large the large batch
     */
    record Upcoming(Phase phase, LargeBatch batch) {}

    PhaseTrainer(RunScope run, Inference inference, ViewPrefetcher views) {
        this.run = run;
        this.inference = inference;
        this.views = views;
        this.training = new TrainingStep(run);
    }

    /**
     * Step 1: makes the targets of a large batch.
     *
     * @param phase its phase
     * @param clean the view for targets
     * @param session the target session, if the phase has one
     * @param large the large batch
     * @return the batch without finished steps, closed by the caller
     */
    ActiveBatch open(Phase phase, Pipeline clean, Optional<TargetSession> session, LargeBatch large) {
        return open(phase, clean, session, large, count -> {});
    }

    /**
     * Step 1: makes the targets of a large batch.
     *
     * @param phase its phase
     * @param clean the view for targets
     * @param session the target session, if the phase has one
     * @param large the large batch
     * @param progress receives the number of further images done
     * @return the batch without finished steps, closed by the caller
     */
    ActiveBatch open(
            Phase phase, Pipeline clean, Optional<TargetSession> session, LargeBatch large, IntConsumer progress) {
        NDManager batch = run.host().newSubManager();
        try {
            Targets targets = session.map(strategy -> targets(phase, clean, strategy, large, batch, progress))
                    .orElse(Targets.NONE);
            return new ActiveBatch(large, targets, 0, batch);
        } catch (RuntimeException e) {
            batch.close();
            throw e;
        }
    }

    private Targets targets(
            Phase phase,
            Pipeline clean,
            TargetSession session,
            LargeBatch large,
            NDManager batch,
            IntConsumer progress) {
        Bound<PseudoTargetStrategy> strategy = phase.targets().orElseThrow();
        Set<Signal> wanted =
                session.needsPredictions(large.epoch()) ? strategy.part().reads(strategy.settings()) : Set.of();
        int m = large.members().length;
        Predictions seen = run.clock()
                .time(
                        Stage.TARGETS,
                        wanted.isEmpty() ? 0 : m,
                        () -> inference.all(clean, wanted, large.members(), batch, progress));
        return run.clock().time(Stage.ASSIGN, m, () -> run.engine()
                .autograd()
                .noGrad(() -> session.compute(new TargetContext(
                        large.epoch(),
                        large.indices(),
                        seen,
                        run.random().targets(large.epoch(), phase.recipe().name(), large.batch()),
                        batch))));
    }

    /**
     * Step 2: trains the remaining steps of a large batch.
     *
     * @param phase its phase
     * @param open the batch; counts the steps
     * @param places the position and the rate of each step, by the steps done in the batch
     * @param after the probable next large batch, if any; its first view may be drawn ahead
     * @return the number of steps done
     */
    int train(Phase phase, ActiveBatch open, IntFunction<StepPlace> places, Supplier<Optional<Upcoming>> after) {
        return train(phase, open, places, after, () -> {});
    }

    /**
     * Step 2: trains the remaining steps of a large batch.
     *
     * @param phase its phase
     * @param open the batch; counts the steps
     * @param places the position and the rate of each step, by the steps done in the batch
     * @param after the probable next large batch, if any; its first view may be drawn ahead
     * @param stepped called after each step
     * @return the number of steps done
     */
    int train(
            Phase phase,
            ActiveBatch open,
            IntFunction<StepPlace> places,
            Supplier<Optional<Upcoming>> after,
            Runnable stepped) {
        PhaseRecipe recipe = phase.recipe();
        LargeBatch large = open.batch();
        Steps steps = new Steps(recipe, large.indices().length);
        int before = open.steps();
        try (NDManager batch = run.host().newSubManager()) {
            NDArray view = recipe.redraw() == PhaseRecipe.Redraw.BATCH ? view(phase, large, batch) : null;
            PassPermutation order = new PassPermutation(run.random(), recipe.name(), large);
            while (open.steps() < steps.total()) {
                int next = open.steps() + 1;
                step(
                        phase,
                        open,
                        steps,
                        order,
                        view,
                        places.apply(open.steps()),
                        () -> next < steps.total()
                                ? Optional.of(wanted(phase, large, steps, next, order))
                                : after.get().flatMap(this::first));
                open.stepDone();
                stepped.run();
                run.cancellation().throwIfCanceled();
            }
        }
        return open.steps() - before;
    }

    private NDArray view(Phase phase, LargeBatch large, NDManager batch) {
        int m = large.members().length;
        return run.clock().time(Stage.AUGMENT, m, () -> {
            NDList parts = new NDList();
            for (int from = 0; from < m; from += VIEW_CHUNK) {
                int end = Math.min(m, from + VIEW_CHUNK);
                try (NDManager scope = run.device().newSubManager()) {
                    NDArray raw = run.images().gather(large.members(), from, end, scope);
                    NDArray drawn = phase.augment()
                            .apply(
                                    raw,
                                    run.random()
                                            .augment(
                                                    large.epoch(),
                                                    phase.recipe().name(),
                                                    large.batch(),
                                                    from));
                    parts.add(ArrayRows.keep(drawn, batch));
                }
                run.cancellation().throwIfCanceled();
            }
            NDArray whole = NDArrays.concat(parts);
            parts.close();
            return whole;
        });
    }

    private void step(
            Phase phase,
            ActiveBatch open,
            Steps steps,
            PassPermutation order,
            NDArray view,
            StepPlace at,
            Supplier<Optional<ViewPrefetcher.Wanted>> next) {
        LargeBatch large = open.batch();
        Steps.StepIndex place = steps.place(open.steps());
        int[] rows = steps.rows(order.of(place.pass()), place.minibatch());
        String name = phase.recipe().name();
        run.engine()
                .seed(run.random()
                        .step(
                                large.epoch(),
                                name,
                                large.batch(),
                                place.pass(),
                                place.minibatch() * phase.recipe().updatesPerMinibatch() + place.repeat()));
        if (view == null) {
            try (ViewPrefetcher.Drawn drawn = views.take(wanted(phase, large, steps, open.steps(), order))) {
                views.during(() -> learn(phase, open, rows, drawn.images(), drawn.scope(), at), next);
            }
        } else {
            try (NDManager scope = run.device().newSubManager()) {
                NDArray picked = ArrayRows.pick(
                        view, copies(rows, large.together() * phase.augment().copies()), scope);
                learn(phase, open, rows, picked, scope, at);
            }
        }
    }

    private void learn(Phase phase, ActiveBatch open, int[] rows, NDArray batch, NDManager scope, StepPlace at) {
        Targets own = open.targets().kinds().isEmpty() ? open.targets() : selected(open.targets(), rows, scope);
        run.clock().time(Stage.TRAIN, rows.length, () -> training.run(phase, batch, own, at));
    }

    private ViewPrefetcher.Wanted wanted(Phase phase, LargeBatch large, Steps steps, int step, PassPermutation order) {
        Steps.StepIndex place = steps.place(step);
        int[] rows = steps.rows(order.of(place.pass()), place.minibatch());
        return new ViewPrefetcher.Wanted(
                phase.augment(),
                Arrays.stream(copies(rows, large.together()))
                        .map(row -> large.members()[row])
                        .toArray(),
                run.random()
                        .augment(large.epoch(), phase.recipe().name(), large.batch(), place.pass())
                        .derive(place.minibatch(), place.repeat()));
    }

    /** The view of a large batch's first step, if the step has its own view. */
    private Optional<ViewPrefetcher.Wanted> first(Upcoming next) {
        PhaseRecipe recipe = next.phase().recipe();
        LargeBatch large = next.batch();
        return recipe.redraw() == PhaseRecipe.Redraw.BATCH
                ? Optional.empty()
                : Optional.of(wanted(
                        next.phase(),
                        large,
                        new Steps(recipe, large.indices().length),
                        0,
                        new PassPermutation(run.random(), recipe.name(), large)));
    }

    /** The positions of all copies or members of some images. */
    private static int[] copies(int[] rows, int copies) {
        return copies == 1
                ? rows
                : Arrays.stream(rows)
                        .flatMap(row -> IntStream.range(row * copies, (row + 1) * copies))
                        .toArray();
    }

    private static Targets selected(Targets targets, int[] rows, NDManager scope) {
        long[] positions = Arrays.stream(rows).asLongStream().toArray();
        return targets.select(scope.create(positions));
    }
}
