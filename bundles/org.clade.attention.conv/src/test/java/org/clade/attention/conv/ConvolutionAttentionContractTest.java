package org.clade.attention.conv;

import java.util.List;
import org.clade.api.engine.TensorEngine;
import org.clade.engine.torch.TorchEngine;
import org.clade.testkit.HeadAttentionContract;

class ConvolutionAttentionContractTest implements HeadAttentionContract {

    @Override
    public ConvolutionAttention part() {
        return new ConvolutionAttention();
    }

    @Override
    public List<String> settings() {
        return List.of("", "kernel=3");
    }

    @Override
    public TensorEngine engine() {
        return TorchEngine.start();
    }
}
