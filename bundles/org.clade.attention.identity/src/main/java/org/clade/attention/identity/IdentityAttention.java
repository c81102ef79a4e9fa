package org.clade.attention.identity;

import ai.djl.nn.Block;
import org.clade.api.attention.AttentionRequest;
import org.clade.api.attention.HeadAttention;
import org.clade.api.attention.ProvidesHeadAttention;
import org.osgi.service.component.annotations.Component;

/**
 * No attention: the head has no attended branch, and no task may read attended probabilities.
 *
 * <p>Source: the ablation “No AM” of Niu et al., GATCluster, ECCV 2020, Table 2. Use for a variant without attention.
 */
@Component
@ProvidesHeadAttention(
        id = "identity",
        summary = "No attention: the head has the label branch only (GATCluster's No AM).")
public final class IdentityAttention implements HeadAttention {

    @Override
    public boolean attends(AttentionRequest request) {
        return false;
    }

    @Override
    public Block build(AttentionRequest request) {
        throw new IllegalStateException("Attention identity has no map; call attends() before building");
    }
}
