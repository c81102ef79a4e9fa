package org.clade.api.run;

import ai.djl.ndarray.NDArray;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.clade.api.data.ImageShape;
import org.clade.api.graph.Graph;
import org.clade.api.graph.Value;
import org.clade.api.signal.Signal;
import org.clade.api.variant.Recipe;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The network of a run's newest checkpoint with its clean view, without the images. A network that was trained to normalize with the
 * statistics of a batch (DAC, ST-DAC) has the fixed statistics that {@code predict} uses.
 */
@ProviderType
public interface TrainedNetwork extends AutoCloseable {

    /** {@return the id of the run: data, variant and time} */
    String id();

    /** {@return the run's folder} */
    Path folder();

    /** {@return the used checkpoint, relative to the run's folder} */
    String checkpoint();

    /** {@return its recipe} */
    Recipe recipe();

    /** {@return the name of the data set that it was trained on} */
    String data();

    /** {@return the shape of the images before the clean view} */
    ImageShape input();

    /** {@return the label features: the signal that an image's cluster is read from} */
    Signal decision();

    /** {@return K×D points that stand for the clusters, if the nearest of them decides; otherwise the greatest label feature does} */
    Optional<float[][]> means();

    /** {@return weights and running statistics, as {@link org.clade.api.variant.Network#stateDict} names them} */
    Map<String, NDArray> stateDict();

    /**
     * Appends view and network to a graph.
     *
     * @param graph gets the operators
     * @param images N×C×H×W float32, 0 to 1: 8-bit images of the shape {@link #input} divided by 255; vectors as they are
     * @return what the network emits
     * @throws org.clade.api.part.RefusedException if an operation or a part does not say how it is exported
     */
    Map<Signal, Value> export(Graph graph, Value images);

    /** Frees the network. */
    @Override
    void close();
}
