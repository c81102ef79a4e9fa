package org.clade.run.progress;

import ai.djl.ndarray.NDArray;
import java.util.LinkedHashMap;
import java.util.Map;

/** Means of the losses since the last evaluation: the unweighted loss of each task, and the weighted sum. */
public final class LossMeter {

    /**
     * A sum over the steps since the last evaluation.
     *
     * @param sum of the losses
     * @param steps the number of steps with this loss; each phase has its own tasks
     */
    public record Sum(double sum, int steps) {

        Sum plus(Sum other) {
            return new Sum(sum + other.sum, steps + other.steps);
        }
    }

    private static final String TOTAL = "loss";

    private final Map<String, Sum> sums = new LinkedHashMap<>();

    /** Adds a step's losses by task. */
    public void add(Map<String, Double> byTask, double total) {
        add(TOTAL, total);
        byTask.forEach((task, loss) -> add(TOTAL + "_" + task, loss));
    }

    private void add(String column, double loss) {
        sums.merge(column, new Sum(loss, 1), Sum::plus);
    }

    /** {@return the means by column name, empty before the first step} */
    public Map<String, Double> means() {
        Map<String, Double> means = new LinkedHashMap<>();
        sums.forEach((column, sum) -> means.put(column, sum.sum() / sum.steps()));
        return means;
    }

    /** Clears all sums. */
    public void clear() {
        sums.clear();
    }

    /** {@return the sums by column, for a checkpoint} */
    public Map<String, Sum> state() {
        return new LinkedHashMap<>(sums);
    }

    /** Restores sums from a checkpoint. */
    public void restore(Map<String, Sum> state) {
        sums.clear();
        sums.putAll(state);
    }

    /**
     * Reads a loss.
     *
     * @param task the task of the loss
     * @param loss a scalar
     * @return its value
     * @throws NonFiniteLossException if it is not finite
     */
    public static double read(String task, NDArray loss) {
        double value = loss.getFloat();
        if (!Double.isFinite(value)) {
            throw new NonFiniteLossException(task, value);
        }
        return value;
    }
}
