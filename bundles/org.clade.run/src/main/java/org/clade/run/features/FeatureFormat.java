package org.clade.run.features;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.clade.api.part.RefusedException;
import org.clade.tensor.numpy.NpyWriter;
import org.clade.tensor.safetensors.NamedTensor;
import org.clade.tensor.safetensors.SafetensorsWriter;
import org.clade.tensor.safetensors.TensorType;

/** How a file of features is written: some bytes at the start, then a row after the other. */
enum FeatureFormat {
    /** NumPy's format. */
    NPY {
        @Override
        byte[] head(long rows, int width) {
            return NpyWriter.header(rows, width);
        }
    },
    /** One tensor, named {@code features}. */
    SAFETENSORS {
        @Override
        byte[] head(long rows, int width) {
            return SafetensorsWriter.header(
                    Map.of(),
                    List.of(new NamedTensor("features", TensorType.F32, List.of(rows, (long) width), out -> {})));
        }
    },
    /** Numbers, separated by commas, without names of columns. */
    CSV {
        @Override
        byte[] head(long rows, int width) {
            return new byte[0];
        }

        @Override
        ByteBuffer rows(float[] numbers, int width) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < numbers.length; i++) {
                text.append(numbers[i]).append((i + 1) % width == 0 ? '\n' : ',');
            }
            return ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.US_ASCII));
        }
    };

    /**
     * The format of a file.
     *
     * @param file its name
     * @return the format
     * @throws RefusedException if its ending names none
     */
    static FeatureFormat of(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(format -> name.endsWith(format.ending()))
                .findFirst()
                .orElseThrow(() -> new RefusedException(
                        "The ending of “%s” names no format of features; give it .npy, .safetensors or .csv."
                                .formatted(file)));
    }

    /** {@return the ending of such files} */
    String ending() {
        return "." + name().toLowerCase(Locale.ROOT);
    }

    /** {@return the bytes before the first row} */
    abstract byte[] head(long rows, int width);

    /**
     * Writes rows.
     *
     * @param numbers whole rows
     * @param width numbers of a row
     * @return their bytes
     */
    ByteBuffer rows(float[] numbers, int width) {
        ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(numbers);
        return bytes;
    }
}
