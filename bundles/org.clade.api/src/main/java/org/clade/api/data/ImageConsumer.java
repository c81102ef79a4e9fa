package org.clade.api.data;

import java.nio.ByteBuffer;
import org.osgi.annotation.versioning.ConsumerType;

/** Receives the images of a data set in order while they are read. */
@ConsumerType
@FunctionalInterface
public interface ImageConsumer {

    /**
     * Takes the next images.
     *
     * @param first the index of the first of them
     * @param count how many
     * @param images a direct buffer whose first count×C×H×W values are the images, row-major; do not change it, and do
     *     not keep it: the reader uses it again
     */
    void accept(int first, int count, ByteBuffer images);
}
