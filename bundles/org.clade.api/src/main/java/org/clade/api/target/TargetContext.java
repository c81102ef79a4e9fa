package org.clade.api.target;

import ai.djl.ndarray.NDManager;
import org.clade.api.random.RandomStream;
import org.clade.api.signal.Predictions;

/**
 * A large batch that needs targets.
 *
 * @param epoch the epoch, from 0
 * @param indices the images' indices in the data set, M of them
 * @param predictions the network's output in evaluation mode for the clean images: the signals that the strategy
 *     {@linkplain PseudoTargetStrategy#reads reads}, without gradient: M rows each, or, if the strategy has companions, a row for each
 *     image and its companions, adjacent
 * @param random for this batch alone
 * @param manager holds the targets
 */
public record TargetContext(
        int epoch, int[] indices, Predictions predictions, RandomStream random, NDManager manager) {}
