package org.clade.api.table;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * A row of a table.
 *
 * @param title its title
 * @param recipes how Clade computes it, by column; a row of a method that Clade does not have has none
 * @param published the published numbers by column and metric, in the order of the table's statistics; fewer if the
 *     paper has fewer
 * @param note what is known about it; empty for nothing
 */
public record TableRow(
        String title, Map<String, TableRecipe> recipes, Map<String, Map<String, List<Double>>> published, String note) {

    /** Copies the maps. */
    public TableRow {
        recipes = recipes == null ? Map.of() : Map.copyOf(recipes);
        published = published == null ? Map.of() : Map.copyOf(published);
        note = note == null ? "" : note;
    }

    /**
     * A published number.
     *
     * @param column the column's id
     * @param metric the metric's id
     * @param statistic the place of the statistic in the table
     * @return the number; empty if the paper has none
     */
    public OptionalDouble published(String column, String metric, int statistic) {
        List<Double> numbers = published.getOrDefault(column, Map.of()).getOrDefault(metric, List.of());
        return statistic < numbers.size() ? OptionalDouble.of(numbers.get(statistic)) : OptionalDouble.empty();
    }
}
