package org.clade.api.sweep;

import java.util.List;
import org.clade.api.variant.LatticePoint;
import org.clade.api.variant.VariantLattice;

/**
 * The combinations of a lattice that are trained.
 *
 * @param lattice all legal combinations
 * @param points those that are trained; the first is the variant itself
 * @param efficiency how well they tell the main effects apart, 0 to 1 (D-efficiency); 1 for an orthogonal, balanced design
 */
public record LatticeDesign(VariantLattice lattice, List<LatticePoint> points, double efficiency) {

    /** Copies the points. */
    public LatticeDesign {
        points = List.copyOf(points);
    }
}
