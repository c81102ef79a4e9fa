package org.clade.api.variant;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.clade.api.engine.ForwardMode;
import org.clade.api.graph.Graph;
import org.clade.api.graph.Value;
import org.clade.api.part.RefusedException;
import org.clade.api.signal.Predictions;
import org.clade.api.signal.Signal;
import org.clade.api.target.Targets;
import org.clade.api.training.TrainingProgress;
import org.osgi.annotation.versioning.ProviderType;

/** A variant's network: backbone, attention and heads with their weights. */
@ProviderType
public interface Network extends AutoCloseable {

    /** {@return the signals that it emits} */
    Set<Signal> signals();

    /** {@return the signal whose greatest entry gives an image's cluster} */
    Signal decision();

    /**
     * Runs the network on a batch of images.
     *
     * @param images N×C×H×W, the view's output; the result is attached to their manager
     * @param wanted the signals wanted; it skips heads that emit none of them
     * @param mode what batch normalization and dropout do
     * @return the network's output
     */
    default Predictions predict(NDArray images, Set<Signal> wanted, ForwardMode mode) {
        return predict(images, wanted, mode, Integer.MAX_VALUE);
    }

    /**
     * Runs the network on several groups of images at once, with the same output as one after the other.
     *
     * @param images N×C×H×W, the view's output; the result is attached to their manager
     * @param wanted the signals wanted; it skips heads that emit none of them
     * @param mode what batch normalization and dropout do
     * @param together how many rows make a batch in {@link ForwardMode#BATCH_STATISTICS}; the last batch may have
     *     fewer. Other modes ignore it
     * @return the network's output
     */
    Predictions predict(NDArray images, Set<Signal> wanted, ForwardMode mode, int together);

    /**
     * The output of the stage attention on the input, for figures (ST-DAC Figures 4 and 5).
     *
     * @param images N×C×H×W, the view's output; the result is attached to their manager
     * @param mode what batch normalization and dropout do
     * @return N×C×H×W, or empty if the network has no such layer
     */
    Optional<NDArray> transformed(NDArray images, ForwardMode mode);

    /**
     * The weights of the attention module before the head, for figures (GATCluster Figure 4).
     *
     * @param images N×C×H×W, the view's output; the result is attached to their manager
     * @param mode what batch normalization and dropout do
     * @return N×1×H×W weights on the features of the backbone, 0 to 1, or empty if the network has no such module
     */
    default Optional<NDArray> attention(NDArray images, ForwardMode mode) {
        return Optional.empty();
    }

    /**
     * Tells the blocks that a training step begins, before its forward pass ({@link org.clade.api.training.StepHooks}).
     *
     * @param progress the position of the step
     * @param targets the targets of the minibatch
     */
    default void beforeStep(TrainingProgress progress, Targets targets) {}

    /**
     * Tells the blocks that a training step has ended, after the optimizer's update ({@link org.clade.api.training.StepHooks}).
     *
     * @param progress the position of the step
     */
    default void afterStep(TrainingProgress progress) {}

    /**
     * All weights and running statistics by name, as PyTorch's {@code state_dict}: {@code backbone}, {@code attention} or
     * {@code head1}, {@code head2} …, then the names of the blocks, then {@code weight}, {@code bias}, {@code running_mean} or
     * {@code running_var}, joined by points. If a block has several children of one name, the second has a 2 after it, the third a 3.
     *
     * @return the arrays of the network, in its order. They are its own: copy other values into them only before training
     */
    Map<String, NDArray> stateDict();

    /**
     * Appends the network to a graph.
     *
     * @param graph gets the operators
     * @param images N×C×H×W, the view's output
     * @return what the network emits, as {@link #predict} does in {@link ForwardMode#EVALUATION}
     * @throws org.clade.api.part.RefusedException if a part does not say how it is exported
     */
    default Map<Signal, Value> export(Graph graph, Value images) {
        throw new RefusedException("This network cannot be exported: it does not say which operators it consists of.");
    }

    /** {@return the weights that require gradients, by name} */
    NDList weights();

    /** {@return the number of trainable weights} */
    long parameters();

    /**
     * Writes weights and batch statistics.
     *
     * @param out left open
     * @throws IOException if writing fails
     */
    void save(OutputStream out) throws IOException;

    /**
     * Reads weights and batch statistics.
     *
     * @param in what {@link #save} wrote for the same recipe
     * @throws IOException if reading fails or the weights belong to another network
     */
    void load(InputStream in) throws IOException;

    /** Frees the weights. */
    @Override
    void close();
}
