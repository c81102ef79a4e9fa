package org.clade.variant.assembly;

import ai.djl.nn.Block;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.clade.api.backbone.FeatureShape;
import org.clade.api.backbone.StageInsert;

/**
 * Supplies the blocks between the stages. It records the stages that the backbone has, and the block on the input,
 * whose output can be shown separately.
 */
final class StageBlocks implements StageInsert {

    private final StageInsert source;
    private final SortedSet<Integer> asked = new TreeSet<>();
    private Optional<Block> onInput = Optional.empty();

    StageBlocks(StageInsert source) {
        this.source = source;
    }

    @Override
    public Optional<Block> at(int stage, FeatureShape map) {
        asked.add(stage);
        Optional<Block> block = source.at(stage, map);
        if (stage == 0) {
            onInput = block;
        }
        return block;
    }

    /** {@return the stages of the backbone, once it is built} */
    SortedSet<Integer> asked() {
        return asked;
    }

    /** {@return the block on the input images, once the backbone is built} */
    Optional<Block> onInput() {
        return onInput;
    }
}
