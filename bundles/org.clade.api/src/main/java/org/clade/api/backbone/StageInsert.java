package org.clade.api.backbone;

import ai.djl.nn.Block;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/** Supplies the layers between a backbone's stages, such as the spatial transformers of ST-DAC. */
@ConsumerType
@FunctionalInterface
public interface StageInsert {

    /** No layers between the stages. */
    StageInsert NONE = (stage, map) -> Optional.empty();

    /**
     * The layer at a place. The backbone asks for each place that it has.
     *
     * @param stage 0: on the input images; i: after the convolutions of block i, before its pooling
     * @param map the shape there
     * @return a block that keeps the shape, or nothing
     */
    Optional<Block> at(int stage, FeatureShape map);
}
