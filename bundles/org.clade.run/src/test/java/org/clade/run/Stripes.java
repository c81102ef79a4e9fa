package org.clade.run;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.clade.api.data.DataService;
import org.clade.api.data.Dataset;
import org.clade.api.data.DatasetInfo;
import org.clade.api.data.ImageShape;
import org.clade.api.data.Split;
import org.clade.api.part.RefusedException;
import org.clade.api.random.RandomStream;

/** Gray images of 4×4 pixels in three classes, each with its own bright row, with noise; 60 train, 30 test. */
public final class Stripes implements DataService {

    public static final int TRAIN = 60;
    public static final int TEST = 30;
    public static final int CLASSES = 3;
    public static final int SIDE = 4;
    private static final int NOISE = 60;
    private static final int BRIGHT = 180;

    /** Whether the images have labels. */
    public boolean labeled = true;

    /** Whether train and test can be told apart. */
    public boolean divided = true;

    /** Whether they are there. */
    public boolean present = true;

    /** The declared height and width of the images; 0 for various sizes. */
    public int side = SIDE;

    /** The channels of the next opened sets, in order; after that, images are gray again. */
    public final Deque<Integer> channels = new ArrayDeque<>();

    /** Called before they are read, by the thread that reads. */
    public Runnable reading = () -> {};

    /** Receives each image whose name is requested. */
    public IntConsumer naming = image -> {};

    /** The seed of the noise. */
    public long seed = 1;

    @Override
    public Dataset open(String nameOrFolder, Split split) {
        if (!present) {
            throw RefusedException.unknown("data set or folder", nameOrFolder, List.of());
        }
        if (!divided && split != Split.ALL) {
            throw new RefusedException("There is no split.");
        }
        return new Part(split == Split.TEST ? TRAIN : 0, split == Split.TRAIN ? TRAIN : TRAIN + TEST);
    }

    @Override
    public List<DatasetInfo> list() {
        return List.of();
    }

    /** Some of the images. */
    private final class Part implements Dataset {

        private final int from;
        private final int to;
        private final int depth = channels.isEmpty() ? 1 : channels.remove();

        private Part(int from, int to) {
            this.from = from;
            this.to = to;
        }

        @Override
        public DatasetInfo info() {
            return new DatasetInfo(
                    "stripes",
                    "",
                    "",
                    from == 0 ? to == TRAIN ? "train" : "train+test" : "test",
                    to - from,
                    new ImageShape(depth, side, side),
                    labeled ? List.of("a", "b", "c") : List.of(),
                    labeled);
        }

        @Override
        public Optional<int[]> labels() {
            return labeled
                    ? Optional.of(
                            IntStream.range(from, to).map(i -> i % CLASSES).toArray())
                    : Optional.empty();
        }

        @Override
        public String item(int index) {
            naming.accept(index);
            return Integer.toString(from + index);
        }

        @Override
        public ByteBuffer read(int height, int width, IntConsumer progress) {
            reading.run();
            ByteBuffer pixels = ByteBuffer.allocateDirect((to - from) * depth * SIDE * SIDE);
            for (int i = from; i < to; i++) {
                float[] noise = RandomStream.of(seed).derive(i).uniform(SIDE * SIDE, 0, NOISE);
                for (int channel = 0; channel < depth; channel++) {
                    for (int j = 0; j < noise.length; j++) {
                        int bright = j / SIDE == i % CLASSES ? BRIGHT : 0;
                        pixels.put((byte) (bright + (int) noise[j]));
                    }
                }
            }
            progress.accept(to - from);
            return pixels.flip();
        }
    }

    /** {@return the classes of some images} */
    static int[] classes(int... images) {
        return Arrays.stream(images).map(i -> i % CLASSES).toArray();
    }
}
