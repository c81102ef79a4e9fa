package org.clade.cluster.compare;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.clade.api.data.DataService;
import org.clade.api.data.Dataset;
import org.clade.api.data.DatasetInfo;
import org.clade.api.data.ImageShape;
import org.clade.api.data.Split;

/** Opens files of numbers as vectors of one number each. */
final class VectorFiles implements DataService {

    @Override
    public Dataset open(String file, Split split) {
        try {
            return new Numbers(Files.readString(Path.of(file)).strip().split(" "));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<DatasetInfo> list() {
        return List.of();
    }

    private record Numbers(String[] numbers) implements Dataset {

        @Override
        public DatasetInfo info() {
            return new DatasetInfo("numbers", "", "", "all", numbers.length, ImageShape.vector(1), List.of(), false);
        }

        @Override
        public Optional<int[]> labels() {
            return Optional.empty();
        }

        @Override
        public String item(int index) {
            return String.valueOf(index);
        }

        @Override
        public ByteBuffer read(int height, int width, IntConsumer progress) {
            ByteBuffer values = ByteBuffer.allocateDirect(4 * numbers.length).order(ByteOrder.nativeOrder());
            for (String number : numbers) {
                values.putFloat(Float.parseFloat(number));
            }
            return values.rewind();
        }
    }
}
