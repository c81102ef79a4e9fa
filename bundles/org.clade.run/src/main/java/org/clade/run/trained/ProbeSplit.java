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
 * Which images a linear classifier learns from and which score it: the train and the test split of the data set. Where the
 * images are of one split only, four fifths of them, drawn by the seed, are for learning.
 *
 * @param own the run's images that are for learning
 * @param ownTest the run's images that are for scoring
 * @param other images that the run was not trained on, where they are the other split
 * @param protocol the split in words
 */
record ProbeSplit(int[] own, int[] ownTest, Optional<ImageStore> other, String protocol) {

    private static final int FIFTHS = 5;

    /**
     * Splits images.
     *
     * @param run the run whose network is evaluated
     * @param data opens the splits
     * @param random draws where there is only one split
     * @param host holds images that are read
     * @param progress told how many were read
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
                return new ProbeSplit(own, test, Optional.empty(), "the train split learns, the test split scores");
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
                                "the train split, which the run was trained on, learns; the test split scores")
                        : new ProbeSplit(
                                new int[0],
                                all,
                                other,
                                "the train split learns; the test split, which the run was trained on, scores");
            }
        }
        int[] order = random.permutation(all.length);
        int learning = Math.max(1, all.length * (FIFTHS - 1) / FIFTHS);
        return new ProbeSplit(
                sorted(order, 0, learning),
                sorted(order, learning, all.length),
                Optional.empty(),
                "there is one split only: 80 % of its images, drawn by the seed, learn, 20 % score");
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
