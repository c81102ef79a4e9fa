package org.clade.data.vectors;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.clade.api.part.RefusedException;

/**
 * Vectors of several files side by side, such as views of the same images, or features of several networks.
 *
 * @param matrices the files' vectors; they have the same number of rows
 */
record JoinedMatrix(List<VectorMatrix> matrices) implements VectorMatrix {

    JoinedMatrix {
        matrices = List.copyOf(matrices);
        VectorMatrix first = matrices.get(0);
        for (VectorMatrix other : matrices) {
            if (other.rows() != first.rows()) {
                throw new RefusedException(
                        "“%s” holds %s vectors, but “%s” %s; vectors that are joined must be of the same images."
                                .formatted(first.name(), first.rows(), other.name(), other.rows()));
            }
        }
    }

    @Override
    public String name() {
        return matrices.stream().map(VectorMatrix::name).collect(Collectors.joining("+"));
    }

    @Override
    public int rows() {
        return matrices.get(0).rows();
    }

    @Override
    public int width() {
        return matrices.stream().mapToInt(VectorMatrix::width).sum();
    }

    @Override
    public void read(int first, float[][] into) throws IOException {
        int at = 0;
        for (VectorMatrix matrix : matrices) {
            float[][] some = new float[into.length][matrix.width()];
            matrix.read(first, some);
            for (int row = 0; row < some.length; row++) {
                System.arraycopy(some[row], 0, into[row], at, matrix.width());
            }
            at += matrix.width();
        }
    }

    @Override
    public Optional<List<String>> labels() {
        return matrices.get(0).labels();
    }

    @Override
    public Optional<List<String>> paths() {
        return matrices.get(0).paths();
    }
}
