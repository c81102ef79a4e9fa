package org.clade.api.run;

import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.clade.api.data.Dataset;
import org.clade.api.data.DatasetInfo;
import org.clade.api.evaluation.EvaluatedRun;
import org.clade.api.signal.Predictions;
import org.clade.api.signal.Signal;
import org.clade.api.variant.Recipe;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A run opened for inference: the network of its newest checkpoint, and its training images. The network is frozen.
 * Rows are in the order of the images. The network's output is the same as in the run's own evaluation: on the clean
 * view, with batch normalization as in the recipe's {@code inference}.
 */
@ProviderType
public interface TrainedRun extends AutoCloseable {

    /** {@return the run's folder} */
    Path folder();

    /** {@return the request of the run} */
    RunRequest request();

    /** {@return its recipe} */
    Recipe recipe();

    /** {@return the data set of its images} */
    DatasetInfo data();

    /** {@return the number of its training images} */
    int images();

    /** {@return the class of each image, if the images have labels} */
    Optional<int[]> labels();

    /** {@return the signals that the network emits} */
    Set<Signal> signals();

    /** {@return the label features: the signal that an image's cluster is read from} */
    Signal decision();

    /** {@return each image's cluster: its greatest label feature, or the nearest mean if the strategy has means} */
    int[] clusters();

    /** {@return the run as at an evaluation; its assignments run the network on all images when they are asked for first} */
    EvaluatedRun evaluated();

    /**
     * Runs the network on all images.
     *
     * @param wanted some of {@link #signals}
     * @param keeper holds the result, which may be in main memory while a GPU computes
     * @return a row for each image
     * @throws org.clade.api.part.RefusedException if the network emits no such signal
     */
    Predictions look(Set<Signal> wanted, NDManager keeper);

    /**
     * Runs the network on images that the run was not trained on.
     *
     * @param images the images; of as many channels as the run's own
     * @param wanted some of {@link #signals}
     * @param keeper holds the result
     * @return a row for each image
     * @throws org.clade.api.part.RefusedException if the network emits no such signal, or the images cannot be read
     */
    Predictions look(Dataset images, Set<Signal> wanted, NDManager keeper);

    /**
     * Runs the network on all images, for methods that work on plain vectors.
     *
     * @param signal one of {@link #signals}
     * @return a row for each image
     * @throws org.clade.api.part.RefusedException if the network emits no such signal
     */
    double[][] vectors(Signal signal);

    /** Frees network and images. */
    @Override
    void close();
}
