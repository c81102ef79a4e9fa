package org.clade.backbone.vgg;

import java.util.List;
import org.clade.api.engine.TensorEngine;
import org.clade.engine.torch.TorchEngine;
import org.clade.testkit.BackboneContract;

class VggBackboneContractTest implements BackboneContract {

    @Override
    public VggBackbone part() {
        return new VggBackbone();
    }

    @Override
    public List<String> settings() {
        return List.of(
                "blocks=2x4+1x6",
                "blocks=1x4+1x6, padding=1, pool=between, tail=2, features=7",
                "blocks=1x4+1x6, padding=1, pool=between, pool_norm=on, init=he, features=none, dense=9, dropout=0.5",
                "blocks=1x4+1x6, padding=1, bias=off, init=he, features=none");
    }

    @Override
    public TensorEngine engine() {
        return TorchEngine.start();
    }
}
