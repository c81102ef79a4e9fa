package org.clade.api.table;

import java.util.Map;
import java.util.Optional;
import org.clade.api.statistics.Selection;

/**
 * How Clade computes the cells of a row in a column.
 *
 * @param kind what computes them
 * @param variant the variant that is trained; null if none is
 * @param method the classical method; null if there is none
 * @param set changed keys of the variant
 * @param selection the evaluation that counts; null for the table's
 * @param cost floating-point operations of one full training; 0 if nothing is trained
 * @param scaled further changes at a scale
 */
public record TableRecipe(
        CellSource kind,
        String variant,
        String method,
        Map<String, String> set,
        Selection selection,
        double cost,
        Map<TableScale, Map<String, String>> scaled) {

    /** Copies the changes. */
    public TableRecipe {
        set = set == null ? Map.of() : Map.copyOf(set);
        scaled = scaled == null ? Map.of() : Map.copyOf(scaled);
    }

    /** {@return what it is in a few words: the variant with its changes, or the method} */
    public String words() {
        String trained = variant == null
                ? "pixels"
                : variant
                        + (set.isEmpty()
                                ? ""
                                : " with "
                                        + String.join(
                                                ", ",
                                                set.keySet().stream().sorted().toList()) + " changed");
        return Optional.ofNullable(method).map(name -> name + " on " + trained).orElse(trained);
    }
}
