package org.clade.backbone.vgg;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.core.Linear;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.clade.api.attention.AttentionRequest;
import org.clade.api.backbone.BackboneRequest;
import org.clade.api.backbone.FeatureShape;
import org.clade.api.backbone.StageInsert;
import org.clade.api.data.ImageShape;
import org.clade.api.engine.TensorEngine;
import org.clade.api.part.Settings;
import org.clade.attention.spatial.SpatialTransformer;
import org.clade.engine.torch.TorchEngine;
import org.clade.golden.Golden;
import org.clade.golden.NetworkSize;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The backbone, with spatial transformers, as ST-DAC's networks and as MMDC's small one; the facts include the head. */
class VggNetworkTest {

    private static final int CLUSTERS = 10;

    private final TensorEngine engine = TorchEngine.start();
    private final VggBackbone backbone = new VggBackbone();
    private final SpatialTransformer transformer = new SpatialTransformer(engine);

    @ParameterizedTest
    @CsvSource({"0, false", "1, false", "2, false", "3, false", "0, true", "1, true", "2, true", "3, true"})
    void hasTheParametersSizesAndCostsOfStDac(int transformers, boolean thirdPool) {
        JsonObject facts =
                Golden.load("network_facts_stdac").net("stdac_" + transformers + "st" + (thirdPool ? "_pool3" : ""));
        String settings =
                "blocks=1x64+1x128+1x256, padding=1, pool=%s, pool_norm=on, init=he, features=none, dense=3096,"
                        + " dropout=0.5";
        List<Integer> places = List.of(0, 2, 3).subList(0, transformers);
        StageInsert insert = (stage, map) -> places.contains(stage)
                ? Optional.of(transformer.build(new AttentionRequest(map, Settings.of(transformer, ""))))
                : Optional.empty();
        try (NDManager manager = engine.newManager(Device.cpu())) {
            Block block = network(manager, facts, settings.formatted(thirdPool ? "every" : "between"), insert);
            NetworkSize size = NetworkSize.of(block);
            // The output layer is linear, with bias and batch normalization.
            assertEquals(
                    facts.get("trainable_parameters").getAsLong(), size.parameters() + 3096 * CLUSTERS + 3 * CLUSTERS);
            assertEquals(facts.get("multiply_adds").getAsLong(), size.multiplyAdds() + 3096 * CLUSTERS);
            assertEquals(facts.get("conv_output_elements").getAsLong(), size.convolutionOutputs());
            assertEquals(Golden.integers(facts.get("sizes")), sizes(block, "(block|pool)\\d.*"));
            List<Integer> flat = NetworkSize.leaves(block).stream()
                    .filter(Linear.class::isInstance)
                    .map(linear -> (int) linear.getInputShapes()[0].get(1))
                    .toList();
            assertEquals(facts.get("flatten").getAsInt(), flat.get(flat.size() - 1));
            assertEquals(
                    Golden.integers(facts.get("localisation_flatten")),
                    IntStream.range(0, transformers)
                            .mapToObj(i -> flat.get(2 * i))
                            .toList());
        }
    }

    @Test
    void hasTheParametersSizesAndCostsOfMmdcsSmallNetwork() {
        JsonObject facts = Golden.load("network_facts_mmdc").net("mmdc_small_vgg_mnist");
        String settings = "blocks=1x32+1x64+1x128+1x256, padding=1, bias=off, init=he, features=none";
        try (NDManager manager = engine.newManager(Device.cpu())) {
            Block block = network(manager, facts, settings, StageInsert.NONE);
            NetworkSize size = NetworkSize.of(block);
            // The output layer is linear, with bias.
            assertEquals(facts.get("trainable_parameters").getAsLong(), size.parameters() + 1024 * CLUSTERS + CLUSTERS);
            assertEquals(facts.get("multiply_adds").getAsLong(), size.multiplyAdds() + 1024 * CLUSTERS);
            assertEquals(facts.get("conv_output_elements").getAsLong(), size.convolutionOutputs());
            assertEquals(Golden.integers(facts.get("sizes")), sizes(block, "pool\\d"));
        }
    }

    private Block network(NDManager manager, JsonObject facts, String settings, StageInsert insert) {
        List<Integer> input = Golden.integers(facts.get("input"));
        ImageShape image = new ImageShape(input.get(0), input.get(1), input.get(2));
        BackboneRequest request = new BackboneRequest(image, CLUSTERS, Settings.of(backbone, settings), insert);
        Block block = backbone.build(request);
        Shape images = new Shape(1, image.channels(), image.height(), image.width());
        block.initialize(manager, DataType.FLOAT32, images);
        FeatureShape features = backbone.featureShape(request);
        assertEquals(
                new Shape(1, features.channels(), features.height(), features.width()),
                block.getOutputShapes(new Shape[] {images})[0]);
        return block;
    }

    /** {@return the height of the images and after each step with this name} */
    private static List<Integer> sizes(Block block, String name) {
        List<Integer> sizes = new ArrayList<>();
        Shape[] shapes = block.getInputShapes();
        sizes.add((int) shapes[0].get(2));
        for (String key : block.getChildren().keys()) {
            shapes = block.getChildren().get(key).getOutputShapes(shapes);
            if (key.substring(2).matches(name)) {
                sizes.add((int) shapes[0].get(2));
            }
        }
        return sizes;
    }
}
