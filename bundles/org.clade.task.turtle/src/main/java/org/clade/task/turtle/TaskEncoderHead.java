package org.clade.task.turtle;

import ai.djl.nn.Block;
import java.util.List;
import org.clade.api.head.Head;
import org.clade.api.head.HeadRequest;
import org.clade.api.head.ProvidesHead;
import org.clade.api.part.Option;
import org.clade.api.part.RefusedException;
import org.clade.api.signal.Signal;
import org.osgi.service.component.annotations.Component;

/**
 * TURTLE's task encoder: a linear layer with softmax on each feature space; the labels are their mean.
 *
 * <p>Formula: τ = mean over spaces j of softmax(W_j z_j + b_j), with rows g · v / ‖v‖ of W_j. v and b start uniform in ±1/√d_j, g at the
 * length of v, so that the form of the weights changes nothing at the start.
 *
 * <p>Shapes: N×C×H×W features, flattened; {@code spaces=384+512} reads the first 384 numbers as one space and the next 512 as another.
 * It emits N×K probabilities τ and N×(J·K) probabilities of the spaces, both with gradients.
 *
 * <p>Source: Gadetsky, Jiang and Brbić, Let Go of Your Labels with Unsupervised Transfer (TURTLE), ICML 2024, Eq. 9.
 */
@Component
@ProvidesHead(
        id = "task-encoder",
        summary = "A linear layer with softmax on each feature space; labels are their mean (TURTLE Eq. 9).")
public final class TaskEncoderHead implements Head {

    static final Option<FeatureSpaces> SPACES = FeatureSpaces.option();

    @Override
    public List<Option<?>> options() {
        return List.of(SPACES);
    }

    @Override
    public List<Signal> emits(HeadRequest request) {
        return List.of(Signal.PROBABILITIES, Signal.SPACE_PROBABILITIES);
    }

    @Override
    public Block build(HeadRequest request) {
        if (request.attended()) {
            throw new RefusedException("The head task-encoder reads only features, but there is an attention map;"
                    + " choose attention=identity or the head mlp.");
        }
        FeatureSpaces spaces = request.settings().get(SPACES);
        return new TaskEncoderBlock(spaces, spaces.in(request.features().size()), request.clusters());
    }
}
