package org.clade.backbone.vit;

import java.util.Locale;
import org.clade.golden.Golden;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PositionScalingTest {

    @ParameterizedTest
    @CsvSource({
        "4x4_to_6x5, offset",
        "4x4_to_6x5, size",
        "4x4_to_6x5, antialias",
        "4x4_to_3x2, offset",
        "4x4_to_3x2, size",
        "4x4_to_3x2, antialias",
        "37x37_to_16x16, offset",
        "37x37_to_16x16, size",
        "37x37_to_16x16, antialias",
    })
    void hasTheNumbersOfPyTorch(String sizes, String way) {
        Golden golden = Golden.load("pos_embed_" + sizes + "__" + way);
        double[] positions = golden.numbers("inputs.patch_positions");
        float[] floats = new float[positions.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) positions[i];
        }
        int[] to = golden.integers("params.to");
        float[] scaled = PositionScaling.valueOf(way.toUpperCase(Locale.ROOT))
                .scale(floats, golden.integers("params.grid")[0], to[0], to[1]);
        double[] actual = new double[scaled.length];
        for (int i = 0; i < actual.length; i++) {
            actual[i] = scaled[i];
        }
        golden.check("expected.out", actual);
    }
}
