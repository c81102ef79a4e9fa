package org.clade.api.run;

import java.nio.file.Path;
import org.clade.api.data.Split;

/**
 * The images that a run should assign to clusters.
 *
 * @param run the folder of a run
 * @param data a data set's name or a folder, with labels or without
 * @param split which images of it
 * @param limit the largest number of images, drawn with the run's seed; 0 for all
 */
public record PredictionRequest(Path run, String data, Split split, int limit) {

    /** {@return a request for all images} */
    public static PredictionRequest of(Path run, String data) {
        return new PredictionRequest(run, data, Split.ALL, 0);
    }
}
