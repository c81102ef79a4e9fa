package org.clade.baseline;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.stream.IntStream;
import org.clade.api.baseline.Baseline;
import org.clade.api.data.Dataset;
import org.clade.api.data.ImageScaler;
import org.clade.api.data.ImageShape;
import org.clade.api.data.ResizedCrop;
import org.clade.api.engine.TensorEngine;
import org.clade.api.part.Settings;
import org.clade.api.random.RandomStream;
import org.clade.data.fashionmnist.FashionMnistSource;
import org.clade.engine.torch.TorchEngine;
import org.clade.metric.ArithmeticNmi;
import org.junit.jupiter.api.Test;

/** Every method on the pixels of 1,000 real images; chance has an NMI of about 0.02. */
class ClothingTest {

    @Test
    void everyMethodSeesKindsOfClothing() {
        Dataset set = new FashionMnistSource(new ImageScaler() {
                    @Override
                    public byte[] scale(byte[] image, ImageShape shape, int height, int width) {
                        return image;
                    }

                    @Override
                    public byte[] center(byte[] image, ImageShape shape, ResizedCrop crop) {
                        return image;
                    }
                })
                .open();
        ByteBuffer pixels = set.read(0, 0, read -> {});
        double[][] rows = IntStream.range(0, 1000)
                .mapToObj(i -> IntStream.range(0, 784)
                        .mapToDouble(at -> (pixels.get(784 * i + at) & 0xFF) / 255.0)
                        .toArray())
                .toArray(double[][]::new);
        int[] truth = IntStream.of(set.labels().orElseThrow()).limit(1000).toArray();
        TensorEngine engine = TorchEngine.start();
        Map<String, Baseline> methods = Map.of(
                "kmeans", new KMeans(),
                "spectral", new Spectral(engine),
                "agglomerative", new Agglomerative(engine),
                "nmf", new Nmf(engine));
        methods.forEach((name, method) -> {
            int[] clusters = method.cluster(rows, 10, Settings.of(method, ""), RandomStream.of(1));
            double nmi = new ArithmeticNmi().score(truth, clusters);
            assertTrue(nmi > 0.4, name + " has an NMI of " + nmi);
        });
    }
}
