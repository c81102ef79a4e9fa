package org.clade.run;

import ai.djl.ndarray.NDArray;
import java.util.LinkedHashMap;
import java.util.Map;
import org.clade.api.part.RefusedException;

/** Means of the losses since the last evaluation: each task's own, unweighted, and the weighted sum. */
final class Losses {

    /**
     * Sums over the steps since the last evaluation.
     *
     * @param sums by column
     * @param steps how many steps
     */
    record State(Map<String, Double> sums, int steps) {}

    private static final String TOTAL = "loss";

    private final Map<String, Double> sums = new LinkedHashMap<>();
    private int steps;

    /** Notes a step's losses by task. */
    void add(Map<String, Double> byTask, double total) {
        sums.merge(TOTAL, total, Double::sum);
        byTask.forEach((task, loss) -> sums.merge(TOTAL + "_" + task, loss, Double::sum));
        steps++;
    }

    /** {@return the means by column name, empty before the first step} */
    Map<String, Double> means() {
        Map<String, Double> means = new LinkedHashMap<>();
        sums.forEach((column, sum) -> means.put(column, sum / steps));
        return means;
    }

    /** Starts anew. */
    void clear() {
        sums.clear();
        steps = 0;
    }

    /** {@return the sums so far, to be written down} */
    State state() {
        return new State(new LinkedHashMap<>(sums), steps);
    }

    /** Takes up sums that were written down. */
    void restore(State state) {
        clear();
        sums.putAll(state.sums());
        steps = state.steps();
    }

    /**
     * Reads a loss.
     *
     * @param task what gave it
     * @param loss a scalar
     * @return its value
     * @throws RefusedException where it is not finite
     */
    static double read(String task, NDArray loss) {
        double value = loss.getFloat();
        if (!Double.isFinite(value)) {
            throw new RefusedException(
                    ("The loss of task %s is %s; training cannot go on. Lower the learning rate or look at the last"
                                    + " operations of the training view.")
                            .formatted(task, value));
        }
        return value;
    }
}
