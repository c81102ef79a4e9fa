package org.clade.run.benchmark.suite;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.commons.math3.stat.descriptive.rank.Median;
import org.clade.api.run.BenchmarkSuite.Figure;

/** Repeats a trial for a while. The first one warms up; it counts only if it is the only one. */
final class Trials {

    private Trials() {}

    /**
     * Repeats.
     *
     * @param <T> what a trial returns
     * @param time no trial begins later
     * @param trial does one
     * @return the results that count, at least one
     * @throws Exception as the trial does
     */
    static <T> List<T> within(Duration time, Callable<T> trial) throws Exception {
        long begin = System.nanoTime();
        List<T> results = new ArrayList<>();
        do {
            results.add(trial.call());
        } while (System.nanoTime() - begin < time.toNanos());
        return results.size() == 1 ? results : results.subList(1, results.size());
    }

    /**
     * A figure.
     *
     * @param piece the piece
     * @param name what was measured
     * @param values one for each trial
     * @param unit the unit
     * @return the median
     */
    static Figure median(String piece, String name, List<Double> values, String unit) {
        double median = new Median()
                .evaluate(values.stream().mapToDouble(Double::doubleValue).toArray());
        return new Figure(piece, name, median, unit, values.size());
    }
}
