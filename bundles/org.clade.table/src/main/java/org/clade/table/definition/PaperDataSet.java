package org.clade.table.definition;

import java.util.List;
import org.clade.api.data.Split;

/**
 * A data set of the papers.
 *
 * @param id its id in the files of tables
 * @param title its title
 * @param names its usual names and those of folders below {@code CLADE_DATA}, with a reader's options
 * @param split which images of it
 * @param images how many it has; 0 if that is not checked
 * @param channels channels of its images
 * @param size their height and width, as the papers use them
 * @param classes how many classes it has
 */
public record PaperDataSet(
        String id, String title, List<String> names, Split split, int images, int channels, int size, int classes) {}
