package org.clade.api.variant;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.Set;
import org.clade.api.engine.ForwardMode;
import org.clade.api.signal.Predictions;
import org.clade.api.signal.Signal;
import org.osgi.annotation.versioning.ProviderType;

/** A variant's network: backbone, attention and heads with their weights. */
@ProviderType
public interface Network extends AutoCloseable {

    /** {@return the signals it emits} */
    Set<Signal> signals();

    /** {@return the signal whose greatest entry is an image's cluster} */
    Signal decision();

    /**
     * Looks at images.
     *
     * @param images N×C×H×W, the view's output; the result is attached to their manager
     * @param wanted the signals wanted; heads that emit none of them are not computed
     * @param mode what batch normalization and dropout do
     * @return what the network says
     */
    default Predictions predict(NDArray images, Set<Signal> wanted, ForwardMode mode) {
        return predict(images, wanted, mode, Integer.MAX_VALUE);
    }

    /**
     * Looks at several groups of images at once, and says the same as if it had looked at one after the other.
     *
     * @param images N×C×H×W, the view's output; the result is attached to their manager
     * @param wanted the signals wanted; heads that emit none of them are not computed
     * @param mode what batch normalization and dropout do
     * @param together how many rows are a batch to {@link ForwardMode#BATCH_STATISTICS}; the last one may have fewer. Other modes
     *     have no use for it
     * @return what the network says
     */
    Predictions predict(NDArray images, Set<Signal> wanted, ForwardMode mode, int together);

    /**
     * What the stage attention on the input makes of images, to be looked at (ST-DAC Figures 4 and 5).
     *
     * @param images N×C×H×W, the view's output; the result is attached to their manager
     * @param mode what batch normalization and dropout do
     * @return N×C×H×W, or nothing where there is no such layer
     */
    Optional<NDArray> transformed(NDArray images, ForwardMode mode);

    /**
     * Where the attention module before the head looks, to be looked at (GATCluster Figure 4).
     *
     * @param images N×C×H×W, the view's output; the result is attached to their manager
     * @param mode what batch normalization and dropout do
     * @return N×1×H×W weights on the features of the backbone, 0 to 1, or nothing where there is no such module
     */
    default Optional<NDArray> attention(NDArray images, ForwardMode mode) {
        return Optional.empty();
    }

    /** {@return the weights that carry gradients, named} */
    NDList weights();

    /** {@return how many trainable numbers there are} */
    long parameters();

    /**
     * Writes weights and batch statistics.
     *
     * @param out left open
     * @throws IOException where writing fails
     */
    void save(OutputStream out) throws IOException;

    /**
     * Takes up weights and batch statistics.
     *
     * @param in what {@link #save} wrote for the same recipe
     * @throws IOException where reading fails or the weights are another network's
     */
    void load(InputStream in) throws IOException;

    /** Frees the weights. */
    @Override
    void close();
}
