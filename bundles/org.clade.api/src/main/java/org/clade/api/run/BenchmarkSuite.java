package org.clade.api.run;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.clade.api.engine.Ceiling;
import org.osgi.annotation.versioning.ConsumerType;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Measures the pieces of Clade that people wait for: start, decoding, training, prediction, k-means and scores, together with the
 * machine's ceiling. It judges nothing.
 */
@ProviderType
public interface BenchmarkSuite {

    /**
     * Measures. Each piece is measured at least once, so a short time may be exceeded.
     *
     * @param time what all pieces share
     * @param watcher is told before each piece
     * @return the figures
     * @throws InterruptedException if the wait for a piece is interrupted
     */
    Result measure(Duration time, Watcher watcher) throws InterruptedException;

    /** Follows the measurement. */
    @ConsumerType
    @FunctionalInterface
    interface Watcher {

        /**
         * Is told that a piece begins.
         *
         * @param piece its name
         * @param number its number, from 1
         * @param of the number of pieces
         */
        void begins(String piece, int number, int of);
    }

    /**
     * A figure.
     *
     * @param piece the piece, such as {@code k-means}
     * @param name what was measured
     * @param value the median
     * @param unit its unit, such as {@code CPU s}: seconds of processor time of the whole process
     * @param trials how many trials the median is of
     */
    record Figure(String piece, String name, double value, String unit, int trials) {}

    /**
     * The result.
     *
     * @param figures the figures, in the order of the pieces
     * @param failures what could not be measured: for a piece, why
     * @param ceiling the machine's ceiling
     * @param seconds the total time
     */
    record Result(List<Figure> figures, Map<String, String> failures, Ceiling ceiling, double seconds) {

        /** Copies the figures. */
        public Result {
            figures = List.copyOf(figures);
        }
    }
}
