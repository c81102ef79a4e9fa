package org.clade.run.features;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.LambdaBlock;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.clade.api.backbone.Backbone;
import org.clade.api.backbone.BackboneRequest;
import org.clade.api.backbone.FeatureShape;
import org.clade.api.backbone.Preprocessing;
import org.clade.api.backbone.PretrainedWeights;
import org.clade.api.data.Interpolation;
import org.clade.api.part.Option;
import org.clade.api.part.RefusedException;
import org.clade.api.part.Settings;

/** A network whose features are the mean of each channel, times a number. */
final class MeanColor implements Backbone {

    static final int CROP = 224;
    static final List<Double> MEAN = List.of(0.1, 0.2, 0.3);
    static final List<Double> DEVIATION = List.of(0.5, 1.0, 2.0);

    private static final Option<String> WEIGHTS = Option.string("weights", "", "A file.");
    private static final Option<Double> FACTOR = Option.number("factor", 1, -10, 10, "Multiplies the features.");

    /** Whether it says that it follows the precision. */
    boolean followsPrecision = true;

    /** Called before each batch. */
    Runnable batch = () -> {};

    @Override
    public List<Option<?>> options() {
        return List.of(WEIGHTS, FACTOR);
    }

    @Override
    public boolean followsPrecision() {
        return followsPrecision;
    }

    @Override
    public FeatureShape featureShape(BackboneRequest request) {
        return new FeatureShape(request.image().channels(), 1, 1);
    }

    @Override
    public Block build(BackboneRequest request) {
        double factor = request.settings().get(FACTOR);
        return new LambdaBlock(inputs -> {
            batch.run();
            NDArray images = inputs.singletonOrThrow();
            long count = images.getShape().get(0);
            NDArray means = images.reshape(new Shape(count, images.getShape().get(1), -1))
                    .mean(new int[] {2});
            return new NDList(factor == 0 ? means.div(0f).sub(means.div(0f)) : means.mul(factor));
        });
    }

    @Override
    public Optional<Preprocessing> preprocessing(Settings settings) {
        return Optional.of(new Preprocessing(CROP, CROP, Interpolation.BILINEAR, MEAN, DEVIATION));
    }

    @Override
    public Optional<PretrainedWeights> weights(Settings settings) {
        if (settings.get(WEIGHTS).isEmpty()) {
            throw new RefusedException("mean-color needs a file.");
        }
        return Optional.of(new PretrainedWeights(List.of(Path.of(settings.get(WEIGHTS))), "mean of the colors"));
    }
}
