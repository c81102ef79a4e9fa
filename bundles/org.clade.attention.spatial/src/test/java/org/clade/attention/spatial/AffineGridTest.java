package org.clade.attention.spatial;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.clade.api.engine.TensorEngine;
import org.clade.engine.torch.TorchEngine;
import org.clade.golden.Golden;
import org.junit.jupiter.api.Test;

class AffineGridTest {

    private final TensorEngine engine = TorchEngine.start();

    @Test
    void leadsToThePlacesOfTheTransform() {
        Golden golden = Golden.load("stdac_affine_grid");
        try (NDManager manager = engine.newManager(Device.cpu())) {
            NDArray theta = golden.tensor(manager, "inputs.theta").reshape(4, 6);
            NDArray places = new AffineGrid(5, 7).of(theta);
            assertEquals(new Shape(4, 5, 7, 2), places.getShape());
            NDArray x = places.get("..., 0");
            NDArray y = places.get("..., 1");
            golden.check("expected.xs", x);
            golden.check("expected.ys", y);
            golden.check("expected.pixel_x_W_over_2", x.add(1).mul(7 / 2f));
            golden.check("expected.pixel_y_H_over_2", y.add(1).mul(5 / 2f));
            golden.check("expected.pixel_x_Wm1_over_2", x.add(1).mul(3));
            golden.check("expected.pixel_y_Hm1_over_2", y.add(1).mul(2));
            golden.check(
                    "expected.torch_affine_grid_align_corners_false",
                    new AffineGrid(5, 7).of(theta.mul(AffineSamplerTest.withoutCorners(manager, 5, 7))));
        }
    }
}
