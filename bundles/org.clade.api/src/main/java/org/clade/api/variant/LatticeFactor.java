package org.clade.api.variant;

import java.util.List;

/**
 * What can be changed in a variant: a part that can be left out, or a key that can name other parts of its kind.
 *
 * @param name its place in the recipe, such as {@code entropy} for a loss, {@code cluster.sobel} in a phase, or {@code attention}
 * @param levels what can stand there; the first is the variant's own, {@value #OFF} leaves it out
 */
public record LatticeFactor(String name, List<String> levels) {

    /** The level of a part that is left out. */
    public static final String OFF = "off";

    /** Copies the levels. */
    public LatticeFactor {
        levels = List.copyOf(levels);
    }
}
