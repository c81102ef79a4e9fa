package org.clade.attention.gaussian;

import java.util.List;
import org.clade.api.engine.TensorEngine;
import org.clade.engine.torch.TorchEngine;
import org.clade.testkit.HeadAttentionContract;

class GaussianAttentionContractTest implements HeadAttentionContract {

    @Override
    public GaussianAttention part() {
        return new GaussianAttention();
    }

    @Override
    public List<String> settings() {
        return List.of("", "parameters=free, width=1, convolution=off, epsilon=0");
    }

    @Override
    public TensorEngine engine() {
        return TorchEngine.start();
    }
}
