package org.clade.task.temi;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.clade.api.part.RefusedException;

/** The losses and clusters of each head in the current epoch, and the best head. */
final class HeadTally {

    private static final String LOSSES = "head-losses";
    private static final String SIZES = "head-clusters";
    private static final String COUNTS = "head-counts";

    private final int images;
    private final int clusters;
    private double[] losses = {};
    private long[] sizes = {};
    private int epoch = -1;
    private int steps;
    private int seen;
    private int largest;
    private int best = -1;

    HeadTally(int images, int clusters) {
        this.images = images;
        this.clusters = clusters;
    }

    /**
     * Adds a batch.
     *
     * @param now the epoch
     * @param batch images in it
     * @param loss the loss of each head
     * @param labels the cluster of each image by each head, the heads of an image adjacent
     */
    void add(int now, int batch, float[] loss, long... labels) {
        if (losses.length != 0 && losses.length != loss.length) {
            throw new RefusedException(
                    "The network has %s heads, but the targets began with %s; resume with the recipe of the run."
                            .formatted(loss.length, losses.length));
        }
        if (now != epoch) {
            losses = new double[loss.length];
            sizes = new long[loss.length * clusters];
            epoch = now;
            steps = 0;
            seen = 0;
        }
        for (int head = 0; head < loss.length; head++) {
            losses[head] += loss[head];
        }
        for (int i = 0; i < labels.length; i++) {
            sizes[i % loss.length * clusters + (int) labels[i]]++;
        }
        steps++;
        seen += batch;
        largest = Math.max(largest, batch);
        if (seen > images - largest) { // no further whole batch fits into the epoch
            best = lowest();
        }
    }

    /** {@return the head with the lowest mean loss over the last complete epoch, or, before its end, over the first one} */
    int best() {
        return best >= 0 ? best : lowest();
    }

    private int lowest() {
        int lowest = 0;
        for (int head = 1; head < losses.length; head++) {
            if (losses[head] < losses[lowest]) {
                lowest = head;
            }
        }
        return lowest;
    }

    /** {@return for each head its mean loss and its found clusters in the current epoch, and the best head, from 1} */
    Map<String, Double> readings() {
        Map<String, Double> readings = new LinkedHashMap<>();
        if (steps == 0) {
            return readings;
        }
        readings.put("best_head", best() + 1.0);
        for (int head = 0; head < losses.length; head++) {
            readings.put("loss_head_" + (head + 1), losses[head] / steps);
        }
        for (int head = 0; head < losses.length; head++) {
            long[] own = Arrays.copyOfRange(sizes, head * clusters, (head + 1) * clusters);
            readings.put("clusters_head_" + (head + 1), (double)
                    Arrays.stream(own).filter(size -> size > 0).count());
        }
        return readings;
    }

    /** {@return the state, held by a manager} */
    NDList save(NDManager manager) {
        return new NDList(
                named(manager.create(losses, new Shape(losses.length)), LOSSES),
                named(manager.create(sizes, new Shape(sizes.length)), SIZES),
                named(manager.create(new int[] {epoch, steps, seen, largest, best}), COUNTS));
    }

    void restore(NDList state) {
        losses = state.get(LOSSES).toDoubleArray();
        sizes = state.get(SIZES).toLongArray();
        int[] counts = state.get(COUNTS).toIntArray();
        epoch = counts[0];
        steps = counts[1];
        seen = counts[2];
        largest = counts[3];
        best = counts[4];
    }

    private static NDArray named(NDArray array, String name) {
        array.setName(name);
        return array;
    }
}
