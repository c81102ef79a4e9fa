package org.clade.head;

import java.util.List;
import org.clade.api.engine.TensorEngine;
import org.clade.engine.torch.TorchEngine;
import org.clade.testkit.HeadContract;

class RestraintHeadContractTest implements HeadContract {

    @Override
    public RestraintHead part() {
        return new RestraintHead();
    }

    @Override
    public List<String> settings() {
        return List.of("", "layers=2, relu=off", "epsilon=1e-7");
    }

    @Override
    public TensorEngine engine() {
        return TorchEngine.start();
    }
}
