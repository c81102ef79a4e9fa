package org.clade.api.variant;

import java.util.List;

/**
 * The legal combinations of a variant's parts.
 *
 * @param variant the variant's name
 * @param factors what can be changed; each level occurs in a legal combination
 * @param combinations how many combinations of all levels there are, legal or not
 * @param points the legal ones; the first is the variant itself
 * @param leftOut levels that no legal combination has, each with the reason why it does not fit
 */
public record VariantLattice(
        String variant,
        List<LatticeFactor> factors,
        int combinations,
        List<LatticePoint> points,
        List<String> leftOut) {

    /** Copies the lists. */
    public VariantLattice {
        factors = List.copyOf(factors);
        points = List.copyOf(points);
        leftOut = List.copyOf(leftOut);
    }
}
