package org.clade.data.vectors;

import java.io.IOException;
import java.nio.file.Path;
import org.clade.tensor.safetensors.SafetensorsFile;
import org.clade.tensor.safetensors.TensorInfo;

/**
 * Vectors in a tensor of a {@code .safetensors} file.
 *
 * @param file the file
 * @param tensor the tensor
 */
record SafetensorsMatrix(Path file, TensorInfo tensor) implements VectorMatrix {

    SafetensorsMatrix {
        Dimensions.check(name(file, tensor), tensor.shape(), tensor.shapeText());
    }

    private static String name(Path file, TensorInfo tensor) {
        return file + "/" + tensor.name();
    }

    @Override
    public String name() {
        return name(file, tensor);
    }

    @Override
    public int rows() {
        return Math.toIntExact(tensor.shape().get(0));
    }

    @Override
    public int width() {
        return Math.toIntExact(tensor.shape().get(1));
    }

    @Override
    public void read(int first, float[][] into) throws IOException {
        float[] values = new float[into.length * width()];
        try (SafetensorsFile open = SafetensorsFile.open(file)) {
            open.read(tensor, (long) first * width(), values);
        }
        for (int row = 0; row < into.length; row++) {
            System.arraycopy(values, row * width(), into[row], 0, width());
        }
    }
}
