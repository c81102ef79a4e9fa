package org.clade.api.table;

import java.util.Map;

/**
 * How long runs are at a scale.
 *
 * @param seeds how many seeds, from 1
 * @param images the largest number of images; 0 for all
 * @param epochs passes over the images; 0 for the recipe's number
 * @param rounds large batches; 0 for the recipe's number
 * @param probe epochs of the linear classifier; 0 if there is none
 * @param set changed keys of every variant
 * @param text all of it in words
 */
public record TableSchedule(
        int seeds, int images, int epochs, int rounds, int probe, Map<String, String> set, String text) {

    /** Copies the changes. */
    public TableSchedule {
        set = set == null ? Map.of() : Map.copyOf(set);
    }
}
