package org.clade.modelfile;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

/** A loaded network. */
@FunctionalInterface
public interface ModelRunner {

    /**
     * Computes its outputs.
     *
     * @param images N×C×H×W, normalized
     * @return its outputs, in the scope of the images
     * @throws ModelException if it cannot compute with these images
     */
    NDList run(NDArray images);
}
