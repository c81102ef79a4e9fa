package com.example.parts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.clade.api.augment.ImageOperation;
import org.clade.api.part.Settings;
import org.clade.api.random.RandomStream;
import org.clade.testkit.ImageOperationContract;
import org.junit.jupiter.api.Test;

class CutoutTest implements ImageOperationContract {

    @Override
    public ImageOperation part() {
        return new Cutout();
    }

    @Override
    public List<String> settings() {
        return List.of("", "1", "size=50");
    }

    /** On a torus of 20×20 places the square of 8 covers a tenth; at the borders less of it lies within. */
    @Test
    void everyImageLosesASquareOfItsOwn() {
        int images = 200;
        try (NDManager manager = engine().newManager(Device.cpu())) {
            float[] kept = part().apply(
                            manager.ones(new Shape(images, 1, 20, 20)),
                            Settings.of(part(), "size=8"),
                            RandomStream.of(3))
                    .sum(new int[] {1, 2, 3})
                    .toFloatArray();
            Set<Float> amounts = new HashSet<>();
            for (float pixels : kept) {
                assertTrue(pixels >= 400 - 64 && pixels <= 400 - 16, () -> pixels + " pixels of 400 are left");
                amounts.add(pixels);
            }
            assertTrue(amounts.size() > 3 && amounts.contains(336f), amounts::toString);
        }
    }

    @Test
    void aSquareLargerThanTheImageLeavesNothingOfManyImages() {
        try (NDManager manager = engine().newManager(Device.cpu())) {
            float left = part().apply(
                            manager.ones(new Shape(4, 3, 6, 6)), Settings.of(part(), "size=12"), RandomStream.of(3))
                    .sum()
                    .getFloat();
            assertEquals(0, left);
        }
    }
}
