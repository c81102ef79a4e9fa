package org.clade.run.trained;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.zip.CRC32C;
import org.apache.commons.codec.digest.DigestUtils;
import org.clade.api.data.Dataset;
import org.clade.api.data.ImageShape;
import org.clade.api.data.ImageSubset;
import org.clade.api.engine.ForwardMode;
import org.clade.api.engine.TensorEngine;
import org.clade.api.variant.Network;
import org.clade.array.ArrayStream;
import org.clade.base.file.AtomicFile;
import org.clade.run.images.ImageTensor;
import org.clade.run.inference.RunScope;
import org.clade.run.support.ReadShape;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What batch normalization uses in a prediction with a network that was trained to use the statistics of the batch (DAC, ST-DAC): the
 * means of the statistics of groups of the run's own training images, of the size that its evaluations have. They are measured once
 * and kept in {@value #FILE}, so that the cluster of an image depends on no other image that is predicted.
 *
 * @param network the SHA-256 of the checkpoint that they belong to
 * @param precision the numbers that the network computed with
 * @param images how many images they are of
 * @param values the running means and variances, by the names of the network's arrays
 */
record FixedStatistics(String network, String precision, int images, Map<String, float[]> values) {

    private static final String FILE = "statistics.json";
    private static final int SAMPLE = 2000;
    private static final String MEAN = "runningMean";
    private static final String VARIANCE = "runningVar";
    private static final Logger LOG = LoggerFactory.getLogger("run");
    private static final Gson GSON = new Gson();

    /** Images of the training set, unpacked. */
    private record Sample(ImageShape shape, int count, ByteBuffer pixels) {}

    /**
     * Takes up the statistics that were measured for a checkpoint, or measures them.
     *
     * @param run the run, whose network gets them
     * @param network the SHA-256 of its checkpoint
     * @param own opens the images that the run was trained on; called only if they must be measured
     * @return the statistics; empty where the run's own images are not there any more, so that those of the checkpoint stay
     */
    static Optional<FixedStatistics> of(LoadedRun run, String network, Supplier<Optional<Dataset>> own) {
        Path file = run.folder().resolve("predictions").resolve(FILE);
        Optional<FixedStatistics> kept = read(file)
                .filter(each -> each.network.equals(network)
                        && each.precision.equals(run.request().precision()));
        Optional<FixedStatistics> statistics =
                kept.or(() -> own.get().flatMap(set -> sample(run, set)).map(sample -> measured(run, network, sample)));
        statistics.ifPresent(each -> each.give(run.scope()));
        if (kept.isEmpty()) {
            statistics.ifPresent(each -> each.write(file));
        }
        return statistics;
    }

    private static Optional<FixedStatistics> read(Path file) {
        try {
            FixedStatistics read =
                    Files.exists(file) ? GSON.fromJson(Files.readString(file), FixedStatistics.class) : null;
            return Optional.ofNullable(read)
                    .filter(each -> each.network != null && each.precision != null && each.values != null);
        } catch (IOException | JsonParseException e) {
            LOG.warn("{} cannot be read and is measured again.", file);
            return Optional.empty();
        }
    }

    private void write(Path file) {
        try {
            AtomicFile.replace(file, out -> out.write(json().getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            LOG.warn("{} cannot be written, so the statistics are measured again next time: {}", file, e.toString());
        }
    }

    private String json() {
        return GSON.toJson(this) + "\n";
    }

    /** {@return the SHA-256 of the numbers} */
    String checksum() {
        return DigestUtils.sha256Hex(GSON.toJson(new TreeMap<>(values)));
    }

    /** {@return what they are, in words} */
    String words() {
        return String.format(
                Locale.ROOT, "statistics of %s training images, measured once (predictions/%s)", images, FILE);
    }

    /** Reads all images of the run, to see that they are the same, and keeps a sample of those that it was trained on. */
    private static Optional<Sample> sample(LoadedRun run, Dataset own) {
        ImageShape shape = ReadShape.of(own, run.recipe());
        int[] trained = ImageSubset.of(
                own.info().images(), run.request().limit(), run.request().seed());
        int[] items = Arrays.stream(run.scope().random().evaluation(trained.length))
                .limit(SAMPLE)
                .map(image -> trained[image])
                .sorted()
                .toArray();
        ByteBuffer pixels = ByteBuffer.allocateDirect(items.length * shape.bytes());
        CRC32C checksum = new CRC32C();
        int size = run.recipe().architecture().size();
        own.readChunks(size, size, (first, count, images) -> {
            run.scope().cancellation().throwIfCanceled();
            checksum.update(images.slice(0, count * shape.bytes()));
            for (int i = 0; i < items.length; i++) {
                if (items[i] >= first && items[i] < first + count) {
                    pixels.put(i * shape.bytes(), images, (items[i] - first) * shape.bytes(), shape.bytes());
                }
            }
        });
        return checksum.getValue() == run.found().checkpoint().state().images()
                ? Optional.of(new Sample(shape, items.length, pixels))
                : Optional.empty();
    }

    private static FixedStatistics measured(LoadedRun run, String network, Sample sample) {
        RunScope scope = run.scope();
        int group = Math.min(run.recipe().training().inferenceBatch(), sample.count());
        int groups = sample.count() / group;
        int[] order = scope.random().evaluation(sample.count());
        Map<String, double[]> sums = new LinkedHashMap<>();
        for (int i = 0; i < groups; i++) {
            scope.cancellation().throwIfCanceled();
            look(run, sample, Arrays.copyOfRange(order, i * group, (i + 1) * group));
            running(scope.network(), scope.engine()).forEach((name, values) -> {
                double[] sum = sums.computeIfAbsent(name, each -> new double[values.length]);
                for (int j = 0; j < values.length; j++) {
                    sum[j] += values[j];
                }
            });
        }
        Map<String, float[]> means = new LinkedHashMap<>();
        sums.forEach((name, sum) -> {
            float[] mean = new float[sum.length];
            for (int j = 0; j < sum.length; j++) {
                mean[j] = (float) (sum[j] / groups);
            }
            means.put(name, mean);
        });
        return new FixedStatistics(network, run.request().precision(), groups * group, means);
    }

    /** Shows the network a group of images that are spread over the sample, which stands in the order of the data set. */
    private static void look(LoadedRun run, Sample sample, int[] group) {
        RunScope scope = run.scope();
        ImageShape shape = sample.shape();
        ByteBuffer chosen = ByteBuffer.allocateDirect(group.length * shape.bytes());
        for (int i = 0; i < group.length; i++) {
            chosen.put(i * shape.bytes(), sample.pixels(), group[i] * shape.bytes(), shape.bytes());
        }
        try (NDManager work = scope.device().newSubManager()) {
            NDArray images = ImageTensor.of(chosen, group.length, shape, work);
            Network network = scope.network();
            scope.engine()
                    .autograd()
                    .noGrad(() -> network.predict(
                            run.variant()
                                    .evalTransform()
                                    .apply(images, scope.random().clean()),
                            Set.of(network.decision()),
                            ForwardMode.MEASURING,
                            group.length));
        }
    }

    private static boolean runs(NDArray array) {
        return array.getName() != null
                && (array.getName().endsWith(MEAN) || array.getName().endsWith(VARIANCE));
    }

    private static Map<String, float[]> running(Network network, TensorEngine engine) {
        Map<String, float[]> running = new LinkedHashMap<>();
        try (NDManager scope = engine.newManager(Device.cpu())) {
            saved(network, scope).forEach(array -> {
                if (runs(array)) {
                    running.put(array.getName(), array.toFloatArray());
                }
            });
        }
        return running;
    }

    private static NDList saved(Network network, NDManager scope) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            network.save(out);
            return NDList.decode(scope, new ByteArrayInputStream(out.toByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gives the statistics to a network, as its running ones. */
    private void give(RunScope run) {
        try (NDManager scope = run.engine().newManager(Device.cpu())) {
            NDList arrays = new NDList();
            for (NDArray array : saved(run.network(), scope)) {
                float[] mine = values.get(array.getName());
                NDArray taken =
                        mine == null || mine.length != array.size() ? array : scope.create(mine, array.getShape());
                taken.setName(array.getName());
                arrays.add(taken);
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ArrayStream.write(arrays, out);
            run.network().load(new ByteArrayInputStream(out.toByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
