package org.clade.augment.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.clade.api.augment.ImageOperation;
import org.clade.api.data.ImageShape;
import org.clade.api.engine.TensorEngine;
import org.clade.api.part.RefusedException;
import org.clade.api.part.Settings;
import org.clade.api.random.RandomStream;
import org.clade.engine.torch.TorchEngine;
import org.clade.testkit.ImageOperationContract;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class VectorOperationsTest {

    private final TensorEngine engine = TorchEngine.start();

    interface VectorContract extends ImageOperationContract {

        @Override
        default TensorEngine engine() {
            return TorchEngine.start();
        }

        @Override
        default boolean staysWithinRange() {
            return false;
        }
    }

    @Nested
    class OfNoise implements VectorContract {
        @Override
        public ImageOperation part() {
            return new GaussianNoise();
        }

        @Override
        public List<String> settings() {
            return List.of("", "std=0", "2");
        }
    }

    @Nested
    class OfDropout implements VectorContract {
        @Override
        public ImageOperation part() {
            return new FeatureDropout();
        }

        @Override
        public List<String> settings() {
            return List.of("", "p=0", "0.5");
        }
    }

    @Nested
    class OfMixUp implements VectorContract {
        @Override
        public ImageOperation part() {
            return new MixUp();
        }

        @Override
        public List<String> settings() {
            return List.of("", "least=0.5", "1");
        }

        @Override
        public boolean staysWithinRange() {
            return true;
        }
    }

    @Nested
    class OfView implements VectorContract {
        @Override
        public ImageOperation part() {
            return new ViewChoice();
        }

        @Override
        public List<String> settings() {
            return List.of("", "count=3, take=first", "count=4, take=mean");
        }
    }

    @Test
    void takeVectorsOnly() {
        Stream.of(new GaussianNoise(), new FeatureDropout(), new MixUp(), new ViewChoice())
                .forEach(operation -> {
                    assertTrue(operation.accepts(ImageShape.vector(3)));
                    assertFalse(operation.accepts(new ImageShape(3, 1, 1)));
                });
    }

    @Test
    void noiseIsInProportionToTheVector() {
        float[] vectors = new float[2 * 4000];
        Arrays.fill(vectors, 0, 4000, 3);
        Arrays.fill(vectors, 4000, 8000, -300);
        float[] noisy = applied(new GaussianNoise(), "std=0.2", 4000, vectors);
        assertEquals(0.2 * 3, deviation(noisy, 0, 3), 0.02);
        assertEquals(0.2 * 300, deviation(noisy, 4000, -300), 2);
    }

    private static double deviation(float[] values, int from, double mean) {
        double sum = 0;
        for (int i = from; i < from + 4000; i++) {
            sum += (values[i] - mean) * (values[i] - mean);
        }
        return Math.sqrt(sum / 4000);
    }

    @Test
    void dropoutKeepsTheMean() {
        float[] vectors = new float[10_000];
        Arrays.fill(vectors, 1);
        float[] dropped = applied(new FeatureDropout(), "p=0.25", 100, vectors);
        int zeros = 0;
        for (float value : dropped) {
            assertTrue(value == 0 || Math.abs(value - 4 / 3f) < 1e-6, String.valueOf(value));
            zeros += value == 0 ? 1 : 0;
        }
        assertEquals(0.25, zeros / 1e4, 0.02);
    }

    @Test
    void mixUpStaysBetweenTheVectorAndAnother() {
        float[] vectors = new float[200];
        for (int i = 0; i < vectors.length; i++) {
            vectors[i] = i / 2 * 10;
        }
        float[] mixed = applied(new MixUp(), "least=0.9", 2, vectors);
        List<Integer> changed = new ArrayList<>();
        for (int i = 0; i < mixed.length; i += 2) {
            assertEquals(mixed[i], mixed[i + 1], 1e-3, "one share for the whole vector");
            assertEquals(vectors[i], mixed[i], 0.1 * 990 + 1e-3);
            if (Math.abs(vectors[i] - mixed[i]) > 1e-3) {
                changed.add(i);
            }
        }
        assertTrue(changed.size() > 80, changed.toString());
    }

    @Test
    void aViewIsTakenWhole() {
        float[] vectors = {1, 2, 10, 20, 3, 4, 30, 40};
        assertArrayEquals(new float[] {1, 2, 3, 4}, applied(new ViewChoice(), "take=first", 4, vectors));
        assertArrayEquals(new float[] {5.5f, 11, 16.5f, 22}, applied(new ViewChoice(), "take=mean", 4, vectors));
        float[] random = applied(new ViewChoice(), "", 4, vectors);
        for (int i = 0; i < 2; i++) {
            float first = random[2 * i];
            assertTrue(first == vectors[4 * i] || first == vectors[4 * i + 2]);
            assertEquals(first == vectors[4 * i] ? vectors[4 * i + 1] : vectors[4 * i + 3], random[2 * i + 1]);
        }
        ViewChoice choice = new ViewChoice();
        assertEquals(ImageShape.vector(8), choice.shape(ImageShape.vector(24), Settings.of(choice, "count=3")));
        assertThrows(RefusedException.class, () -> choice.shape(ImageShape.vector(25), Settings.of(choice, "count=3")));
    }

    private float[] applied(ImageOperation operation, String settings, int width, float... vectors) {
        try (NDManager manager = engine.newManager(Device.cpu())) {
            NDArray batch = manager.create(vectors, new Shape(vectors.length / width, width, 1, 1));
            return operation
                    .apply(batch, Settings.of(operation, settings), RandomStream.of(3))
                    .toFloatArray();
        }
    }
}
