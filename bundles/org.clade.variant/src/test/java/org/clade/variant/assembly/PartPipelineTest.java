package org.clade.variant.assembly;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.clade.api.augment.ImageOperation;
import org.clade.api.data.ImageShape;
import org.clade.api.part.PartSpec;
import org.clade.api.part.Settings;
import org.clade.api.random.RandomStream;
import org.clade.api.variant.Bound;
import org.clade.engine.torch.TorchEngine;
import org.junit.jupiter.api.Test;

class PartPipelineTest {

    /** Brightens by a random amount, to distinguish streams. */
    private static final class Brighter implements ImageOperation {
        @Override
        public NDArray apply(NDArray images, Settings settings, RandomStream random) {
            return images.add((float) random.uniform(1, 2));
        }
    }

    private static Bound<ImageOperation> bound(ImageOperation operation) {
        PartSpec spec = PartSpec.parse("brighter");
        return new Bound<>(spec, operation, Settings.of(operation, spec));
    }

    @Test
    void eightBitsBecomeZeroToOneAndOperationsFollow() {
        try (NDManager manager = TorchEngine.start().newManager(Device.cpu())) {
            NDArray images = manager.create(
                    ByteBuffer.wrap(new byte[] {0, (byte) 255, 51, (byte) 204}), new Shape(1, 1, 2, 2), DataType.UINT8);

            NDArray plain = new PartPipeline(List.of()).apply(images, RandomStream.of(1));
            NDArray twice = new PartPipeline(List.of(bound(new Brighter()), bound(new Brighter())))
                    .apply(images, RandomStream.of(1));

            assertArrayEquals(new float[] {0, 1, 0.2f, 0.8f}, plain.toFloatArray(), 1e-7f);
            double first = RandomStream.of(1).derive(0, "brighter").uniform(1, 2);
            double second = RandomStream.of(1).derive(1, "brighter").uniform(1, 2);
            assertEquals(first + second, twice.getFloat(0, 0, 0, 0), 1e-6);
            assertEquals(DataType.UINT8, images.getDataType());
        }
    }

    @Test
    void nothingIsLeftBehind() {
        try (NDManager manager = TorchEngine.start().newManager(Device.cpu())) {
            NDArray images = manager.create(ByteBuffer.allocate(4), new Shape(1, 1, 2, 2), DataType.UINT8);
            PartPipeline pipeline = new PartPipeline(List.of(bound(new Brighter())));
            for (int i = 0; i < 50; i++) {
                pipeline.apply(images, RandomStream.of(i)).close();
            }
            assertEquals(1, manager.getManagedArrays().size());
        }
    }

    @Test
    void theShapeIsTheLastOperations() {
        assertEquals(new ImageShape(1, 2, 2), new PartPipeline(List.of()).shape(new ImageShape(1, 2, 2)));
        assertEquals(Map.of(), bound(new Brighter()).settings().written());
    }
}
