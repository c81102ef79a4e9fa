package org.clade.api.sweep;

import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * How far a training of a sweep is, as its run folder and its output say.
 *
 * @param id the number of the trial in the sweep
 * @param epoch epochs that the last evaluation follows; empty before the first one
 * @param loss the loss at the last evaluation
 * @param acc the accuracy at the last evaluation, from 0 to 1; empty without labels
 * @param imagesPerSecond the speed of training
 * @param share how much is done, such as {@code 58%}; empty if unknown
 * @param left the time that is left, such as {@code 1:20}; empty if unknown
 */
public record TrialProgress(
        String id,
        OptionalInt epoch,
        OptionalDouble loss,
        OptionalDouble acc,
        OptionalDouble imagesPerSecond,
        String share,
        String left) {}
