package org.clade.testkit.check;

import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.clade.api.backbone.Backbone;
import org.clade.api.backbone.BackboneRequest;
import org.clade.api.backbone.FeatureShape;
import org.clade.api.backbone.StageInsert;
import org.clade.api.data.ImageShape;
import org.clade.api.engine.TensorEngine;
import org.clade.api.part.RefusedException;
import org.clade.api.part.Settings;

/** The contract of backbones: features of the announced shape, and a refusal in words if images are too small. */
public final class BackboneChecks {

    private static final int CLUSTERS = 4;
    private static final ImageShape VECTOR = ImageShape.vector(24);
    private static final int[] USUAL_SIZES = {28, 32, 64, 96, 128, 192};

    private final Backbone backbone;
    private final Settings settings;
    private final TensorEngine engine;
    private final ImageShape image;

    /**
     * The checks of a backbone on the smallest gray images of a usual size that it accepts, or on vectors if it is made for
     * them.
     *
     * @param backbone the backbone
     * @param settings its options
     * @param engine the tensor engine
     */
    public BackboneChecks(Backbone backbone, Settings settings, TensorEngine engine) {
        this(backbone, settings, engine, smallest(backbone, settings));
    }

    /**
     * The checks of a backbone.
     *
     * @param backbone the backbone
     * @param settings its options
     * @param engine the tensor engine
     * @param image images that are large enough for it
     */
    public BackboneChecks(Backbone backbone, Settings settings, TensorEngine engine, ImageShape image) {
        this.backbone = backbone;
        this.settings = settings;
        this.engine = engine;
        this.image = image;
    }

    /** {@return the checks, not run yet} */
    public List<Check> list() {
        if (needsWeights()) {
            return List.of(new Check("without a file of weights it is refused in words", this::refusedWithoutWeights));
        }
        BackboneRequest request = request(image);
        List<Check> checks = new ArrayList<>();
        if (!image.isVector()) {
            checks.add(new Check("images that are too small are refused in words", this::refused));
        }
        checks.addAll(new BlockTrial(
                        engine,
                        () -> backbone.build(request),
                        List.of(new Shape(image.channels(), image.height(), image.width())),
                        (given, said) -> {
                            FeatureShape features = backbone.featureShape(request);
                            Shape expected = new Shape(
                                    given.head().getShape().get(0),
                                    features.channels(),
                                    features.height(),
                                    features.width());
                            ContractViolationException.unless(
                                    said.size() == 1 && said.head().getShape().equals(expected),
                                    "It announces features of shape %s but returns %s.",
                                    expected,
                                    BlockTrial.shapes(said));
                        })
                .list());
        return checks;
    }

    private boolean needsWeights() {
        try {
            backbone.weights(settings);
            return false;
        } catch (RefusedException e) {
            return true;
        }
    }

    private void refusedWithoutWeights() {
        BackboneRequest request = request(image);
        Map<String, Runnable> calls = Map.of(
                "weights", () -> backbone.weights(settings),
                "preprocessing", () -> backbone.preprocessing(settings),
                "featureShape", () -> backbone.featureShape(request),
                "build", () -> backbone.build(request));
        calls.forEach((name, call) -> {
            try {
                call.run();
                ContractViolationException.unless(
                        name.equals("preprocessing"), "Without weights it is refused, but %s is not.", name);
            } catch (RefusedException e) {
                ContractViolationException.unless(!e.getMessage().isBlank(), "Its refusal in %s has no message.", name);
            }
        });
    }

    private void refused() {
        BackboneRequest tiny = request(new ImageShape(image.channels(), 1, 1));
        try {
            FeatureShape features = backbone.featureShape(tiny);
            ContractViolationException.unless(
                    features.size() > 0, "For images of one pixel it announces features of size 0.");
        } catch (RefusedException e) {
            ContractViolationException.unless(
                    !e.getMessage().isBlank(), "It refuses images of one pixel without a message.");
        }
    }

    private static ImageShape smallest(Backbone backbone, Settings settings) {
        if (backbone.accepts(VECTOR)) {
            return VECTOR;
        }
        for (int size : USUAL_SIZES) {
            ImageShape image = new ImageShape(1, size, size);
            try {
                backbone.featureShape(request(image, settings));
                return image;
            } catch (RefusedException e) {
                continue;
            }
        }
        int largest = USUAL_SIZES[USUAL_SIZES.length - 1];
        return new ImageShape(1, largest, largest);
    }

    private BackboneRequest request(ImageShape shape) {
        return request(shape, settings);
    }

    private static BackboneRequest request(ImageShape shape, Settings settings) {
        return new BackboneRequest(shape, CLUSTERS, settings, StageInsert.NONE);
    }
}
