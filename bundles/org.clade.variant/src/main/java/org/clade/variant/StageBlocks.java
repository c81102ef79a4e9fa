package org.clade.variant;

import ai.djl.nn.Block;
import java.util.Optional;
import org.clade.api.backbone.FeatureShape;
import org.clade.api.backbone.StageInsert;

/** Hands out the blocks between the stages and remembers the one on the input, which can be looked at by itself. */
final class StageBlocks implements StageInsert {

    private final StageInsert source;
    private Optional<Block> onInput = Optional.empty();

    StageBlocks(StageInsert source) {
        this.source = source;
    }

    @Override
    public Optional<Block> at(int stage, FeatureShape map) {
        Optional<Block> block = source.at(stage, map);
        if (stage == 0) {
            onInput = block;
        }
        return block;
    }

    /** {@return the block on the input images, once the backbone is built} */
    Optional<Block> onInput() {
        return onInput;
    }
}
