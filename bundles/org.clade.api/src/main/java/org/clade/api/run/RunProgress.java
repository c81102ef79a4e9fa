package org.clade.api.run;

import java.util.Map;

/**
 * How far a run is.
 *
 * @param stage what it is doing, for instance {@code reading images}, {@code training}, {@code evaluating}
 * @param epoch the epoch, from 1; 0 before training
 * @param epochs how many there will be; 0 where the length is given otherwise
 * @param round large batches done
 * @param rounds how many there will be
 * @param share of the work done, 0 to 1
 * @param elapsed seconds since the start
 * @param remaining seconds that are left by the rate so far; negative while unknown
 * @param imagesPerSecond trained images per second over the whole loop
 * @param latest the latest scores and losses by column name
 */
public record RunProgress(
        String stage,
        int epoch,
        int epochs,
        int round,
        int rounds,
        double share,
        double elapsed,
        double remaining,
        double imagesPerSecond,
        Map<String, Double> latest) {}
