package org.clade.testkit.check;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.clade.api.attention.AttentionRequest;
import org.clade.api.attention.HeadAttention;
import org.clade.api.backbone.FeatureShape;
import org.clade.api.engine.TensorEngine;
import org.clade.api.part.Settings;

/** The contract of attention modules before the head: a map of weights from 0 to 1 over the positions of the features. */
public final class HeadAttentionChecks {

    private final HeadAttention attention;
    private final Settings settings;
    private final TensorEngine engine;
    private final FeatureShape features;

    /**
     * The checks of a module on features of 5×4×6.
     *
     * @param attention the module
     * @param settings its options
     * @param engine the tensor engine
     */
    public HeadAttentionChecks(HeadAttention attention, Settings settings, TensorEngine engine) {
        this(attention, settings, engine, new FeatureShape(5, 4, 6));
    }

    /**
     * The checks of a module.
     *
     * @param attention the module
     * @param settings its options
     * @param engine the tensor engine
     * @param features features that it accepts
     */
    public HeadAttentionChecks(HeadAttention attention, Settings settings, TensorEngine engine, FeatureShape features) {
        this.attention = attention;
        this.settings = settings;
        this.engine = engine;
        this.features = features;
    }

    /** {@return the checks, not run yet; only a few if the module stands for no attention} */
    public List<Check> list() {
        AttentionRequest request = new AttentionRequest(features, settings);
        if (!attention.attends(request)) {
            return List.of(new Check(
                    "it always answers the same on whether it attends",
                    () -> ContractViolationException.unless(
                            !attention.attends(request), "It attends now but did not before.")));
        }
        return new BlockTrial(
                        engine,
                        () -> attention.build(request),
                        List.of(new Shape(features.channels(), features.height(), features.width())),
                        (given, said) -> {
                            NDArray map = said.head();
                            Shape expected =
                                    new Shape(given.head().getShape().get(0), 1, features.height(), features.width());
                            ContractViolationException.unless(
                                    said.size() == 1 && map.getShape().equals(expected),
                                    "It should return a map of shape %s but returns %s.",
                                    expected,
                                    BlockTrial.shapes(said));
                            ContractViolationException.unless(
                                    Numbers.within(Numbers.of(map), 0, 1), "The map has weights below 0 or above 1.");
                        })
                .list();
    }
}
