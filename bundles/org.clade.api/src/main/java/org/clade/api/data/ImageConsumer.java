package org.clade.api.data;

import java.nio.ByteBuffer;
import org.osgi.annotation.versioning.ConsumerType;

/** Takes the images of a data set as they are read, in their order. */
@ConsumerType
@FunctionalInterface
public interface ImageConsumer {

    /**
     * Takes the next images.
     *
     * @param first the index of the first of them
     * @param count how many
     * @param images a direct buffer that begins with their count×C×H×W bytes, row-major; to be left unchanged, and filled with
     *     others afterwards
     */
    void accept(int first, int count, ByteBuffer images);
}
