package org.clade.api.cluster;

import java.nio.file.Path;
import org.clade.api.evaluation.EvaluatedRun;
import org.osgi.annotation.versioning.ProviderType;

/** Finds similar images of a run, and outliers. */
@ProviderType
public interface ImageSimilarity {

    /** The least correlation of the details of near-duplicates that suits photographs. */
    double THRESHOLD = 0.6;

    /**
     * Finds the images of a run that are nearest to an image, by the cosine similarity of the run's features.
     *
     * @param run the folder of a run
     * @param image an image of the run: its path in the data set, the end of that path, its file, or its index; or the file
     *     of another image
     * @param count how many, 1 or more
     * @return the nearest
     * @throws org.clade.api.part.RefusedException if the run cannot be opened or there is no such image
     */
    SimilarImages similar(Path run, String image, int count);

    /**
     * Draws the image and the nearest, as a picture.
     *
     * @param run the folder of a run
     * @param image as for {@link #similar(Path, String, int)}
     * @param count how many, 1 or more
     * @param picture the file to write, a PNG
     * @return the nearest
     * @throws org.clade.api.part.RefusedException if the run cannot be opened or there is no such image
     */
    SimilarImages similar(Path run, String image, int count, Path picture);

    /**
     * Finds near-duplicates and outliers of a run. They are written to {@code duplicates.csv}
     * ({@code first,second,cosine,pixels}) and {@code outliers.csv} ({@code path,score}) in the run's folder, and drawn as
     * {@code figures/duplicates.jpg} and {@code figures/outliers.jpg}, which the report shows.
     *
     * @param run the folder of a run, whose network and images are opened
     * @param threshold the least correlation of the details of near-duplicates, 0 to 1
     * @return what was found
     * @throws org.clade.api.part.RefusedException if the run cannot be opened or has fewer than 2 images
     */
    ImageCheck check(Path run, double threshold);

    /**
     * Does the same for a run that is open.
     *
     * @param run the run; the files go into its folder
     * @param threshold the least correlation of the details of near-duplicates, 0 to 1
     * @return what was found
     * @throws org.clade.api.part.RefusedException if the run has fewer than 2 images
     */
    ImageCheck check(EvaluatedRun run, double threshold);
}
