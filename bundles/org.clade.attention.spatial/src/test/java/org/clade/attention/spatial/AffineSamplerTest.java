package org.clade.attention.spatial;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.function.BinaryOperator;
import org.clade.api.engine.TensorEngine;
import org.clade.api.engine.TensorOperators.Padding;
import org.clade.api.engine.TensorOperators.Sampling;
import org.clade.engine.torch.TorchEngine;
import org.clade.golden.Golden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AffineSamplerTest {

    private final TensorEngine engine = TorchEngine.start();

    @ParameterizedTest
    @CsvSource({"stdac_sampler__W_over_2, false", "stdac_sampler__Wm1_over_2, true"})
    void hasTheValuesAndGradientsOfTheReleasedSampler(String name, boolean corners) {
        check(name, new AffineSampler(engine, corners, 6, 7)::of);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theEnginesOperatorAgreesOnTheSameGrid(boolean corners) {
        check("stdac_grid_sample__align_corners_" + corners, (image, theta) -> {
            NDArray matrix = corners ? theta : theta.mul(withoutCorners(theta.getManager(), 6, 7));
            NDArray places = new AffineGrid(6, 7).of(matrix);
            return engine.operators().gridSample(image, places, Sampling.BILINEAR, Padding.ZEROS, corners);
        });
    }

    @Test
    void theIdentityIsASlightStretchWithZerosAtTheEnd() {
        Golden golden = Golden.load("stdac_sampler_identity");
        try (NDManager manager = engine.newManager(Device.cpu())) {
            NDArray transformed = new AffineSampler(engine, false, 6, 7)
                    .of(
                            golden.tensor(manager, "inputs.image"),
                            golden.tensor(manager, "inputs.theta").reshape(1, 6));
            golden.check("expected.out", transformed);
            assertEquals(0, transformed.get("..., 6").abs().max().getFloat());
            assertEquals(0, transformed.get("..., 5, :").abs().max().getFloat());
        }
    }

    @Test
    void withCornersTheIdentityKeepsAllButTheEnd() {
        try (NDManager manager = engine.newManager(Device.cpu())) {
            NDArray images = manager.randomUniform(1, 2, new Shape(2, 3, 5, 8));
            NDArray theta = manager.create(new float[] {1, 0, 0, 0, 1, 0}, new Shape(1, 6))
                    .repeat(0, 2);
            NDArray transformed = new AffineSampler(engine, true, 5, 8).of(images, theta);
            NDArray difference = transformed.sub(images).get("..., :4, :7").abs();
            assertEquals(0, difference.max().getFloat(), 1e-5);
            assertEquals(0, transformed.get("..., 7").abs().max().getFloat());
        }
    }

    /** {@return factors for positions between the corner pixels' outer edges, as in PyTorch's own grid without corners} */
    static NDArray withoutCorners(NDManager manager, int height, int width) {
        float x = (width - 1f) / width;
        float y = (height - 1f) / height;
        return manager.create(new float[] {x, y, 1, x, y, 1}, new Shape(1, 6));
    }

    private void check(String name, BinaryOperator<NDArray> sampler) {
        Golden golden = Golden.load(name);
        try (NDManager manager = engine.newManager(Device.cpu())) {
            NDArray image = golden.tensor(manager, "inputs.image");
            NDArray theta = golden.tensor(manager, "inputs.theta").reshape(3, 6);
            image.setRequiresGradient(true);
            theta.setRequiresGradient(true);
            try (GradientCollector recording = engine.autograd().record()) {
                NDArray transformed = sampler.apply(image, theta);
                NDArray loss = transformed
                        .mul(golden.tensor(manager, "inputs.upstream"))
                        .sum();
                recording.backward(loss);
                golden.check("expected.out", transformed);
                golden.check("expected.loss", loss);
            }
            golden.check("expected.grad.image", image.getGradient());
            golden.check("expected.grad.theta", theta.getGradient());
        }
    }
}
