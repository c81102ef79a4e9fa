package org.clade.api.backbone;

import ai.djl.nn.Block;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/** Says what is put between a backbone's stages; spatial transformers of ST-DAC enter here. */
@ConsumerType
@FunctionalInterface
public interface StageInsert {

    /** Nothing anywhere. */
    StageInsert NONE = (stage, map) -> Optional.empty();

    /**
     * Asked by the backbone at every place where something can be put in.
     *
     * @param stage 0: on the input images; i: after the convolutions of block i, before its pooling
     * @param map the shape there
     * @return a block that keeps the shape, or nothing
     */
    Optional<Block> at(int stage, FeatureShape map);
}
