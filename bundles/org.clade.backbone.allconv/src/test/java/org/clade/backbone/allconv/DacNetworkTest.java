package org.clade.backbone.allconv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.clade.api.backbone.BackboneRequest;
import org.clade.api.backbone.FeatureShape;
import org.clade.api.backbone.StageInsert;
import org.clade.api.data.ImageShape;
import org.clade.api.engine.TensorEngine;
import org.clade.api.head.HeadRequest;
import org.clade.api.part.Settings;
import org.clade.engine.torch.TorchEngine;
import org.clade.golden.Golden;
import org.clade.golden.NetworkSize;
import org.clade.head.RestraintHead;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Backbone and head composed to DAC's networks. */
class DacNetworkTest {

    private final TensorEngine engine = TorchEngine.start();
    private final AllConvBackbone allconv = new AllConvBackbone();
    private final RestraintHead restraint = new RestraintHead();

    @ParameterizedTest
    @CsvSource({
        "dac_mnist, 'blocks=3x64+3x128, pool_norm=on, average=2'",
        "dac_cifar10_1, ''",
        "dac_cifar10_2, 'blocks=3x64+3x128, average=3'",
        "dac_cifar100, ''",
        "dac_stl10_imagenet10, 'blocks=3x64+3x128+3x256, average=6'",
        "dac_dog, 'kernel=5, pool=4'"
    })
    void hasTheParametersSizesAndCostsOfTheFacts(String name, String settings) {
        JsonObject facts = Golden.load("network_facts_dac").net(name);
        List<Integer> input = Golden.integers(facts.get("input"));
        int clusters = facts.getAsJsonArray("output").get(0).getAsInt();
        Shape images = new Shape(1, input.get(0), input.get(1), input.get(2));
        BackboneRequest request = new BackboneRequest(
                new ImageShape(input.get(0), input.get(1), input.get(2)),
                clusters,
                Settings.of(allconv, settings),
                StageInsert.NONE);
        FeatureShape features = allconv.featureShape(request);
        assertEquals(new FeatureShape(clusters, 1, 1), features);
        Block backbone = allconv.build(request);
        Block head = restraint.build(
                new HeadRequest(features, clusters, false, Settings.of(restraint, "layers=2, init=identity")));
        try (NDManager manager = engine.newManager(Device.cpu())) {
            backbone.initialize(manager, DataType.FLOAT32, images);
            head.initialize(manager, DataType.FLOAT32, new Shape(1, clusters, 1, 1));

            NetworkSize size = NetworkSize.of(backbone, head);
            assertEquals(facts.get("trainable_parameters").getAsLong(), size.parameters());
            assertEquals(Golden.integers(facts.get("sizes")), sizes(backbone, images));
            assertEquals(facts.get("conv_output_elements").getAsLong(), size.convolutionOutputs());
            assertEquals(facts.get("multiply_adds").getAsLong(), size.multiplyAdds());
        }
    }

    /** The input's, then after each convolution and each pooling. */
    private static List<Integer> sizes(Block backbone, Shape images) {
        List<Integer> sizes = new ArrayList<>(List.of((int) images.get(2)));
        Shape[] shapes = {images};
        for (var child : backbone.getChildren()) {
            shapes = child.getValue().getOutputShapes(shapes);
            if (!child.getKey().endsWith("norm") && !child.getKey().contains("poolnorm")) {
                sizes.add((int) shapes[0].get(2));
            }
        }
        assertTrue(sizes.size() > 2);
        return sizes;
    }
}
