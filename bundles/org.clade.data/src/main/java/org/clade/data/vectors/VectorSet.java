package org.clade.data.vectors;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.clade.api.data.DatasetInfo;
import org.clade.api.data.ImageConsumer;
import org.clade.api.data.ImageFit;
import org.clade.api.data.ImageShape;
import org.clade.api.data.SelectiveDataset;
import org.clade.api.part.RefusedException;
import org.clade.data.image.ImageDecoder;
import org.clade.data.image.PixelBuffer;
import org.clade.data.image.Planes;

/** Vectors, such as features of images that another network computed, as an image set of the type float32. */
final class VectorSet implements SelectiveDataset {

    private static final int CHUNK = 1024;
    private static final int CHUNK_BYTES = 1 << 24;
    private static final int COLORS = 3;

    private final DatasetInfo info;
    private final List<VectorMatrix> matrices;
    private final Optional<int[]> labels;
    private final Optional<VectorPaths> paths;
    private final Map<String, String> origin;
    private final ImageDecoder decoder;

    /**
     * A set.
     *
     * @param info its description
     * @param matrices its vectors, one matrix after the other
     * @param labels the class of each vector, if there are labels
     * @param paths the image of each vector, if known
     * @param origin what made the vectors, if known
     * @param decoder decodes these images
     */
    VectorSet(
            DatasetInfo info,
            List<VectorMatrix> matrices,
            Optional<int[]> labels,
            Optional<VectorPaths> paths,
            Map<String, String> origin,
            ImageDecoder decoder) {
        this.info = info;
        this.matrices = List.copyOf(matrices);
        this.labels = labels;
        this.paths = paths;
        this.origin = Map.copyOf(origin);
        this.decoder = decoder;
    }

    @Override
    public DatasetInfo info() {
        return info;
    }

    @Override
    public Map<String, String> origin() {
        return origin;
    }

    @Override
    public Optional<int[]> labels() {
        return labels.map(int[]::clone);
    }

    @Override
    public String item(int index) {
        return paths.map(all -> all.name(index)).orElseGet(() -> Integer.toString(index));
    }

    @Override
    public Optional<Path> file(int index) {
        return paths.flatMap(all -> all.file(index));
    }

    @Override
    public byte[] thumbnail(int index, int side) {
        Path file = file(index)
                .orElseThrow(() -> new RefusedException(
                        "The vectors of %s have no pixels to show; name the files of their images with --paths."
                                .formatted(info.name())));
        try {
            Planes image = decoder.decode(file, side, side, ImageFit.CROP);
            byte[] colors = new byte[COLORS * side * side];
            for (int channel = 0; channel < COLORS; channel++) {
                int from = channel % image.channels() * side * side;
                System.arraycopy(image.planes(), from, colors, channel * side * side, side * side);
            }
            return colors;
        } catch (IOException e) {
            throw new RefusedException(
                    "“%s” cannot be read: it %s; check the file.".formatted(file, e.getMessage()), e);
        }
    }

    @Override
    public ByteBuffer read(int height, int width, IntConsumer progress) {
        return PixelBuffer.whole(this, height, width, progress);
    }

    @Override
    public void readItems(int height, int width, int[] items, ImageConsumer receiver) {
        ImageShape shape = info.shape();
        int chunk = Math.max(1, Math.min(Math.min(CHUNK, items.length), CHUNK_BYTES / shape.bytes()));
        ByteBuffer bytes = ByteBuffer.allocateDirect(chunk * shape.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        for (int first = 0; first < items.length; first += chunk) {
            int end = Math.min(first + chunk, items.length);
            FloatBuffer values = bytes.asFloatBuffer();
            for (int i = first; i < end; ) {
                i = readRun(items, i, end, values);
            }
            receiver.accept(first, end - first, bytes);
        }
    }

    /** Reads vectors that stand one after the other in one matrix. */
    private int readRun(int[] items, int from, int end, FloatBuffer values) {
        int before = 0;
        int part = 0;
        while (items[from] >= before + matrices.get(part).rows()) {
            before += matrices.get(part).rows();
            part++;
        }
        VectorMatrix matrix = matrices.get(part);
        int to = from + 1;
        while (to < end && items[to] == items[to - 1] + 1 && items[to] < before + matrix.rows()) {
            to++;
        }
        float[][] rows = new float[to - from][matrix.width()];
        try {
            matrix.read(items[from] - before, rows);
        } catch (IOException e) {
            throw new RefusedException(
                    "“%s” cannot be read: %s; check the file.".formatted(matrix.name(), e.getMessage()), e);
        }
        for (float[] row : rows) {
            values.put(row);
        }
        return to;
    }

    /** {@return the labels of parts one after the other; empty unless all parts have labels} */
    static Optional<List<String>> joined(List<Optional<List<String>>> parts) {
        if (parts.stream().anyMatch(Optional::isEmpty)) {
            return Optional.empty();
        }
        List<String> all = new ArrayList<>();
        parts.forEach(part -> all.addAll(part.orElseThrow()));
        return Optional.of(all);
    }
}
