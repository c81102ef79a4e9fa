package org.clade.data.vectors;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** A matrix with one vector in each row. */
interface VectorMatrix {

    /** {@return its name for messages: the file, with the array in it} */
    String name();

    /** {@return how many vectors it has} */
    int rows();

    /** {@return how many values a vector has} */
    int width();

    /**
     * Reads some vectors.
     *
     * @param first the first of them
     * @param into filled with the vectors from there
     * @throws IOException if they cannot be read
     */
    void read(int first, float[][] into) throws IOException;

    /** {@return the label of each vector, if the file has labels too} */
    default Optional<List<String>> labels() {
        return Optional.empty();
    }

    /** {@return the path of each vector's image, if the file has paths too} */
    default Optional<List<String>> paths() {
        return Optional.empty();
    }
}
