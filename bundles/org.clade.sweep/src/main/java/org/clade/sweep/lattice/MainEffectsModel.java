package org.clade.sweep.lattice;

import java.util.List;
import org.clade.api.variant.LatticeFactor;

/**
 * The columns of a model of main effects: a constant and, for each factor, one column less than it has levels.
 *
 * @param factors the factors
 */
public record MainEffectsModel(List<LatticeFactor> factors) {

    /** {@return how many columns there are} */
    public int columns() {
        return 1
                + factors.stream()
                        .mapToInt(factor -> factor.levels().size() - 1)
                        .sum();
    }

    /**
     * The row of a combination against the variant's own levels: 1 in the column of each other level. A coefficient is then the change
     * by a level.
     *
     * @param levels the level of each factor
     * @return the row
     */
    public double[] treatment(List<Integer> levels) {
        double[] row = new double[columns()];
        row[0] = 1;
        int at = 1;
        for (int i = 0; i < factors.size(); i++) {
            if (levels.get(i) > 0) {
                row[at + levels.get(i) - 1] = 1;
            }
            at += factors.get(i).levels().size() - 1;
        }
        return row;
    }

    /**
     * The row of a combination in orthonormal contrasts of each factor (Helmert's, scaled), for which a balanced design has
     * {@code X'X = n I}.
     *
     * @param levels the level of each factor
     * @return the row
     */
    double[] contrasts(List<Integer> levels) {
        double[] row = new double[columns()];
        row[0] = 1;
        int at = 1;
        for (int i = 0; i < factors.size(); i++) {
            int count = factors.get(i).levels().size();
            int level = levels.get(i);
            for (int j = 1; j < count; j++) {
                double value = level < j ? 1 : level == j ? -j : 0;
                row[at++] = value * Math.sqrt(count / (j * (j + 1.0)));
            }
        }
        return row;
    }
}
