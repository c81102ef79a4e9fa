package org.clade.api.data;

import java.util.List;

/**
 * The facts about a data set that are known without reading its images.
 *
 * @param name short name, also the folder's name in run folders
 * @param title one line
 * @param layout the layout it was read in, for instance {@code IDX} or {@code image folder}
 * @param protocol which images it has, for instance {@code train+test}
 * @param images how many
 * @param shape the shape of every image; height and width are 0 if images differ in size
 * @param classes names of the classes; empty if there are no labels
 * @param labeled whether there are labels to score with
 */
public record DatasetInfo(
        String name,
        String title,
        String layout,
        String protocol,
        int images,
        ImageShape shape,
        List<String> classes,
        boolean labeled) {

    /** Copies the classes. */
    public DatasetInfo {
        classes = List.copyOf(classes);
    }
}
