package org.clade.picture;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.clade.api.data.Dataset;
import org.clade.api.data.DatasetInfo;
import org.clade.api.data.ImageShape;
import org.clade.api.engine.ForwardMode;
import org.clade.api.evaluation.Assignments;
import org.clade.api.evaluation.EvaluatedRun;
import org.clade.api.evaluation.LabelFeatures;
import org.clade.api.evaluation.TransformedImages;
import org.clade.api.part.PartSpec;
import org.clade.api.random.RandomStream;
import org.clade.api.signal.Predictions;
import org.clade.api.signal.Signal;
import org.clade.api.variant.Recipe;

/** An evaluated run without a network: its clusters are given, and features are the pixels. */
public final class FakeRun implements EvaluatedRun {

    private final NDManager manager;
    private final Path folder;
    private final Dataset dataset;
    private final ByteBuffer pixels;

    /** The stage attention on the input, where there is one. */
    public Optional<UnaryOperator<NDArray>> stage = Optional.empty();

    /** Whether there is an attention module before the head. */
    public boolean attends;

    /** The cluster of each image. */
    public int[] clusters;

    /** How many clusters there are. */
    public int k = 8;

    /** Images looked at together. */
    public int inferenceBatch = 16;

    public boolean normalizesTogether = true;

    public FakeRun(NDManager manager, Path folder, Dataset dataset) {
        this.manager = manager;
        this.folder = folder;
        this.dataset = dataset;
        this.pixels = dataset.read(0, 0, count -> {});
        this.clusters = IntStream.range(0, dataset.info().images())
                .map(i -> i % 7 == 6 ? (i + 1) % 3 : i % 3)
                .toArray();
    }

    @Override
    public String id() {
        return "noise/fake/20260102-030405-s1";
    }

    @Override
    public Path folder() {
        return folder;
    }

    @Override
    public Recipe recipe() {
        return new Recipe(
                "fake",
                new Recipe.Provenance("A <b>title</b>", "Fake", "own"),
                new Recipe.Architecture(k, 0, PartSpec.parse("vgg"), List.of(), PartSpec.parse("identity"), List.of()),
                new Recipe.TrainingPlan(
                        PartSpec.parse("adam"),
                        PartSpec.parse("constant"),
                        ForwardMode.EVALUATION,
                        List.of(),
                        List.of(),
                        1,
                        0,
                        0,
                        1),
                Map.of());
    }

    @Override
    public long seed() {
        return 1;
    }

    @Override
    public DatasetInfo data() {
        return dataset.info();
    }

    @Override
    public ImageShape shape() {
        return dataset.info().shape();
    }

    @Override
    public int images() {
        return dataset.info().images();
    }

    @Override
    public String item(int image) {
        return dataset.item(image);
    }

    @Override
    public Optional<Path> file(int image) {
        return dataset.file(image);
    }

    @Override
    public byte[] thumbnail(int image, int side) {
        return dataset.thumbnail(image, side);
    }

    @Override
    public List<Optional<byte[]>> thumbnails(int[] images, int side) {
        return dataset.thumbnails(images, side);
    }

    @Override
    public Optional<int[]> labels() {
        return dataset.labels();
    }

    @Override
    public Assignments assignments() {
        float[] confidence = new float[images()];
        int[] seconds = new int[images()];
        for (int i = 0; i < images(); i++) {
            float[] row = row(i);
            confidence[i] = row[clusters[i]];
            seconds[i] = (clusters[i] + 1) % k;
        }
        return new Assignments(clusters, confidence, seconds, k);
    }

    private float[] row(int image) {
        float[] row = new float[k];
        float high = 0.4f + 0.5f * (image % 7) / 7;
        Arrays.fill(row, (1 - high) / (k - 1));
        row[clusters[image]] = high;
        return row;
    }

    @Override
    public LabelFeatures sample() {
        int[] images = Arrays.copyOf(order(), Math.min(500, images()));
        return new LabelFeatures(
                images, Arrays.stream(images).mapToObj(this::row).toArray(float[][]::new));
    }

    @Override
    public Set<Signal> signals() {
        return Set.of(Signal.PROBABILITIES, Signal.FEATURES);
    }

    @Override
    public Signal decision() {
        return Signal.PROBABILITIES;
    }

    @Override
    public NDManager host() {
        return manager;
    }

    @Override
    public NDManager device() {
        return manager;
    }

    @Override
    public int[] order() {
        return RandomStream.of(7).permutation(images());
    }

    @Override
    public int inferenceBatch() {
        return inferenceBatch;
    }

    @Override
    public boolean normalizesTogether() {
        return normalizesTogether;
    }

    @Override
    public NDArray pixels(int[] images, NDManager scope) {
        ImageShape shape = shape();
        try (NDManager inner = scope.newSubManager()) {
            NDArray all = inner.create(
                    pixels.duplicate().rewind(),
                    new Shape(images(), shape.channels(), shape.height(), shape.width()),
                    DataType.UINT8);
            long[] chosen = Arrays.stream(images).asLongStream().toArray();
            return all.get(scope, new NDIndex("{}", inner.create(chosen)));
        }
    }

    @Override
    public Predictions look(int[] images, Set<Signal> wanted, NDManager keeper) {
        Map<Signal, NDArray> answers = new LinkedHashMap<>();
        for (Signal signal : wanted) {
            float[][] rows = Arrays.stream(images).mapToObj(this::row).toArray(float[][]::new);
            if (signal.equals(Signal.FEATURES)) {
                NDArray seen = pixels(images, keeper);
                answers.put(signal, seen.toType(DataType.FLOAT32, false).reshape(images.length, -1));
            } else {
                answers.put(signal, keeper.create(rows));
            }
        }
        return new Predictions(answers);
    }

    @Override
    public Optional<TransformedImages> transformed(int[] images, NDManager scope) {
        return stage.map(operator -> {
            NDArray before = pixels(images, scope)
                    .toType(DataType.FLOAT32, true)
                    .div(255)
                    .sub(0.5f);
            return new TransformedImages(before, operator.apply(before));
        });
    }

    @Override
    public Optional<NDArray> attention(int[] images, NDManager scope) {
        return attends
                ? Optional.of(pixels(images, scope)
                        .toType(DataType.FLOAT32, true)
                        .div(255)
                        .mean(new int[] {1}, true))
                : Optional.empty();
    }

    @Override
    public void checkStop() {
        // No one stops it.
    }
}
