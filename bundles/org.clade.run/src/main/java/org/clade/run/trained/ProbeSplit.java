package org.clade.run.trained;

import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;
import org.clade.api.data.DataService;
import org.clade.api.data.Dataset;
import org.clade.api.data.Split;
import org.clade.api.part.RefusedException;
import org.clade.api.random.RandomStream;
import org.clade.run.images.ImageStore;
import org.clade.run.support.RandomStreams;

/**
 * The images for training and for scoring a linear classifier: the train and the test split of the data set. If there is only one
 * split, 80% of its images, drawn with the seed, are for training.
 *
 * @param own the run's images for training
 * @param ownTest the run's images for scoring
 * @param other the other split, if the run was not trained on it
 * @param protocol the split, as text
 */
record ProbeSplit(int[] own, int[] ownTest, Optional<ImageStore> other, String protocol) {

    private static final int FIFTHS = 5;

    /**
     * Splits images.
     *
     * @param run the run whose network is evaluated
     * @param data opens the splits
     * @param random draws if there is only one split
     * @param host holds the loaded images
     * @param progress receives the number of loaded images
     * @return the split
     */
    static ProbeSplit of(LoadedRun run, DataService data, RandomStream random, NDManager host, IntConsumer progress) {
        Split split = run.request().split();
        int[] all = RandomStreams.range(run.images());
        if (split == Split.ALL) {
            int train =
                    open(run, data, Split.TRAIN).map(set -> set.info().images()).orElse(0);
            ImageStore images = run.inference().run().images();
            int[] own = some(all, image -> images.item(image) < train);
            int[] test = some(all, image -> images.item(image) >= train);
            if (own.length > 0 && test.length > 0) {
                return new ProbeSplit(
                        own, test, Optional.empty(), "trained on the train split, scored on the test split");
            }
        } else {
            Split opposite = split == Split.TRAIN ? Split.TEST : Split.TRAIN;
            Optional<ImageStore> other = open(run, data, opposite)
                    .filter(set -> set.info().classes().equals(run.data().classes()))
                    .map(set -> run.found().images(set, run.inference().run().engine(), host, progress));
            if (other.isPresent()) {
                return split == Split.TRAIN
                        ? new ProbeSplit(
                                all,
                                new int[0],
                                other,
                                "trained on the train split, which the run was trained on; scored on the test split")
                        : new ProbeSplit(
                                new int[0],
                                all,
                                other,
                                "trained on the train split; scored on the test split, which the run was trained on");
            }
        }
        int[] order = random.permutation(all.length);
        int learning = Math.max(1, all.length * (FIFTHS - 1) / FIFTHS);
        return new ProbeSplit(
                sorted(order, 0, learning),
                sorted(order, learning, all.length),
                Optional.empty(),
                "only one split: trained on 80 % of its images, drawn with the seed; scored on the other 20 %");
    }

    private static Optional<Dataset> open(LoadedRun run, DataService data, Split split) {
        try {
            return Optional.of(data.open(run.request().data(), split))
                    .filter(set -> set.info().labeled());
        } catch (RefusedException e) {
            return Optional.empty();
        }
    }

    private static int[] some(int[] images, IntPredicate wanted) {
        return Arrays.stream(images).filter(wanted).toArray();
    }

    private static int[] sorted(int[] order, int from, int to) {
        return Arrays.stream(order, from, to).sorted().toArray();
    }
}
