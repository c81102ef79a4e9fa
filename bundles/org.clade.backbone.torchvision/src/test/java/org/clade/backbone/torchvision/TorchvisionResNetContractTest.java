package org.clade.backbone.torchvision;

import java.nio.file.Path;
import java.util.List;
import org.clade.api.data.ImageShape;
import org.clade.api.engine.TensorEngine;
import org.clade.engine.torch.TorchEngine;
import org.clade.golden.Golden;
import org.clade.testkit.BackboneContract;
import org.junit.jupiter.api.io.TempDir;

class TorchvisionResNetContractTest implements BackboneContract {

    @TempDir
    static Path folder;

    @Override
    public TorchvisionResNetBackbone part() {
        return new TorchvisionResNetBackbone();
    }

    @Override
    public List<String> settings() {
        Path basic = Golden.copy("resnet_basic.safetensors", folder);
        Path bottleneck = Golden.copy("resnet_bottleneck.safetensors", folder);
        return List.of(
                "weights=" + basic, "frozen=off, weights=" + basic, "frozen=off, pool=none, weights=" + bottleneck);
    }

    @Override
    public ImageShape image() {
        return new ImageShape(3, 64, 64);
    }

    @Override
    public TensorEngine engine() {
        return TorchEngine.start();
    }
}
