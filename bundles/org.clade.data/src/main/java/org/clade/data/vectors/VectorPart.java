package org.clade.data.vectors;

import java.util.List;
import java.util.Optional;
import org.clade.api.part.RefusedException;

/**
 * A part of a set of vectors, such as its training images.
 *
 * @param name its name, such as {@code train}
 * @param matrix its vectors
 * @param labels the label of each vector, if there are labels
 * @param paths the path of each vector's image, if there are paths
 */
record VectorPart(String name, VectorMatrix matrix, Optional<List<String>> labels, Optional<List<String>> paths) {

    /** {@return a part with what its own file says} */
    static VectorPart of(String name, VectorMatrix matrix) {
        return new VectorPart(name, matrix, matrix.labels(), matrix.paths());
    }

    /** {@return the same part with other labels, whose number is checked} */
    VectorPart withLabels(String file, List<String> given) {
        return new VectorPart(name, matrix, Optional.of(checked(file, given, "labels")), paths);
    }

    /** {@return the same part with other paths, whose number is checked} */
    VectorPart withPaths(String file, List<String> given) {
        return new VectorPart(name, matrix, labels, Optional.of(checked(file, given, "paths")));
    }

    /** {@return the same part without labels} */
    VectorPart withoutLabels() {
        return new VectorPart(name, matrix, Optional.empty(), paths);
    }

    private List<String> checked(String file, List<String> given, String what) {
        if (given.size() != matrix.rows()) {
            throw new RefusedException("“%s” has %s %s, but “%s” holds %s vectors; the numbers should be equal."
                    .formatted(file, given.size(), what, matrix.name(), matrix.rows()));
        }
        return given;
    }
}
