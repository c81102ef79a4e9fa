package org.clade.head;

import ai.djl.nn.Block;
import java.util.List;
import java.util.OptionalInt;
import org.clade.api.head.Head;
import org.clade.api.head.HeadRequest;
import org.clade.api.head.ProvidesHead;
import org.clade.api.part.Option;
import org.clade.api.part.RefusedException;
import org.clade.api.signal.Signal;
import org.clade.layer.Initialization;
import org.clade.layer.Layers;
import org.clade.layer.Sequential;
import org.osgi.service.component.annotations.Component;

/**
 * The label head of MMDC: a linear layer whose output is projected to the unit sphere.
 *
 * <p>Formula: f = (W·F + b) / ‖W·F + b‖₂, F the flattened features; no epsilon. If W·F + b is entirely zero, f stays
 * zero instead of NaN. W starts normal with standard deviation 0.01, b at 0.
 *
 * <p>Shapes: N×C×H×W features to N×D; D is the number of clusters K unless {@code dimensions} says otherwise. Rows have
 * length 1.
 *
 * <p>Source: Shiran and Weinshall, Multi-Modal Deep Clustering, ICPR 2020, Sec. III-A; the initial values are the released
 * code's. Use when targets are points on the sphere.
 */
@Component
@ProvidesHead(
        id = "sphere",
        summary = "Flattened features through a linear layer to the unit sphere (MMDC Sec. III-A).")
public final class SphereHead implements Head {

    static final Option<OptionalInt> DIMENSIONS = Option.integerOr(
            "dimensions", "k", 2, 65_536, "Dimensions of the sphere's space; k for the number of clusters.");

    @Override
    public List<Option<?>> options() {
        return List.of(DIMENSIONS);
    }

    @Override
    public List<Signal> emits(HeadRequest request) {
        return List.of(Signal.UNIT_VECTORS);
    }

    @Override
    public Block build(HeadRequest request) {
        if (request.attended()) {
            throw new RefusedException("The head sphere reads only features, but there is an attention map;"
                    + " choose attention=identity or the head mlp.");
        }
        int dimensions = request.settings().get(DIMENSIONS).orElse(request.clusters());
        return new Sequential()
                .then("flatten", Layers.flatten())
                .then("linear", Layers.linear(request.features().size(), dimensions, Initialization.SMALL))
                .then("sphere", Layers.unitLength());
    }
}
