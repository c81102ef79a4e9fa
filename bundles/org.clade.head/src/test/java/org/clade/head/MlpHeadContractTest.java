package org.clade.head;

import java.util.List;
import org.clade.api.engine.TensorEngine;
import org.clade.engine.torch.TorchEngine;
import org.clade.testkit.HeadContract;

class MlpHeadContractTest implements HeadContract {

    @Override
    public MlpHead part() {
        return new MlpHead();
    }

    @Override
    public List<String> settings() {
        return List.of("", "relu=on", "layers=1, convolution=off, attended=mean", "layers=3, hidden=8");
    }

    @Override
    public TensorEngine engine() {
        return TorchEngine.start();
    }
}
