package org.clade.api.graph;

import org.clade.api.part.Settings;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * An image operation that says which operators it consists of, so that an exported network can contain the clean view of its recipe.
 * Parts implement it next to {@link org.clade.api.augment.ImageOperation}; an operation that draws at random does not.
 */
@ConsumerType
public interface ExportableOperation {

    /**
     * Appends the operation to a graph.
     *
     * @param graph gets the operators
     * @param images N×C×H×W, float32, 0 to 1 until a {@code normalize} changes that
     * @param settings the operation's options
     * @return what {@code apply} computes; {@code images} if the operation changes nothing
     * @throws org.clade.api.part.RefusedException if the operation draws at random with these settings
     */
    Value export(Graph graph, Value images, Settings settings);
}
