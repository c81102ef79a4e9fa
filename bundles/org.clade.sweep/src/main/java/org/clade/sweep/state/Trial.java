package org.clade.sweep.state;

import java.util.List;

/**
 * One training of a sweep.
 *
 * @param id its number, {@code 0001} and so on
 * @param name the variant and the changed keys
 * @param recipe its recipe, a file in the sweep's folder
 * @param data the images
 * @param seed the seed
 * @param options further options of the command {@code run}
 */
public record Trial(String id, String name, String recipe, String data, long seed, List<String> options) {

    /** Copies the options. */
    public Trial {
        options = List.copyOf(options);
    }
}
