package org.clade.cluster.neighbors;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.Map;
import org.clade.api.data.ImageShape;
import org.clade.api.evaluation.EvaluatedRun;
import org.clade.api.random.RandomStream;
import org.clade.api.signal.Predictions;
import org.clade.api.signal.Signal;
import org.clade.engine.torch.StandaloneEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RunVectorsTest {

    private final NDManager manager = new StandaloneEngine().newManager(Device.cpu());

    @AfterEach
    void close() {
        manager.close();
    }

    private EvaluatedRun run(byte[][] images, ImageShape shape) {
        return (EvaluatedRun) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {EvaluatedRun.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "images" -> images.length;
                    case "shape" -> shape;
                    case "inferenceBatch" -> 500;
                    case "order" -> new int[] {2, 0, 1};
                    case "look" -> new Predictions(
                            Map.of(Signal.FEATURES, manager.create(new float[] {2, 20, 0, 0, 1, 10}, new Shape(3, 2))));
                    case "pixels" -> pixels(images, shape);
                    default -> null;
                });
    }

    private NDArray pixels(byte[][] images, ImageShape shape) {
        ByteBuffer all = ByteBuffer.allocateDirect(images.length * shape.bytes());
        for (byte[] image : images) {
            all.put(image);
        }
        return manager.create(
                all.flip(), new Shape(images.length, shape.channels(), shape.height(), shape.width()), DataType.UINT8);
    }

    @Test
    void featuresAreInTheOrderOfTheImages() {
        EvaluatedRun run = run(new byte[3][3], new ImageShape(3, 1, 1));
        assertArrayEquals(
                new float[] {0, 0, 1, 10, 2, 20},
                new RunVectors(run).features(manager, SearchLimit.NONE).toFloatArray());
    }

    @Test
    void aBrighterCopyIsAlikeAndAnotherSkyOverDarkGroundIsNot() {
        ImageShape shape = new ImageShape(3, 96, 96);
        byte[][] images = {scene(shape, 1, 1, 0), scene(shape, 1, 0.8, 30), scene(shape, 2, 1, 0)};
        NDArray details = new RunVectors(run(images, shape)).details(manager);
        assertEquals(new Shape(3, 28 * 28), details.getShape());
        VectorTable table = new VectorTable(details);
        assertTrue(table.cosine(0, 1) > 0.95, () -> "a copy: " + table.cosine(0, 1));
        assertTrue(table.cosine(0, 2) < 0.6, () -> "another: " + table.cosine(0, 2));
    }

    /** {@return a bright sky over dark ground, with things of its own in both} */
    private static byte[] scene(ImageShape shape, long seed, double contrast, int brightness) {
        RandomStream random = RandomStream.of(seed);
        double[] things = new double[32 * 32];
        for (int i = 0; i < things.length; i++) {
            things[i] = random.uniform(-20, 20);
        }
        byte[] image = new byte[shape.bytes()];
        for (int at = 0; at < image.length; at++) {
            int y = at / 96 % 96;
            int x = at % 96;
            double level = (y < 48 ? 190 : 50) + things[y / 3 * 32 + x / 3];
            image[at] = (byte) (level * contrast + brightness);
        }
        return image;
    }

    @Test
    void tinyImagesAreComparedAsTheyAre() {
        byte[][] images = {{1, 2, 3, 4}, {2, 3, 4, 5}, {4, 3, 2, 1}};
        NDArray details = new RunVectors(run(images, new ImageShape(1, 2, 2))).details(manager);
        VectorTable table = new VectorTable(details);
        assertEquals(1, table.cosine(0, 1), 1e-6);
        assertEquals(-1, table.cosine(0, 2), 1e-6);
    }
}
