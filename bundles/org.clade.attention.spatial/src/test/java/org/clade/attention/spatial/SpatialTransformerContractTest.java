package org.clade.attention.spatial;

import java.util.List;
import org.clade.api.engine.TensorEngine;
import org.clade.engine.torch.TorchEngine;
import org.clade.testkit.StageAttentionContract;

class SpatialTransformerContractTest implements StageAttentionContract {

    @Override
    public SpatialTransformer part() {
        return new SpatialTransformer(engine());
    }

    @Override
    public List<String> settings() {
        return List.of("", "final=linear, scale=corners, filters=3, hidden=8");
    }

    @Override
    public TensorEngine engine() {
        return TorchEngine.start();
    }
}
