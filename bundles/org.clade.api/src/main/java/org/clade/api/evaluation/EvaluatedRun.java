package org.clade.api.evaluation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.clade.api.data.DatasetInfo;
import org.clade.api.data.ImageShape;
import org.clade.api.signal.Predictions;
import org.clade.api.signal.Signal;
import org.clade.api.variant.Recipe;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A run at an evaluation: its images, the network's output for them, and the network itself for further questions. It
 * cannot change the run: it records no gradients and draws nothing from the run's random streams. Images have numbers
 * from 0, in the order of the data set.
 */
@ProviderType
public interface EvaluatedRun {

    /** {@return the run's id: data, variant and time} */
    String id();

    /** {@return the folder of the evaluation: the run's or the prediction's} */
    Path folder();

    /** {@return the recipe of the network} */
    Recipe recipe();

    /** {@return the seed of the run} */
    long seed();

    /** {@return the data set of the images} */
    DatasetInfo data();

    /** {@return the shape of the images before any operation} */
    ImageShape shape();

    /** {@return the number of images} */
    int images();

    /**
     * Names an image.
     *
     * @param image its number
     * @return its path in the data set, or its index there
     */
    String item(int image);

    /**
     * The file that an image was read from.
     *
     * @param image its number
     * @return the file; empty if images are not files
     */
    Optional<Path> file(int image);

    /**
     * Reads an image again, for people to look at.
     *
     * @param image its number
     * @param side rows and columns wanted
     * @return C×side×side bytes, as {@link org.clade.api.data.Dataset#thumbnail} gives them
     */
    byte[] thumbnail(int image, int side);

    /**
     * Reads images again, for people to look at.
     *
     * @param images their numbers; all results are in memory at once
     * @param side rows and columns wanted
     * @return for each of them what {@link #thumbnail} gives; empty where the image cannot be read any more
     */
    List<Optional<byte[]>> thumbnails(int[] images, int side);

    /** {@return the class of each image, if the images have labels} */
    Optional<int[]> labels();

    /** {@return the cluster of each image} */
    Assignments assignments();

    /**
     * How many images of each class are in each cluster. Where a prediction shows some of its images only, all are counted here.
     *
     * @return a row for each class, by its number, and a column for each cluster; nothing where there are no labels
     */
    default Optional<int[][]> classCounts() {
        return labels().map(classes -> assignments().counts(classes));
    }

    /** {@return the label features of at most 500 images, the same ones at every evaluation of a run} */
    LabelFeatures sample();

    /** {@return the signals that the network emits} */
    Set<Signal> signals();

    /** {@return the label features: the signal that an image's cluster is read from} */
    Signal decision();

    /** {@return a scope in main memory; create your own scope below it} */
    NDManager host();

    /** {@return a scope on the device that computes; create your own scope below it} */
    NDManager device();

    /** {@return all images in the order for inference; it mixes classes, because sub-batches may be normalized together} */
    int[] order();

    /** {@return how many images to pass to {@link #transformed} at once} */
    int inferenceBatch();

    /**
     * Whether the images of an inference batch are normalized together. Then the outputs of an image depend on the other images of its batch,
     * and only the batches of {@link #order} give those of the evaluation again.
     *
     * @return true with statistics of the batch (DAC, ST-DAC), false with fixed ones
     */
    boolean normalizesTogether();

    /**
     * Copies images as the reader delivered them.
     *
     * @param images their numbers
     * @param scope holds the result; its device receives it
     * @return N×C×H×W, 8-bit, or N×d×1×1, float32, for vectors
     */
    NDArray pixels(int[] images, NDManager scope);

    /** {@return the shape of {@link #pictures}: that of the images, or of color pictures where the images are vectors} */
    default ImageShape pictureShape() {
        return shape();
    }

    /**
     * Images for people to look at: the images themselves; for vectors the files that they were computed from, or squares of gray
     * fields, one for each value, if no files are known.
     *
     * @param images their numbers
     * @param scope holds the result; its device receives it
     * @return images of {@link #pictureShape}, 8-bit
     */
    default NDArray pictures(int[] images, NDManager scope) {
        return pixels(images, scope);
    }

    /**
     * Runs the network on the clean view of images.
     *
     * @param images their numbers
     * @param wanted some of {@link #signals}
     * @param keeper holds the result, in main memory
     * @return a row for each image
     */
    Predictions look(int[] images, Set<Signal> wanted, NDManager keeper);

    /**
     * The output of the stage attention on the input.
     *
     * @param images their numbers, at most {@link #inferenceBatch} of them
     * @param scope a scope on the {@link #device} that holds the result
     * @return the images before and after, or empty if the network has no such layer
     */
    Optional<TransformedImages> transformed(int[] images, NDManager scope);

    /**
     * The weights of the attention module before the head (GATCluster, Figure 4).
     *
     * @param images their numbers, at most {@link #inferenceBatch} of them
     * @param scope a scope on the {@link #device} that holds the result
     * @return N×1×H×W weights on the features of the backbone, 0 to 1, or empty if the network has no such module
     */
    Optional<NDArray> attention(int[] images, NDManager scope);

    /** Ends the work of a listener if the user has stopped the run; call it in long loops and do not catch its exception. */
    void checkStop();
}
