package org.clade.backbone.allconv;

import java.util.List;
import org.clade.api.engine.TensorEngine;
import org.clade.engine.torch.TorchEngine;
import org.clade.testkit.BackboneContract;

class AllConvBackboneContractTest implements BackboneContract {

    @Override
    public AllConvBackbone part() {
        return new AllConvBackbone();
    }

    @Override
    public List<String> settings() {
        return List.of(
                "blocks=2x4+2x6",
                "blocks=3x4+3x6, pool_norm=on, average=2",
                "blocks=1x4+1x6, kernel=5, average=1",
                "blocks=2x4, kernel=5, pool=4, average=3");
    }

    @Override
    public TensorEngine engine() {
        return TorchEngine.start();
    }
}
