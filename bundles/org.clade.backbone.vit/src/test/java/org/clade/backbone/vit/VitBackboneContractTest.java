package org.clade.backbone.vit;

import java.nio.file.Path;
import java.util.List;
import org.clade.api.data.ImageShape;
import org.clade.api.engine.TensorEngine;
import org.clade.engine.torch.TorchEngine;
import org.clade.golden.Golden;
import org.clade.testkit.BackboneContract;
import org.junit.jupiter.api.io.TempDir;

class VitBackboneContractTest implements BackboneContract {

    @TempDir
    static Path folder;

    @Override
    public VitBackbone part() {
        return new VitBackbone();
    }

    @Override
    public List<String> settings() {
        Path dinov2 = Golden.copy("vit_r2_timm.safetensors", folder);
        Path clip = Golden.copy("clip_hf_whole.safetensors", folder);
        return List.of(
                "heads=3, weights=" + dinov2,
                "heads=3, frozen=off, pooling=class+mean, weights=" + dinov2,
                "heads=3, frozen=off, weights=" + clip);
    }

    @Override
    public ImageShape image() {
        return new ImageShape(3, 16, 16);
    }

    @Override
    public TensorEngine engine() {
        return TorchEngine.start();
    }
}
