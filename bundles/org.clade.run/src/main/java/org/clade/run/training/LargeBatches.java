package org.clade.run.training;

import java.util.Arrays;
import java.util.List;
import org.clade.api.variant.PhaseRecipe;
import org.clade.run.progress.BatchIndex;
import org.clade.run.progress.LargeBatch;
import org.clade.run.support.RandomStreams;

/** The large batches of a run, numbered from 0 over all epochs and phases. */
final class LargeBatches {

    private final List<PhaseRecipe> phases;
    private final int images;
    private final RandomStreams random;
    private String orderName = "";
    private int[] order = {};

    LargeBatches(List<PhaseRecipe> phases, int images, RandomStreams random) {
        this.phases = phases;
        this.images = images;
        this.random = random;
    }

    /** {@return the position of a large batch in its epoch} */
    BatchIndex index(int round) {
        return BatchIndex.of(round, phases, images);
    }

    /** {@return the large batch at an index, with its images} */
    LargeBatch at(BatchIndex index) {
        PhaseRecipe phase = phases.get(index.phase());
        int from = index.batch() * phase.batch();
        int to = Math.min(images, from + phase.batch());
        return new LargeBatch(index.epoch(), index.batch(), Arrays.copyOfRange(order(index, phase), from, to));
    }

    /** The order of the images in an epoch's phase; cached, since it is as long as the number of images. */
    private int[] order(BatchIndex index, PhaseRecipe phase) {
        String wanted = index.epoch() + " " + phase.name();
        if (!wanted.equals(orderName)) {
            order = phase.order() == PhaseRecipe.Order.SEQUENTIAL
                    ? RandomStreams.range(images)
                    : random.order(index.epoch(), phase.name(), images);
            orderName = wanted;
        }
        return order;
    }
}
