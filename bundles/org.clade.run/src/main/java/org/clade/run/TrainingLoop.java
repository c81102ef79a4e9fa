package org.clade.run;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.clade.api.target.TargetRequest;
import org.clade.api.target.TargetSession;
import org.clade.api.variant.Phase;
import org.clade.api.variant.Recipe;
import org.clade.api.variant.Variant;
import org.clade.api.variant.VariantUse;

/**
 * Epochs of phases of large batches. What a phase does is the variant's matter; the variant is asked anew for each large
 * batch, so the parts are those that are there then.
 */
final class TrainingLoop implements AutoCloseable {

    /** Told how the loop goes. */
    interface Observer {

        /**
         * A large batch is done.
         *
         * @param epoch its epoch, from 0
         * @param rounds large batches done
         * @param steps training steps done
         * @param seconds since training began
         */
        void round(int epoch, int rounds, long steps, double seconds);

        /**
         * It is time to evaluate.
         *
         * @param losses mean losses since the evaluation before, by column
         */
        void evaluate(Map<String, Double> losses);
    }

    private final VariantUse use;
    private final Recipe recipe;
    private final PhaseTrainer trainer;
    private final ImageStore images;
    private final RandomStreams random;
    private final Length length;
    private final Losses losses;
    private final Observer observer;
    private final Map<String, TargetSession> sessions = new HashMap<>();

    TrainingLoop(
            VariantUse use,
            int clusters,
            PhaseTrainer trainer,
            ImageStore images,
            RandomStreams random,
            Length length,
            Losses losses,
            Observer observer) {
        this.use = use;
        this.recipe = use.variant().recipe();
        this.trainer = trainer;
        this.images = images;
        this.random = random;
        this.length = length;
        this.losses = losses;
        this.observer = observer;
        for (Phase phase : use.variant().phases()) {
            String name = phase.recipe().name();
            phase.targets()
                    .ifPresent(strategy -> sessions.put(
                            name,
                            strategy.part()
                                    .open(new TargetRequest(
                                            images.size(), clusters, strategy.settings(), random.session(name)))));
        }
    }

    /** Trains to the end. */
    void run() {
        long start = System.nanoTime();
        int rounds = 0;
        long steps = 0;
        observer.evaluate(losses.takeMeans());
        int evaluated = 0;
        for (int epoch = 0; !length.reached(rounds, seconds(start)); epoch++) {
            for (int p = 0; p < recipe.phases().size(); p++) {
                String name = recipe.phases().get(p).name();
                int[] order = random.order(epoch, name, images.size());
                int batches = Length.batches(recipe.phases().get(p), images.size());
                for (int b = 0; b < batches && !length.reached(rounds, seconds(start)); b++) {
                    Variant variant = use.variant();
                    Phase phase = variant.phases().get(p);
                    Round round =
                            new Round(epoch, b, batch(order, b, phase.recipe().batch()));
                    steps += trainer.train(phase, variant.clean(), Optional.ofNullable(sessions.get(name)), round);
                    rounds++;
                    observer.round(epoch, rounds, steps, seconds(start));
                    if (recipe.evaluate() > 0 && rounds % recipe.evaluate() == 0) {
                        observer.evaluate(losses.takeMeans());
                        evaluated = rounds;
                    }
                }
            }
            int ended = epoch;
            eachSession(session -> session.epochEnded(ended));
            boolean last = length.reached(rounds, seconds(start));
            if (evaluated < rounds && (recipe.evaluate() == 0 || last)) {
                observer.evaluate(losses.takeMeans());
                evaluated = rounds;
            }
        }
    }

    private static int[] batch(int[] order, int batch, int size) {
        return Arrays.copyOfRange(order, batch * size, Math.min(order.length, (batch + 1) * size));
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private void eachSession(Consumer<TargetSession> action) {
        sessions.values().forEach(action);
    }

    /** Frees the strategies' state. */
    @Override
    public void close() {
        eachSession(TargetSession::close);
    }
}
