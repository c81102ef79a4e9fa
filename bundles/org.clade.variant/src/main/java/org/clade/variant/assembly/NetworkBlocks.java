package org.clade.variant.assembly;

import ai.djl.nn.Block;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.clade.api.head.Head;
import org.clade.api.part.RefusedException;
import org.clade.api.variant.Bound;

/**
 * The blocks of a network before initialization. Every part has accepted its input; nothing is computed yet.
 *
 * @param backbone the feature extractor
 * @param stages the blocks between its stages
 * @param attention the attention module, if the network has an attended branch
 * @param heads the heads, in order
 */
record NetworkBlocks(Block backbone, StageBlocks stages, Optional<Block> attention, Map<Bound<Head>, Block> heads) {

    /**
     * Builds the blocks of all parts.
     *
     * @param plan the plan of the network
     * @return new blocks
     * @throws RefusedException if a part refuses its input
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
