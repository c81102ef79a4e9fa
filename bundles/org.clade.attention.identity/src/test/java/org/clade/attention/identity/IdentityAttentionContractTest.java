package org.clade.attention.identity;

import java.util.List;
import org.clade.api.engine.TensorEngine;
import org.clade.engine.torch.TorchEngine;
import org.clade.testkit.HeadAttentionContract;

class IdentityAttentionContractTest implements HeadAttentionContract {

    @Override
    public IdentityAttention part() {
        return new IdentityAttention();
    }

    @Override
    public List<String> settings() {
        return List.of("");
    }

    @Override
    public TensorEngine engine() {
        return TorchEngine.start();
    }
}
