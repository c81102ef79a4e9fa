package org.clade.table.trial;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.clade.api.data.DataService;
import org.clade.api.table.PaperTable;
import org.clade.api.table.TableColumn;
import org.clade.api.table.TableRecipe;
import org.clade.api.table.TableRow;
import org.clade.api.table.TableScale;
import org.clade.api.table.TableSchedule;
import org.clade.table.definition.TableFiles;

/** Which trials the cells of a table need at a scale. */
public final class TrialPlan {

    private static final String EPOCHS = "epochs";
    private static final String ROUNDS = "max_batches";
    private static final String NO_LIMIT = "0";

    /**
     * The cells of a row in a column.
     *
     * @param row the row
     * @param column the column
     * @param trials a trial for each seed; none if Clade has no such method or the data set is missing
     * @param missing what is missing, such as {@code needs STL-10}; otherwise empty
     */
    public record Group(TableRow row, TableColumn column, List<TableTrial> trials, String missing) {}

    private final PaperTable table;
    private final TableScale scale;
    private final TableSchedule schedule;
    private final ColumnImages images;

    /**
     * A plan.
     *
     * @param table the table
     * @param scale how long runs are
     * @param data opens data sets
     * @param files has the data sets of the papers
     * @param given names of data sets that the user gave, by id
     * @throws org.clade.api.part.RefusedException if one of these is unknown or another data set
     */
    public TrialPlan(
            PaperTable table, TableScale scale, DataService data, TableFiles files, Map<String, String> given) {
        this.table = table;
        this.scale = scale;
        this.schedule = table.schedules().get(scale);
        this.images = new ColumnImages(data, files, given);
    }

    /**
     * The trials.
     *
     * @param seeds the seeds
     * @return a group for each row and column that has numbers or a recipe
     */
    public List<Group> groups(List<Long> seeds) {
        List<Group> groups = new ArrayList<>();
        for (TableRow row : table.rows()) {
            for (TableColumn column : table.columns()) {
                TableRecipe recipe = row.recipes().get(column.id());
                if (recipe != null) {
                    groups.add(group(row, column, recipe, seeds));
                } else if (row.published().containsKey(column.id())) {
                    groups.add(new Group(row, column, List.of(), ""));
                }
            }
        }
        return groups;
    }

    private Group group(TableRow row, TableColumn column, TableRecipe recipe, List<Long> seeds) {
        Optional<TrialImages> found = images.of(column, scale, schedule);
        return found.map(set -> new Group(
                        row,
                        column,
                        seeds.stream()
                                .map(seed -> new TableTrial(
                                        row,
                                        column,
                                        recipe,
                                        table.selection(recipe),
                                        changes(recipe),
                                        set,
                                        images.limit(column, schedule),
                                        schedule.probe(),
                                        seed))
                                .toList(),
                        ""))
                .orElseGet(() -> new Group(row, column, List.of(), "needs " + images.title(column)));
    }

    private Map<String, String> changes(TableRecipe recipe) {
        Map<String, String> changes = new HashMap<>(schedule.set());
        changes.putAll(recipe.set());
        changes.putAll(recipe.scaled().getOrDefault(scale, Map.of()));
        if (schedule.epochs() > 0) {
            changes.put(EPOCHS, Integer.toString(schedule.epochs()));
            changes.put(ROUNDS, NO_LIMIT);
        } else if (schedule.rounds() > 0) {
            changes.put(EPOCHS, NO_LIMIT);
            changes.put(ROUNDS, Integer.toString(schedule.rounds()));
        }
        return changes;
    }
}
