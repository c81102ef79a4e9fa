package org.clade.api.run;

import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.clade.api.data.DatasetInfo;
import org.clade.api.evaluation.EvaluatedRun;
import org.clade.api.signal.Predictions;
import org.clade.api.signal.Signal;
import org.clade.api.variant.Recipe;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A run taken up again to be asked: its network as the newest checkpoint has it, and the images that it was trained on.
 * The network is frozen; nothing here trains it. Rows are in the order of the images, and what the network says of an image
 * is what the run's own evaluation saw: the clean view, and batch normalization as the recipe's {@code inference} says.
 */
@ProviderType
public interface TrainedRun extends AutoCloseable {

    /** {@return the run's folder} */
    Path folder();

    /** {@return what the run was started with} */
    RunRequest request();

    /** {@return what it was made of} */
    Recipe recipe();

    /** {@return the data set that its images are from} */
    DatasetInfo data();

    /** {@return how many images it was trained on} */
    int images();

    /** {@return the class of each image, where there are labels} */
    Optional<int[]> labels();

    /** {@return the signals that the network emits} */
    Set<Signal> signals();

    /** {@return the label features: the signal that an image's cluster is read from} */
    Signal decision();

    /** {@return each image's cluster: its greatest label feature, or the nearest mean where the strategy has means} */
    int[] clusters();

    /** {@return the run as it is evaluated; all images are looked at} */
    EvaluatedRun evaluated();

    /**
     * Looks at all images.
     *
     * @param wanted some of {@link #signals}
     * @param keeper holds the result, which may be in main memory while a GPU computes
     * @return a row for each image
     * @throws org.clade.api.part.RefusedException where the network emits no such signal
     */
    Predictions look(Set<Signal> wanted, NDManager keeper);

    /**
     * Looks at all images, for methods that work on plain vectors.
     *
     * @param signal one of {@link #signals}
     * @return a row for each image
     * @throws org.clade.api.part.RefusedException where the network emits no such signal
     */
    double[][] vectors(Signal signal);

    /** Frees network and images. */
    @Override
    void close();
}
