package org.clade.backbone.features;

import java.util.List;
import org.clade.api.data.ImageShape;
import org.clade.api.engine.TensorEngine;
import org.clade.engine.torch.TorchEngine;
import org.clade.testkit.BackboneContract;

class FeaturesBackboneContractTest implements BackboneContract {

    @Override
    public FeaturesBackbone part() {
        return new FeaturesBackbone();
    }

    @Override
    public ImageShape image() {
        return ImageShape.vector(12);
    }

    @Override
    public List<String> settings() {
        return List.of("", "norm=none", "norm=batch", "layers=1, width=5", "norm=none, layers=2");
    }

    @Override
    public TensorEngine engine() {
        return TorchEngine.start();
    }
}
