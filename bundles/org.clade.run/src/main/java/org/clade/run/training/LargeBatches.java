package org.clade.run.training;

import java.util.Arrays;
import java.util.List;
import org.clade.api.variant.PhaseRecipe;
import org.clade.run.progress.BatchIndex;
import org.clade.run.progress.LargeBatch;
import org.clade.run.progress.Steps;
import org.clade.run.support.RandomStreams;

/** The large batches of a run, numbered from 0 over all epochs and phases. */
final class LargeBatches {

    private final List<PhaseRecipe> phases;
    private final int images;
    private final RandomStreams random;
    private String orderName = "";
    private int[] order = {};
    private long stepsPerEpoch;

    LargeBatches(List<PhaseRecipe> phases, int images, RandomStreams random) {
        this.phases = phases;
        this.images = images;
        this.random = random;
    }

    /** {@return the position of a large batch in its epoch} */
    BatchIndex index(int round) {
        return BatchIndex.of(round, phases, images);
    }

    /** {@return the training steps of an epoch, over all phases, at least 1} */
    long stepsPerEpoch() {
        if (stepsPerEpoch == 0) {
            int round = 0;
            BatchIndex index = index(round);
            while (index.epoch() == 0) {
                PhaseRecipe phase = phases.get(index.phase());
                stepsPerEpoch += new Steps(phase, size(phase, index.batch())).total();
                round++;
                index = index(round);
            }
            stepsPerEpoch = Math.max(1, stepsPerEpoch);
        }
        return stepsPerEpoch;
    }

    private int size(PhaseRecipe phase, int batch) {
        return phase.order() == PhaseRecipe.Order.DRAWN
                ? Math.min(images, phase.batch())
                : Math.min(images, (batch + 1) * phase.batch()) - batch * phase.batch();
    }

    /** {@return the large batch at an index, with its images} */
    LargeBatch at(BatchIndex index) {
        PhaseRecipe phase = phases.get(index.phase());
        if (phase.order() == PhaseRecipe.Order.DRAWN) {
            return new LargeBatch(
                    index.epoch(),
                    index.batch(),
                    random.drawn(index.epoch(), phase.name(), index.batch(), phase.batch(), images));
        }
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
