package org.clade.run.features;

import ai.djl.Device;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.apache.commons.codec.digest.DigestUtils;
import org.clade.api.backbone.Preprocessing;
import org.clade.api.data.Dataset;
import org.clade.api.data.ImageScaler;
import org.clade.api.data.ImageShape;
import org.clade.api.engine.Precision;
import org.clade.api.engine.TensorEngine;
import org.clade.api.features.FeatureFile;
import org.clade.api.features.FeatureFileRequest;
import org.clade.api.features.PretrainedNetwork;
import org.clade.api.part.PartSpec;
import org.clade.api.part.RefusedException;
import org.clade.base.file.FileProblem;
import org.clade.run.images.ImageBatches;
import org.clade.run.support.CancellationToken;

/** Features of a pretrained network. */
final class PretrainedFeatures implements FeatureNetwork {

    /** Pixels of a batch: 64 images of 224×224. */
    private static final long PIXELS = 64L * 224 * 224;

    private static final int MOST = 256;
    private static final int LEAST = 4;

    private final Backbones.Found network;
    private final Preprocessing preprocessing;
    private final Dataset dataset;
    private final TensorEngine engine;
    private final ImageScaler scaler;
    private final Device device;
    private final Precision precision;
    private FrozenNetwork frozen;

    PretrainedFeatures(
            FeatureFileRequest request,
            Backbones.Found network,
            Dataset dataset,
            TensorEngine engine,
            ImageScaler scaler) {
        this.network = network;
        this.preprocessing = network.info().preprocessing();
        this.dataset = dataset;
        this.engine = engine;
        this.scaler = scaler;
        this.device = engine.device(request.device());
        this.precision = network.backbone().part().followsPrecision()
                ? engine.autocast().precision(request.precision(), device)
                : Precision.FP32;
    }

    @Override
    public ImageBatches.Reader reader() {
        return (wanted, receiver) -> dataset.readCenters(preprocessing.resizedCrop(), scaler, wanted, receiver);
    }

    @Override
    public ImageShape shape() {
        return new ImageShape(dataset.info().shape().channels(), preprocessing.crop(), preprocessing.crop());
    }

    @Override
    public int batch() {
        long pixels = (long) preprocessing.crop() * preprocessing.crop();
        return (int) Math.max(LEAST, Math.min(MOST, PIXELS / pixels));
    }

    @Override
    public void load(int item, CancellationToken cancellation) {
        frozen = FrozenNetwork.load(network.backbone(), preprocessing, engine, device, precision);
    }

    @Override
    public int width() {
        return frozen.width();
    }

    @Override
    public float[] features(ByteBuffer images, int count) {
        return frozen.features(images, count, shape().channels());
    }

    @Override
    public FeatureFile.Origin origin(CancellationToken cancellation) {
        PretrainedNetwork info = network.info();
        TreeMap<String, String> options = new TreeMap<>(info.options());
        options.values().removeIf(value -> value.isEmpty() || info.files().contains(Path.of(PartSpec.unquoted(value))));
        List<FeatureFile.WeightFile> weights = new ArrayList<>();
        for (Path each : info.files()) {
            cancellation.throwIfCanceled();
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

    @Override
    public void close() {
        if (frozen != null) {
            frozen.close();
        }
    }
}
