package com.example.parts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import java.util.List;
import org.clade.api.backbone.Backbone;
import org.clade.api.backbone.BackboneRequest;
import org.clade.api.backbone.FeatureShape;
import org.clade.api.backbone.StageInsert;
import org.clade.api.data.ImageShape;
import org.clade.api.part.RefusedException;
import org.clade.api.part.Settings;
import org.clade.testkit.BackboneContract;
import org.junit.jupiter.api.Test;

class SeparableBackboneTest implements BackboneContract {

    @Override
    public Backbone part() {
        return new SeparableBackbone();
    }

    @Override
    public List<String> settings() {
        return List.of("", "blocks=2x8");
    }

    @Test
    void theMapIsHalvedBetweenBlocks() {
        assertEquals(new FeatureShape(128, 7, 7), part().featureShape(request("", 28)));
    }

    @Test
    void fourPixelsAreTheLeast() {
        assertEquals(new FeatureShape(128, 1, 1), part().featureShape(request("", 4)));
        assertThrows(RefusedException.class, () -> part().featureShape(request("", 3)));
    }

    /** Stem 9·8, then depthwise 9·8 and pointwise 8·8; gamma and beta after each. */
    @Test
    void itHasFewWeights() {
        try (NDManager manager = engine().newManager(Device.cpu())) {
            Block block = part().build(request("blocks=1x8", 28));
            block.initialize(manager, DataType.FLOAT32, new Shape(1, 1, 28, 28));
            long weights = block.getParameters().values().stream()
                    .filter(Parameter::requiresGradient)
                    .mapToLong(parameter -> parameter.getArray().size())
                    .sum();
            assertEquals(9 * 8 + 9 * 8 + 8 * 8 + 3 * 2 * 8, weights);
        }
    }

    private BackboneRequest request(String settings, int size) {
        return new BackboneRequest(new ImageShape(1, size, size), 10, Settings.of(part(), settings), StageInsert.NONE);
    }
}
