package org.clade.table.trial;

import java.util.Map;
import org.clade.api.statistics.Selection;
import org.clade.api.table.TableColumn;
import org.clade.api.table.TableRecipe;
import org.clade.api.table.TableRow;

/**
 * What one seed gives to the cells of a row in a column.
 *
 * @param row the row
 * @param column the column
 * @param recipe how Clade computes it
 * @param selection which evaluation counts
 * @param changes all changed keys of the variant, with those of the scale
 * @param images the images
 * @param limit the largest number of images; 0 for all
 * @param probe epochs of the linear classifier; 0 if there is none
 * @param seed the seed
 */
public record TableTrial(
        TableRow row,
        TableColumn column,
        TableRecipe recipe,
        Selection selection,
        Map<String, String> changes,
        TrialImages images,
        int limit,
        int probe,
        long seed) {

    /** {@return the trial in words} */
    public String words() {
        return "%s, %s, seed %s: %s%s"
                .formatted(
                        row.title(), column.title(), seed, recipe.words(), images.madeUp() ? " on made-up images" : "");
    }

    /** {@return whether its images are made up} */
    public boolean madeUp() {
        return images.madeUp();
    }
}
