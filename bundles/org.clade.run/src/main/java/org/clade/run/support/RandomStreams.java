package org.clade.run.support;

import java.util.Arrays;
import org.clade.api.random.RandomStream;

/**
 * The random streams of a run. Each is derived from the seed and its purpose, so there is no hidden state between
 * steps.
 *
 * @param root the seed's stream
 */
public record RandomStreams(RandomStream root) {

    /** {@return the streams of a seed} */
    public static RandomStreams of(long seed) {
        return new RandomStreams(RandomStream.of(seed));
    }

    /** {@return the seed of the initial weights} */
    public long weights() {
        return root.derive("weights").seed();
    }

    /** {@return the order of the images in an epoch's phase} */
    public int[] order(int epoch, String phase, int images) {
        return root.derive("order", epoch, phase).permutation(images);
    }

    /** {@return the images of a large batch that is drawn on its own, in random order} */
    public int[] drawn(int epoch, String phase, int batch, int size, int images) {
        return Arrays.copyOf(root.derive("drawn", epoch, phase, batch).permutation(images), Math.min(size, images));
    }

    /** {@return the draws of the companions of a large batch} */
    public RandomStream companions(int epoch, String phase, int batch) {
        return root.derive("companions", epoch, phase, batch);
    }

    /** {@return the draws of a phase's strategy when it begins} */
    public RandomStream session(String phase) {
        return root.derive("session", phase);
    }

    /** {@return the draws of a strategy for a large batch} */
    public RandomStream targets(int epoch, String phase, int batch) {
        return root.derive("targets", epoch, phase, batch);
    }

    /** {@return the draws of a strategy for its full pass before an epoch} */
    public RandomStream survey(int epoch, String phase) {
        return root.derive("survey", epoch, phase);
    }

    /** {@return the order of all images in evaluations where the order matters; the same during the whole run} */
    public int[] evaluation(int images) {
        return root.derive("evaluation").permutation(images);
    }

    /** {@return the draws of an evaluation of the features} */
    public RandomStream features() {
        return root.derive("features");
    }

    /** {@return the draws of the clean view; shipped operations for it draw no numbers} */
    public RandomStream clean() {
        return root.derive("clean");
    }

    /** {@return the draws of the training view of some images of a large batch} */
    public RandomStream augment(int epoch, String phase, int batch, int chunk) {
        return root.derive("augment", epoch, phase, batch, chunk);
    }

    /** {@return the order of the images of a large batch in a pass} */
    public int[] pass(int epoch, String phase, int batch, int pass, int images) {
        return root.derive("pass", epoch, phase, batch, pass).permutation(images);
    }

    /** {@return the seed of the network's own draws in a step, such as dropout} */
    public long step(int epoch, String phase, int batch, int pass, int step) {
        return root.derive("step", epoch, phase, batch, pass, step).seed();
    }

    /** {@return 0 to n - 1} */
    public static int[] range(int n) {
        int[] range = new int[n];
        for (int i = 0; i < n; i++) {
            range[i] = i;
        }
        return range;
    }
}
