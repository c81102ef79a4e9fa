package org.clade.backbone.resnet;

import java.util.List;
import org.clade.api.engine.TensorEngine;
import org.clade.engine.torch.TorchEngine;
import org.clade.testkit.BackboneContract;

class ResNetBackboneContractTest implements BackboneContract {

    @Override
    public ResNetBackbone part() {
        return new ResNetBackbone();
    }

    @Override
    public List<String> settings() {
        return List.of("blocks=1+2, widths=4+6", "blocks=1+1, widths=5+3, stem_pool=off, pool=none");
    }

    @Override
    public TensorEngine engine() {
        return TorchEngine.start();
    }
}
