package org.clade.backbone.features;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import org.clade.api.backbone.BackboneRequest;
import org.clade.api.backbone.FeatureShape;
import org.clade.api.backbone.StageInsert;
import org.clade.api.data.ImageShape;
import org.clade.api.engine.TensorEngine;
import org.clade.api.part.RefusedException;
import org.clade.api.part.Settings;
import org.clade.engine.torch.TorchEngine;
import org.junit.jupiter.api.Test;

class FeaturesBackboneTest {

    private final TensorEngine engine = TorchEngine.start();
    private final FeaturesBackbone backbone = new FeaturesBackbone();

    @Test
    void scalesVectors() {
        float[] vectors = {3, 4, 0, 0, 0.6f, -0.8f};
        assertArrayEquals(new float[] {0.6f, 0.8f, 0, 0, 0.6f, -0.8f}, features("", vectors), 1e-6f);
        assertArrayEquals(vectors, features("norm=none", vectors));
        // outside training, with running statistics that begin at mean 0 and variance 1
        assertArrayEquals(vectors, features("norm=batch", vectors), 1e-4f);
    }

    @Test
    void layersChangeTheWidth() {
        assertEquals(new FeatureShape(2, 1, 1), backbone.featureShape(request(ImageShape.vector(2), "width=7")));
        assertEquals(
                new FeatureShape(7, 1, 1), backbone.featureShape(request(ImageShape.vector(2), "layers=2, width=7")));
        float[] features = features("layers=2, width=7", 3, 4, 0, 0, 0.6f, -0.8f);
        assertEquals(21, features.length);
        for (float value : features) {
            assertTrue(value >= 0, "ReLU comes last");
        }
    }

    @Test
    void takesVectorsOnly() {
        assertTrue(backbone.accepts(ImageShape.vector(2)));
        ImageShape image = new ImageShape(3, 8, 8);
        assertFalse(backbone.accepts(image));
        String message = assertThrows(RefusedException.class, () -> backbone.build(request(image, "")))
                .getMessage();
        assertTrue(message.contains("vectors") && message.contains("3×8×8"), message);
    }

    private float[] features(String settings, float... vectors) {
        try (NDManager manager = engine.newManager(Device.cpu())) {
            Block block = backbone.build(request(ImageShape.vector(2), settings));
            block.initialize(manager, DataType.FLOAT32, new Shape(1, 2, 1, 1));
            NDArray input = manager.create(vectors, new Shape(vectors.length / 2, 2, 1, 1));
            return block.forward(new ParameterStore(manager, false), new NDList(input), false)
                    .singletonOrThrow()
                    .toFloatArray();
        }
    }

    private BackboneRequest request(ImageShape image, String settings) {
        return new BackboneRequest(image, 3, Settings.of(backbone, settings), StageInsert.NONE);
    }
}
