package org.clade.run.features;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import ai.djl.Device;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.clade.api.backbone.Preprocessing;
import org.clade.api.data.Interpolation;
import org.clade.api.engine.Precision;
import org.clade.api.engine.TensorEngine;
import org.clade.api.part.PartSpec;
import org.clade.api.part.Settings;
import org.clade.api.variant.Bound;
import org.clade.run.SmallRuns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrozenNetworkTest {

    @TempDir
    private Path out;

    /** Pillow: Image.new("RGB", (1, 1), color).convert("L").getpixel((0, 0)) gives 124, 255, 76, 150 and 29. */
    @Test
    void aNetworkOfGrayImagesSeesTheGrayOfPillow() {
        TensorEngine engine = new SmallRuns(out).engine;
        MeanColor backbone = new MeanColor();
        PartSpec spec = PartSpec.parse("mean-color");
        Preprocessing gray = new Preprocessing(1, 1, Interpolation.BILINEAR, List.of(0.0), List.of(1 / 255.0));
        ByteBuffer colors = ByteBuffer.allocateDirect(15);
        for (int value : new int[] {10, 200, 30, 255, 255, 255, 255, 0, 0, 0, 255, 0, 0, 0, 255}) {
            colors.put((byte) value);
        }
        ByteBuffer grays = ByteBuffer.allocateDirect(2).put((byte) 7).put((byte) 200);

        try (FrozenNetwork network = FrozenNetwork.load(
                new Bound<>(spec, backbone, Settings.of(backbone, spec)), gray, engine, Device.cpu(), Precision.FP32)) {
            assertArrayEquals(new float[] {124, 255, 76, 150, 29}, network.features(colors.flip(), 5, 3), 1e-3f);
            assertArrayEquals(new float[] {7, 200}, network.features(grays.flip(), 2, 1), 1e-3f);
        }
    }
}
