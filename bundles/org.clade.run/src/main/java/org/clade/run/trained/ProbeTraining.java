package org.clade.run.trained;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.clade.api.augment.Pipeline;
import org.clade.api.random.RandomStream;
import org.clade.api.schedule.LearningRateSchedule;
import org.clade.api.signal.Signal;
import org.clade.api.variant.Bound;
import org.clade.run.background.InferenceProgress;

/**
 * Trains a linear classifier on the features of a frozen network and scores it.
 *
 * @param probe the classifier
 * @param schedule the schedule of the learning rate
 * @param epochs passes over the training images
 * @param view the training view, drawn again for each minibatch; empty for the stored features of the clean view
 * @param random the random stream
 * @param progress receives the progress
 */
record ProbeTraining(
        LinearProbe probe,
        Bound<LearningRateSchedule> schedule,
        int epochs,
        Optional<Pipeline> view,
        RandomStream random,
        InferenceProgress progress) {

    /** Images in a minibatch. */
    static final int MINIBATCH = 128;

    /** The approximate cost of a step on an image with known features, in units of one prediction. */
    static final double CLEAN_COST = 0.01;

    private static final int SCORED_AT_ONCE = 1000;

    /** {@return the cost of one training pass over an image, in units of one prediction} */
    static double cost(Optional<Pipeline> view) {
        return view.map(drawn -> (double) drawn.copies()).orElse(CLEAN_COST);
    }

    /**
     * Trains.
     *
     * @param images the training images
     * @return the mean loss of the last epoch
     */
    double train(ProbeImages images) {
        double loss = Double.NaN;
        for (int epoch = 0; epoch < epochs; epoch++) {
            progress.epoch(epoch, epochs, epoch == 0 ? Map.of() : Map.of("loss", loss));
            loss = epoch(images, epoch);
        }
        return loss;
    }

    private double epoch(ProbeImages images, int epoch) {
        double factor = schedule.part().factor(epoch, epochs, schedule.settings());
        int n = images.size();
        int[] order = random.derive("order", epoch).permutation(n);
        double sum = 0;
        for (int from = 0; from < n; from += MINIBATCH) {
            int[] rows = images.rows(Arrays.copyOfRange(order, from, Math.min(n, from + MINIBATCH)));
            sum += rows.length * step(images, rows, random.derive("view", epoch, from), factor);
            progress.looked(rows.length, cost(view));
            images.source().run().cancellation().throwIfCanceled();
        }
        return sum / n;
    }

    private double step(ProbeImages images, int[] rows, RandomStream draws, double factor) {
        try (NDManager scope = images.source().run().device().newSubManager()) {
            if (view.isEmpty()) {
                return probe.learn(images.clean(rows, scope), images.labels(rows), factor);
            }
            NDArray features = images.source()
                    .all(view.get(), draws::derive, Set.of(Signal.FEATURES), rows, scope, count -> {})
                    .get(Signal.FEATURES);
            int copies = view.get().copies();
            int[] labels = Arrays.stream(images.labels(rows))
                    .flatMap(label -> IntStream.range(0, copies).map(copy -> label))
                    .toArray();
            return probe.learn(features, labels, factor);
        }
    }

    /**
     * Scores the classifier on the clean view.
     *
     * @param images the images for scoring
     * @return the share of correctly classified images
     */
    double accuracy(ProbeImages images) {
        int right = 0;
        for (int from = 0; from < images.size(); from += SCORED_AT_ONCE) {
            int[] rows = Arrays.copyOfRange(images.rows(), from, Math.min(images.size(), from + SCORED_AT_ONCE));
            try (NDManager scope = images.source().run().device().newSubManager()) {
                right += probe.right(images.clean(rows, scope), images.labels(rows));
            }
        }
        return (double) right / images.size();
    }
}
