package org.clade.head;

import ai.djl.nn.Block;
import java.util.List;
import org.clade.api.head.Head;
import org.clade.api.head.HeadRequest;
import org.clade.api.head.ProvidesHead;
import org.clade.api.signal.Signal;
import org.clade.layer.Initialization;
import org.clade.layer.Layers;
import org.clade.layer.Sequential;
import org.osgi.service.component.annotations.Component;

/**
 * The auxiliary head of MMDC: which of four rotations was applied to an image.
 *
 * <p>Formula: s = W·F + b, F the flattened features, before any softmax. W starts normal with standard deviation 0.01,
 * b at 0. It ignores an attention map.
 *
 * <p>Shapes: N×C×H×W features to N×4 scores for 0, 90, 180 and 270 degrees.
 *
 * <p>Source: Shiran and Weinshall, Multi-Modal Deep Clustering, ICPR 2020, Sec. III-C, after Gidaris et al., ICLR 2018; the
 * initial values are the released code's. Use after a head that decides the cluster, with the task {@code rotation} in
 * a phase with the operation {@code quarter-turns}.
 */
@Component
@ProvidesHead(id = "rotation", summary = "Scores of four rotations, for the task rotation (MMDC Sec. III-C).")
public final class RotationHead implements Head {

    private static final int TURNS = 4;

    @Override
    public List<Signal> emits(HeadRequest request) {
        return List.of(Signal.ROTATIONS);
    }

    @Override
    public Block build(HeadRequest request) {
        return new FeaturesBlock(new Sequential()
                .then("flatten", Layers.flatten())
                .then("linear", Layers.linear(request.features().size(), TURNS, Initialization.SMALL)));
    }
}
