package org.clade.run.features;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.clade.api.data.Dataset;
import org.clade.api.data.DatasetNotes;
import org.clade.api.data.ImageSubset;
import org.clade.api.engine.TensorEngine;
import org.clade.api.features.FeatureFile;
import org.clade.api.features.FeatureFileRequest;
import org.clade.api.part.RefusedException;
import org.clade.api.run.InferenceReport;
import org.clade.run.background.InferenceJob;
import org.clade.run.images.ImageBatches;
import org.clade.run.images.ImageBatches.Batch;
import org.clade.run.images.ImageNames;
import org.clade.run.images.ShardRange;
import org.clade.run.support.ProductVersion;

/** Features of images, on a thread of their own: images are read a few batches ahead, and rows are written as they come. */
final class FeatureExtraction extends InferenceJob<FeatureFile> {

    private final FeatureFileRequest request;
    private final Path file;
    private final Dataset dataset;
    private final FeatureNetwork network;
    private final TensorEngine engine;
    private final int[] items;

    FeatureExtraction(
            FeatureFileRequest request, Path file, Dataset dataset, FeatureNetwork network, TensorEngine engine) {
        super("features of " + dataset.info().name(), file.getParent());
        this.request = request;
        this.file = file;
        this.dataset = dataset;
        this.network = network;
        this.engine = engine;
        this.items = ImageSubset.of(dataset.info().images(), request.limit(), request.seed());
    }

    @Override
    protected InferenceReport<FeatureFile> answer() {
        long start = System.nanoTime();
        try (FeatureNetwork frozen = network) {
            ShardRange range = range();
            range.check();
            looking().stage("loading the network");
            frozen.load(items[0], this);
            running();
            stage("reading the checksum of the weights");
            FeatureFile asked = asked(range);
            try (FeatureOutput output = new FeatureOutput(file, asked)) {
                if (request.resume()) {
                    stage("reading what is done");
                    output.resume();
                }
                double rate = compute(range, output);
                FeatureFile result = finished(asked, seconds(start), rate);
                output.finish(row -> path(items[range.from() + row]), labels(range), result);
                return completed(folder(), result);
            }
        }
    }

    /** {@return the largest number of shards; the network is closed then} */
    int mostShards() {
        try (FeatureNetwork found = network) {
            return new ShardRange(items.length, found.batch(), request.shard()).most();
        }
    }

    private ShardRange range() {
        return new ShardRange(items.length, network.batch(), request.shard());
    }

    /** {@return images per second} */
    private double compute(ShardRange range, FeatureOutput output) {
        int from = range.from() + output.rows();
        looking().expect(Math.max(1, range.to() - from));
        stage("computing features");
        long began = System.nanoTime();
        try (ImageBatches batches =
                ImageBatches.start(network.reader(), network.shape(), items, from, range.to(), range.batch())) {
            engine.autocast().withFrozenWeights(() -> {
                for (Batch batch = batches.next(this); batch.count() > 0; batch = batches.next(this)) {
                    float[] numbers = network.features(batch.images(), batch.count());
                    checkFinite(numbers, network.width(), batch.from());
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

    private FeatureFile asked(ShardRange range) {
        return new FeatureFile(
                file.getFileName().toString(),
                network.origin(this),
                dataset.info().name(),
                dataset.info().protocol(),
                range.to() - range.from(),
                network.width(),
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
}
