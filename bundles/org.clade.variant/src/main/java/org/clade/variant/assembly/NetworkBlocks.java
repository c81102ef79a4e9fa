package org.clade.variant.assembly;

import ai.djl.nn.Block;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.clade.api.head.Head;
import org.clade.api.part.RefusedException;
import org.clade.api.variant.Bound;

/**
 * The blocks of a network as its parts build them, not initialized: nothing is computed yet, but every part has had the
 * chance to refuse.
 *
 * @param backbone the feature extractor
 * @param stages what was put between its stages
 * @param attention the attention module, where there is an attended branch
 * @param heads the heads, in order
 */
record NetworkBlocks(Block backbone, StageBlocks stages, Optional<Block> attention, Map<Bound<Head>, Block> heads) {

    /**
     * Has the parts build their blocks.
     *
     * @param plan what they are built for
     * @return new blocks
     * @throws RefusedException if a part cannot be built on what it is given
     */
    static NetworkBlocks of(NetworkPlan plan) {
        StageBlocks stages = new StageBlocks(plan.backboneRequest().insert());
        Block backbone = plan.backbone().part().build(plan.backboneRequest().with(stages));
        Optional<Block> attention = plan.attended() ? Optional.of(attention(plan)) : Optional.empty();
        Map<Bound<Head>, Block> heads = new LinkedHashMap<>();
        plan.heads().forEach((head, request) -> heads.put(head, head.part().build(request)));
        return new NetworkBlocks(backbone, stages, attention, heads);
    }

    private static Block attention(NetworkPlan plan) {
        try {
            return plan.attention().part().build(plan.attentionRequest());
        } catch (RefusedException e) {
            throw new RefusedException(
                    "attention=%s does not fit backbone=%s: %s"
                            .formatted(plan.attention().spec(), plan.backbone().spec(), e.getMessage()),
                    e);
        }
    }
}
