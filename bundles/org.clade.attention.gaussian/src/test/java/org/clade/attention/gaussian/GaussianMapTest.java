package org.clade.attention.gaussian;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.training.GradientCollector;
import com.google.gson.JsonObject;
import org.clade.api.engine.TensorEngine;
import org.clade.engine.torch.TorchEngine;
import org.clade.golden.Golden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GaussianMapTest {

    private final TensorEngine engine = TorchEngine.start();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "paper",
                "paper_wrt_theta",
                "free_factor1",
                "free_factor2",
                "free_4x7",
                "tied_factor1",
                "tied_factor2",
                "tied_factor2_wrt_theta"
            })
    void hasTheValuesAndGradientsOfEquation8(String name) {
        Golden golden = Golden.load("gat_eq8_attention_map__" + name);
        String input = golden.has("inputs.theta") ? "theta" : "theta_raw";
        GaussianMap gaussian = gaussian(golden);
        try (NDManager manager = engine.newManager(Device.cpu())) {
            NDArray given = golden.tensor(manager, "inputs." + input);
            given.setRequiresGradient(true);
            try (GradientCollector recording = engine.autograd().record()) {
                NDArray theta = input.equals("theta") ? given : Activation.sigmoid(given);
                int height = (int) golden.number("params.H");
                int width = (int) golden.number("params.W");
                NDArray map = gaussian.of(theta, height, width);
                assertEquals(new Shape(5, 1, height, width), map.getShape());
                recording.backward(
                        map.mul(golden.tensor(manager, "inputs.upstream").reshape(5, 1, height, width))
                                .sum());
                golden.check("expected.map", map);
            }
            golden.check("expected.grad." + input, given.getGradient());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sum", "mean"})
    void weighsFeaturesAsTheAttendedBranchDoes(String pooling) {
        Golden golden = Golden.load("gat_attended_feature__" + pooling);
        try (NDManager manager = engine.newManager(Device.cpu())) {
            NDArray raw = golden.tensor(manager, "inputs.theta_raw");
            NDArray features = golden.tensor(manager, "inputs.G");
            raw.setRequiresGradient(true);
            features.setRequiresGradient(true);
            try (GradientCollector recording = engine.autograd().record()) {
                NDArray map = gaussian(golden).of(Activation.sigmoid(raw), 6, 6);
                NDArray weighted = features.mul(map).reshape(3, 4, 36);
                int[] places = {2};
                NDArray attended = pooling.equals("sum") ? weighted.sum(places) : weighted.mean(places);
                recording.backward(
                        attended.mul(golden.tensor(manager, "inputs.upstream")).sum());
                golden.check("expected.attended", attended);
            }
            golden.check("expected.grad.G", features.getGradient());
            golden.check("expected.grad.theta_raw", raw.getGradient());
        }
    }

    @Test
    void theOnlyRowOfAMapIsAtZero() {
        try (NDManager manager = engine.newManager(Device.cpu())) {
            NDArray theta = manager.create(new float[] {0, 0.5f, 0.5f}, new Shape(1, 3));
            NDArray map = new GaussianMap(false, 1, 0.05, 0).of(theta, 1, 3);
            assertEquals(1, map.max().getFloat());
            assertEquals(1, map.getFloat(0, 0, 0, 1));
        }
    }

    private static GaussianMap gaussian(Golden golden) {
        JsonObject params = golden.json("params").getAsJsonObject();
        return new GaussianMap(
                params.get("attention.parameters").getAsString().equals("tied"),
                params.get("attention.alphaFactor").getAsDouble(),
                params.get("alpha").getAsDouble(),
                params.get("eps").getAsDouble());
    }
}
