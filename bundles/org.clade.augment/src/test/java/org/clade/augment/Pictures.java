package org.clade.augment;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.clade.api.augment.ImageOperation;
import org.clade.api.part.Settings;
import org.clade.api.random.RandomStream;
import org.clade.engine.torch.TorchEngine;
import org.clade.golden.Golden;

/** Images for tests: golden ones, which are row, column, channel in levels, and random ones. */
final class Pictures implements AutoCloseable {

    final NDManager manager = TorchEngine.start().newManager(Device.cpu());

    /** {@return the golden image as a batch of {@code copies}, 0 to 1} */
    NDArray golden(Golden golden, int copies) {
        NDArray levels = golden.tensor(manager, "inputs.image");
        NDArray image = levels.getShape().dimension() == 2
                ? levels.expandDims(0)
                : levels.transpose(2, 0, 1).duplicate();
        return image.expandDims(0).div(255f).repeat(0, copies);
    }

    /** Compares one image of a batch with a golden one, in levels, with a tolerance in levels. */
    void check(Golden golden, String expected, double levels, NDArray batch, int image) {
        NDArray one = batch.get(image).mul(255f);
        NDArray ordered = golden.shape(expected).length == 2 ? one.get(0) : one.transpose(1, 2, 0);
        float[] floats = ordered.duplicate().toFloatArray();
        double[] numbers = new double[floats.length];
        for (int i = 0; i < floats.length; i++) {
            numbers[i] = floats[i];
        }
        golden.check(expected, levels + 1e-4, 0, numbers);
    }

    /** {@return random 8-bit images, 0 to 1} */
    NDArray random(long seed, int count, int channels, int height, int width) {
        RandomStream random = RandomStream.of(seed);
        float[] values = new float[count * channels * height * width];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.below(256) / 255f;
        }
        return manager.create(values, new Shape(count, channels, height, width));
    }

    /** {@return the result of an operation with options as in a recipe} */
    static NDArray apply(ImageOperation operation, String options, NDArray images, RandomStream random) {
        return operation.apply(images, Settings.of(operation, options), random);
    }

    @Override
    public void close() {
        manager.close();
    }
}
