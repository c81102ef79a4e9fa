package org.clade.head;

import java.util.List;
import org.clade.api.backbone.FeatureShape;
import org.clade.api.engine.TensorEngine;
import org.clade.engine.torch.TorchEngine;
import org.clade.testkit.HeadContract;

/** The restraint head of DAC, on as many features as clusters. */
class IdentityRestraintHeadContractTest implements HeadContract {

    @Override
    public RestraintHead part() {
        return new RestraintHead();
    }

    @Override
    public List<String> settings() {
        return List.of("layers=2, init=identity", "layers=2, init=identity, relu=off, epsilon=1e-7");
    }

    @Override
    public FeatureShape features() {
        return new FeatureShape(4, 1, 1);
    }

    @Override
    public TensorEngine engine() {
        return TorchEngine.start();
    }
}
