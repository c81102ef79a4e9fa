package org.clade.run.features;

import ai.djl.Device;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.apache.commons.codec.digest.DigestUtils;
import org.clade.api.backbone.Preprocessing;
import org.clade.api.data.Dataset;
import org.clade.api.data.DatasetNotes;
import org.clade.api.data.ImageScaler;
import org.clade.api.data.ImageShape;
import org.clade.api.data.ImageSubset;
import org.clade.api.engine.Precision;
import org.clade.api.engine.TensorEngine;
import org.clade.api.features.FeatureFile;
import org.clade.api.features.FeatureFileRequest;
import org.clade.api.features.PretrainedNetwork;
import org.clade.api.part.PartSpec;
import org.clade.api.part.RefusedException;
import org.clade.api.run.InferenceReport;
import org.clade.base.file.FileProblem;
import org.clade.run.background.InferenceJob;
import org.clade.run.images.ImageBatches;
import org.clade.run.images.ImageBatches.Batch;
import org.clade.run.images.ImageNames;
import org.clade.run.images.ShardRange;
import org.clade.run.support.ProductVersion;

/** Features of images, on a thread of their own: images are read a few batches ahead, and rows are written as they come. */
final class FeatureExtraction extends InferenceJob<FeatureFile> {

    /** Pixels of a batch: 64 images of 224×224. */
    private static final long PIXELS = 64L * 224 * 224;

    private static final int MOST = 256;
    private static final int LEAST = 4;

    private final FeatureFileRequest request;
    private final Path file;
    private final Dataset dataset;
    private final Backbones.Found network;
    private final TensorEngine engine;
    private final ImageScaler scaler;
    private final int[] items;

    FeatureExtraction(
            FeatureFileRequest request,
            Path file,
            Dataset dataset,
            Backbones.Found network,
            TensorEngine engine,
            ImageScaler scaler) {
        super("features of " + dataset.info().name(), file.getParent());
        this.request = request;
        this.file = file;
        this.dataset = dataset;
        this.network = network;
        this.engine = engine;
        this.scaler = scaler;
        this.items = ImageSubset.of(dataset.info().images(), request.limit(), request.seed());
    }

    @Override
    protected InferenceReport<FeatureFile> answer() {
        long start = System.nanoTime();
        Preprocessing preprocessing = network.info().preprocessing();
        ShardRange range = range();
        range.check();
        looking().stage("loading the network");
        Device device = engine.device(request.device());
        Precision precision = network.backbone().part().followsPrecision()
                ? engine.autocast().precision(request.precision(), device)
                : Precision.FP32;
        try (FrozenNetwork frozen = FrozenNetwork.load(network.backbone(), preprocessing, engine, device, precision)) {
            running();
            stage("reading the checksum of the weights");
            FeatureFile asked = asked(range, frozen.width(), precision);
            try (FeatureOutput output = new FeatureOutput(file, asked)) {
                if (request.resume()) {
                    stage("reading what is done");
                    output.resume();
                }
                double rate = compute(frozen, range, output);
                FeatureFile result = finished(asked, seconds(start), rate);
                output.finish(row -> path(items[range.from() + row]), labels(range), result);
                return completed(folder(), result);
            }
        }
    }

    /** {@return the images of its shard} */
    ShardRange range() {
        return new ShardRange(items.length, batch(network.info().preprocessing()), request.shard());
    }

    private static int batch(Preprocessing preprocessing) {
        long pixels = (long) preprocessing.crop() * preprocessing.crop();
        return (int) Math.max(LEAST, Math.min(MOST, PIXELS / pixels));
    }

    /** {@return images per second} */
    private double compute(FrozenNetwork frozen, ShardRange range, FeatureOutput output) {
        int from = range.from() + output.rows();
        looking().expect(Math.max(1, range.to() - from));
        stage("computing features");
        long began = System.nanoTime();
        Preprocessing preprocessing = network.info().preprocessing();
        int channels = dataset.info().shape().channels();
        ImageShape shape = new ImageShape(channels, preprocessing.crop(), preprocessing.crop());
        try (ImageBatches batches = ImageBatches.start(
                (wanted, receiver) -> dataset.readCenters(preprocessing.resizedCrop(), scaler, wanted, receiver),
                shape,
                items,
                from,
                range.to(),
                range.batch())) {
            engine.autocast().withFrozenWeights(() -> {
                for (Batch batch = batches.next(this); batch.count() > 0; batch = batches.next(this)) {
                    float[] numbers = frozen.features(batch.images(), batch.count(), channels);
                    checkFinite(numbers, frozen.width(), batch.from());
                    output.take(numbers);
                    batches.release(batch);
                    looking().looked(batch.count(), 1);
                }
                return null;
            });
        }
        throwIfCanceled();
        return (range.to() - from) / ((System.nanoTime() - began) / 1e9);
    }

    private void checkFinite(float[] numbers, int width, int from) {
        for (int i = 0; i < numbers.length; i++) {
            if (!Float.isFinite(numbers[i])) {
                throw new RefusedException(
                        "Feature %s of image “%s” is %s; compute with --precision fp32, or check the weights of the network."
                                .formatted(i % width + 1, dataset.item(items[from + i / width]), numbers[i]));
            }
        }
    }

    /** {@return the file of an image, as seen from the folder of the features if it is below that, or its name} */
    private String path(int item) {
        return dataset.file(item)
                .map(image -> image.toAbsolutePath().normalize())
                .map(image -> image.startsWith(folder()) ? folder().relativize(image) : image)
                .map(Path::toString)
                .orElseGet(() -> dataset.item(item));
    }

    private Optional<IntFunction<String>> labels(ShardRange range) {
        List<String> names = dataset.info().classes();
        return dataset.labels().map(classes -> row -> {
            int label = classes[items[range.from() + row]];
            return label < names.size() ? names.get(label) : Integer.toString(label);
        });
    }

    private FeatureFile asked(ShardRange range, int width, Precision precision) {
        return new FeatureFile(
                file.getFileName().toString(),
                origin(precision),
                dataset.info().name(),
                dataset.info().protocol(),
                range.to() - range.from(),
                width,
                request.shard().whole()
                        ? Optional.empty()
                        : Optional.of(request.shard().toString()),
                request.limit(),
                request.seed(),
                ImageNames.checksum(dataset, items),
                DatasetNotes.of(dataset.notes()),
                0,
                0,
                ProductVersion.get());
    }

    private static FeatureFile finished(FeatureFile asked, double seconds, double rate) {
        return new FeatureFile(
                asked.file(),
                asked.origin(),
                asked.data(),
                asked.protocol(),
                asked.images(),
                asked.width(),
                asked.shard(),
                asked.limit(),
                asked.seed(),
                asked.names(),
                asked.notes(),
                seconds,
                rate,
                asked.cladeVersion());
    }

    private FeatureFile.Origin origin(Precision precision) {
        PretrainedNetwork info = network.info();
        TreeMap<String, String> options = new TreeMap<>(info.options());
        options.values().removeIf(value -> value.isEmpty() || info.files().contains(Path.of(PartSpec.unquoted(value))));
        List<FeatureFile.WeightFile> weights = new ArrayList<>();
        for (Path each : info.files()) {
            throwIfCanceled();
            weights.add(new FeatureFile.WeightFile(each.getFileName().toString(), sha256(each)));
        }
        return new FeatureFile.Origin(
                info.part(), options, weights, words(info.preprocessing()), info.feature(), precision.id());
    }

    private static String sha256(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return DigestUtils.sha256Hex(in);
        } catch (IOException e) {
            throw new RefusedException(
                    "The weights “%s” cannot be read: %s.".formatted(file, FileProblem.words(file, e)), e);
        }
    }

    private static String words(Preprocessing preprocessing) {
        return "shorter side %s %s, center %s, mean %s, deviation %s"
                .formatted(
                        preprocessing.shorterSide(),
                        preprocessing.interpolation().name().toLowerCase(Locale.ROOT),
                        preprocessing.crop(),
                        numbers(preprocessing.mean()),
                        numbers(preprocessing.deviation()));
    }

    private static String numbers(List<Double> values) {
        return String.join(" ", values.stream().map(String::valueOf).toList());
    }
}
