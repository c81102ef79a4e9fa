package org.clade.run.progress;

import java.util.Arrays;
import org.clade.api.variant.PhaseRecipe;

/**
 * The training steps on one large batch, numbered from 0.
 *
 * @param recipe the phase
 * @param images images in the large batch
 */
public record Steps(PhaseRecipe recipe, int images) {

    /**
     * The position of a step.
     *
     * @param pass over the large batch, from 0
     * @param minibatch of the pass, from 0
     * @param repeat of the minibatch, from 0
     */
    public record StepIndex(int pass, int minibatch, int repeat) {}

    /** {@return minibatches in a pass; a single remaining image is dropped, since it has no variance} */
    int minibatches() {
        int size = size();
        int rest = images % size;
        boolean keep = !recipe.dropLast() && rest > 1;
        return images / size + (keep ? 1 : 0);
    }

    /** {@return the total number of steps} */
    public int total() {
        return recipe.epochsPerBatch() * minibatches() * recipe.updatesPerMinibatch();
    }

    /** {@return the position of a step} */
    public StepIndex place(int step) {
        int perPass = minibatches() * recipe.updatesPerMinibatch();
        return new StepIndex(
                step / perPass, step % perPass / recipe.updatesPerMinibatch(), step % recipe.updatesPerMinibatch());
    }

    /**
     * The images of a minibatch.
     *
     * @param order the pass's order of the large batch
     * @param minibatch the minibatch
     * @return positions in the large batch
     */
    public int[] rows(int[] order, int minibatch) {
        return Arrays.copyOfRange(order, minibatch * size(), Math.min(images, (minibatch + 1) * size()));
    }

    private int size() {
        return Math.min(recipe.minibatch(), images);
    }
}
