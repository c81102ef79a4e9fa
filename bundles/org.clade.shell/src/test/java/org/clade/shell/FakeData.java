package org.clade.shell;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.clade.api.data.DataService;
import org.clade.api.data.Dataset;
import org.clade.api.data.DatasetInfo;
import org.clade.api.data.ImageShape;
import org.clade.api.data.Split;
import org.clade.api.part.RefusedException;

/** Eight black images of 2×2 pixels of two classes; commands read them only to check that they can be read. */
public final class FakeData implements DataService {

    private final boolean labeled;

    /**
     * The service.
     *
     * @param labeled whether the images have labels
     */
    public FakeData(boolean labeled) {
        this.labeled = labeled;
    }

    @Override
    public Dataset open(String nameOrFolder, Split split) {
        if (!nameOrFolder.equals("fashion-mnist-10k")) {
            throw RefusedException.unknown("data set", nameOrFolder, List.of("fashion-mnist-10k"));
        }
        return new EightImages();
    }

    @Override
    public List<DatasetInfo> list() {
        return List.of(new EightImages().info());
    }

    private final class EightImages implements Dataset {

        @Override
        public DatasetInfo info() {
            List<String> classes = labeled ? List.of("black", "white") : List.of();
            return new DatasetInfo(
                    "fashion-mnist-10k", "Squares", "test", "all", 8, new ImageShape(1, 2, 2), classes, labeled);
        }

        @Override
        public Optional<int[]> labels() {
            return labeled ? Optional.of(new int[] {0, 0, 0, 0, 1, 1, 1, 1}) : Optional.empty();
        }

        @Override
        public String item(int index) {
            return Integer.toString(index);
        }

        @Override
        public ByteBuffer read(int height, int width, IntConsumer progress) {
            return ByteBuffer.allocateDirect(8 * 4);
        }
    }
}
