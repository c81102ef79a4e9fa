package org.clade.api.variant;

import java.util.List;

/**
 * One combination of parts.
 *
 * @param levels the number of the level of each factor; all 0 for the variant itself
 * @param recipe the recipe, with a name and a title of its own unless it is the variant itself
 */
public record LatticePoint(List<Integer> levels, Recipe recipe) {

    /** Copies the levels. */
    public LatticePoint {
        levels = List.copyOf(levels);
    }
}
