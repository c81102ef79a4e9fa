package org.clade.api.run;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.clade.api.engine.Ceiling;
import org.osgi.annotation.versioning.ConsumerType;
import org.osgi.annotation.versioning.ProviderType;

/** Measures how fast a variant trains on this machine. */
@ProviderType
public interface Benchmark {

    /** The rate of the whole loop without evaluation, next to those of its stages. */
    String LOOP = "whole loop";

    /** The stages of the loop, in the order in which a large batch passes them. */
    List<String> STAGES = List.of("targets", "assign", "augment", "train");

    /**
     * Trains several times in each precision, alternating between them, and takes medians. A first trial of each
     * precision warms up and does not count. Then it measures a large matrix product and a copy, the machine's ceiling.
     *
     * @param training what to train; its precision does not count
     * @param precisions the precisions to compare, such as {@code fp32}
     * @param repeats how many trials of each precision count, from 1
     * @param trials does one trial
     * @return the medians
     * @throws org.clade.api.part.RefusedException if the precision or device does not exist
     * @throws TrialFailedException if a trial did not complete
     * @throws InterruptedException if the wait for a trial is interrupted
     */
    Speeds measure(RunRequest training, List<String> precisions, int repeats, Trials trials)
            throws InterruptedException;

    /** Does one trial: {@code request -> runs.start(request).await()}, with progress if a caller wants it. */
    @ConsumerType
    @FunctionalInterface
    interface Trials {

        /**
         * Trains.
         *
         * @param request what to train @return its report
         * @throws InterruptedException if the wait is interrupted
         */
        RunReport run(RunRequest request) throws InterruptedException;
    }

    /**
     * How fast a variant trains.
     *
     * @param imagesPerSecond the median rate by precision and by stage, with {@link #LOOP}
     * @param shares the median share of each stage in the time of the loop, 0 to 1, by precision
     * @param peakMegabytes the peak memory of the process, in MiB, if the system reports it
     * @param ceiling the machine's ceiling
     */
    record Speeds(
            Map<String, Map<String, Double>> imagesPerSecond,
            Map<String, Map<String, Double>> shares,
            OptionalLong peakMegabytes,
            Ceiling ceiling) {}

    /** Thrown when a trial does not complete. */
    final class TrialFailedException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient RunReport report;

        /**
         * A failed trial.
         *
         * @param report how it ended
         */
        public TrialFailedException(RunReport report) {
            super(report.failure());
            this.report = report;
        }

        /** {@return how the trial ended} */
        public RunReport report() {
            return report;
        }
    }
}
