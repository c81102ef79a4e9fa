package org.clade.attention.identity;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.clade.api.attention.AttentionRequest;
import org.clade.api.backbone.FeatureShape;
import org.clade.api.part.Settings;
import org.junit.jupiter.api.Test;

class IdentityAttentionTest {

    private final IdentityAttention attention = new IdentityAttention();

    @Test
    void doesNotAttend() {
        AttentionRequest request = new AttentionRequest(new FeatureShape(10, 6, 6), Settings.of(attention, ""));
        assertFalse(attention.attends(request));
        assertThrows(IllegalStateException.class, () -> attention.build(request));
    }
}
