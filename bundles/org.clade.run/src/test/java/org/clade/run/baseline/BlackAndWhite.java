package org.clade.run.baseline;

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

/** Eight images of 2×2 pixels, the first four black, the others white. */
final class BlackAndWhite implements DataService {

    private static final int IMAGES = 8;
    private static final int PIXELS = 4;

    private final boolean labeled;
    private final ImageShape shape;

    /**
     * The service.
     *
     * @param labeled whether the images have labels
     */
    BlackAndWhite(boolean labeled) {
        this(labeled, new ImageShape(1, 2, 2));
    }

    /**
     * The service with another shape in the facts about the images.
     *
     * @param labeled whether the images have labels
     * @param shape the shape
     */
    BlackAndWhite(boolean labeled, ImageShape shape) {
        this.labeled = labeled;
        this.shape = shape;
    }

    @Override
    public Dataset open(String nameOrFolder, Split split) {
        if (!nameOrFolder.equals("fashion-mnist-10k")) {
            throw RefusedException.unknown("data set", nameOrFolder, List.of("fashion-mnist-10k"));
        }
        return new Squares();
    }

    @Override
    public List<DatasetInfo> list() {
        return List.of(new Squares().info());
    }

    private final class Squares implements Dataset {

        @Override
        public DatasetInfo info() {
            List<String> classes = labeled ? List.of("black", "white") : List.of();
            return new DatasetInfo("fashion-mnist-10k", "Squares", "test", "all", IMAGES, shape, classes, labeled);
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
            ByteBuffer bytes = ByteBuffer.allocateDirect(IMAGES * PIXELS);
            for (int i = IMAGES / 2 * PIXELS; i < IMAGES * PIXELS; i++) {
                bytes.put(i, (byte) 255);
            }
            return bytes;
        }
    }
}
