package org.clade.backbone.allconv;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.clade.api.backbone.BackboneRequest;
import org.clade.api.backbone.FeatureShape;
import org.clade.api.backbone.StageInsert;
import org.clade.api.data.ImageShape;
import org.clade.api.engine.ForwardMode;
import org.clade.api.engine.TensorEngine;
import org.clade.api.part.PartSpec;
import org.clade.api.part.RefusedException;
import org.clade.api.part.Settings;
import org.clade.engine.torch.TorchEngine;
import org.clade.layer.Layers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AllConvBackboneTest {

    private static final String SMALL = "blocks=2x3+1x4, average=1";

    private final TensorEngine engine = TorchEngine.start();
    private final AllConvBackbone backbone = new AllConvBackbone();

    /** The first script for CIFAR-10 averages 4×4 of 5×5: the last row and column do not count. */
    @Test
    void whatIsLeftOverOfTheMapCountsForNothing() {
        try (NDManager manager = engine.newManager(Device.cpu())) {
            // Five pixels of the map see 14 of the image each: all but the last row's see rows 0 to 27.
            Block block = backbone.build(request(new ImageShape(1, 32, 32), "blocks=2x3+2x4", StageInsert.NONE));
            NDArray images = manager.randomNormal(new Shape(2, 1, 32, 32));
            block.initialize(manager, DataType.FLOAT32, images.getShape());
            float[] whole = said(block, images, ForwardMode.EVALUATION);
            NDArray cut = images.duplicate();
            cut.set(new NDIndex(":, :, 28:, :"), 100f);
            cut.set(new NDIndex(":, :, :, 28:"), 100f);
            assertArrayEquals(whole, said(block, cut, ForwardMode.EVALUATION));
            cut.set(new NDIndex(":, :, 27, :"), 100f);
            assertFalse(Arrays.equals(whole, said(block, cut, ForwardMode.EVALUATION)));
        }
    }

    @Test
    void convolutionsBeginAsHeSays() {
        try (NDManager manager = engine.newManager(Device.cpu())) {
            engine.seed(3);
            Block block = backbone.build(request(new ImageShape(3, 32, 32), "", StageInsert.NONE));
            block.initialize(manager, DataType.FLOAT32, new Shape(1, 3, 32, 32));
            NDArray weight =
                    block.getParameters().get("05block2.2_01convolution_weight").getArray();
            double deviation = Math.sqrt(2.0 / (9 * 128));
            assertEquals(deviation, Math.sqrt(weight.square().mean().getFloat()), 0.01 * deviation);
            assertTrue(weight.abs().max().getFloat() > 3 * deviation, "normal, not truncated");
            NDArray bias =
                    block.getParameters().get("05block2.2_01convolution_bias").getArray();
            assertEquals(0, bias.abs().max().getFloat());
        }
    }

    @Test
    void normalizesByTheBatchWhereItIsToldTo() {
        try (NDManager manager = engine.newManager(Device.cpu())) {
            Block block =
                    backbone.build(request(new ImageShape(1, 12, 12), SMALL + ", pool_norm=on", StageInsert.NONE));
            NDArray images = manager.randomNormal(new Shape(8, 1, 12, 12)).mul(3);
            block.initialize(manager, DataType.FLOAT32, images.getShape());
            float[] batch = said(block, images, ForwardMode.BATCH_STATISTICS);
            float[] running = said(block, images, ForwardMode.EVALUATION);
            assertArrayEquals(said(block, images, ForwardMode.TRAINING), batch, 1e-5f);
            assertFalse(Arrays.equals(running, batch));
        }
    }

    @Test
    void asksForInsertsOnTheImagesAndAfterEveryBlockBeforePooling() {
        List<String> asked = new ArrayList<>();
        StageInsert insert = (stage, map) -> {
            asked.add(stage + ": " + map);
            return stage == 1 ? Optional.of(Layers.sigmoid()) : Optional.empty();
        };
        Block block = backbone.build(request(new ImageShape(3, 12, 12), SMALL + ", pool_norm=on", insert));
        assertEquals(List.of("0: 3×12×12", "1: 3×8×8", "2: 4×2×2"), asked);
        assertEquals(
                List.of(
                        "01block1.1",
                        "02block1.2",
                        "03insert1",
                        "04pool1",
                        "05poolnorm1",
                        "06block2.1",
                        "07pool2",
                        "08poolnorm2",
                        "09features",
                        "10average",
                        "11averagenorm"),
                block.getChildren().keys());
    }

    @ParameterizedTest
    @CsvSource({
        "'', 28",
        "'blocks=3x64+3x128, pool_norm=on, average=2', 26",
        "'blocks=3x64+3x128+3x256, average=6', 90",
        "'kernel=5, pool=4', 88"
    })
    void theSizeThatARefusalNamesIsTheLeast(String settings, int least) {
        FeatureShape features =
                backbone.featureShape(request(new ImageShape(1, least, least), settings, StageInsert.NONE));
        assertEquals(new FeatureShape(10, 1, 1), features);
        RefusedException refusal = assertThrows(
                RefusedException.class,
                () -> backbone.build(request(new ImageShape(1, 300, least - 1), settings, StageInsert.NONE)));
        assertTrue(refusal.getMessage().contains("at least " + least + "×" + least), refusal.getMessage());
    }

    @Test
    void refusesBlocksThatAreNotWrittenSo() {
        RefusedException refusal = assertThrows(
                RefusedException.class,
                () -> backbone.featureShape(request(new ImageShape(1, 96, 96), "blocks=3x64+", StageInsert.NONE)));
        assertTrue(refusal.getMessage().startsWith("blocks=3x64+ does not fit allconv"), refusal.getMessage());
    }

    private float[] said(Block block, NDArray images, ForwardMode mode) {
        return engine.autograd()
                .noGrad(() -> block.forward(
                                new ParameterStore(images.getManager(), false),
                                new NDList(images),
                                mode.training(),
                                mode.options())
                        .singletonOrThrow())
                .toFloatArray();
    }

    private BackboneRequest request(ImageShape image, String settings, StageInsert insert) {
        return new BackboneRequest(
                image, 10, Settings.of(backbone, PartSpec.parse("allconv(" + settings + ")")), insert);
    }
}
