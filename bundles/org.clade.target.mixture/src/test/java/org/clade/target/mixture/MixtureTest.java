package org.clade.target.mixture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.clade.api.random.RandomStream;
import org.clade.golden.Golden;
import org.junit.jupiter.api.Test;

class MixtureTest {

    @Test
    void projectsMeansAndPointsAsTheReferenceDoes() {
        Golden golden = Golden.load("mmdc_gmm_targets");
        int d = (int) golden.number("params.d");
        double sigma = golden.number("params.sigma");
        float[] means = Sphere.projected(floats(golden, "inputs.uniform_means"), d);
        golden.check("expected.means", doubles(means));
        int[] components = golden.integers("inputs.component");
        float[] normal = floats(golden, "inputs.standard_normal");
        golden.check(
                "expected.sigma_is_standard_deviation",
                doubles(new Mixture(means, d, sigma).points(components, normal)));
        golden.check(
                "expected.sigma_is_variance",
                doubles(new Mixture(means, d, Math.sqrt(sigma)).points(components, normal)));
    }

    @Test
    void oneHotPointsWithoutWidthAreTheAxes() {
        Golden golden = Golden.load("mmdc_targets");
        int k = (int) golden.number("params.K");
        int[] components = golden.integers("inputs.component_draws");
        float[] points = Mixture.oneHot(k, k, 0).points(components, new float[components.length * k]);
        golden.check("expected.targets", doubles(points));
        assertArrayEquals(golden.integers("expected.histogram"), histogram(components, k));
    }

    /** At most six standard deviations of the binomial distribution. */
    @Test
    void countsAreDrawnOrEqual() {
        Golden golden = Golden.load("mmdc_targets");
        for (String dataset : new String[] {"MNIST", "CIFAR-10", "CIFAR-100-20", "Tiny-ImageNet"}) {
            String path = "expected.datasets." + dataset;
            int n = (int) golden.number(path + ".n");
            int k = (int) golden.number(path + ".K");
            Mixture mixture = Mixture.oneHot(k, k, 0);
            int[] drawn = histogram(mixture.components(n, RandomStream.of(1)), k);
            double mean = golden.number(path + ".mean_count");
            double square = 0;
            for (int count : drawn) {
                assertEquals(mean, count, 6 * golden.number(path + ".std_count"), dataset);
                square += (count - mean) * (count - mean) / k;
            }
            assertEquals(golden.number(path + ".std_count"), Math.sqrt(square), 0.5 * Math.sqrt(mean), dataset);
        }
        Mixture mixture = Mixture.oneHot(10, 10, 0);
        int[] equal = mixture.equalComponents(60, RandomStream.of(1));
        assertArrayEquals(golden.integers("expected.equal_counts"), histogram(equal, 10));
        assertFalse(IntStream.range(0, 60).allMatch(i -> equal[i] == i % 10), "not shuffled");
        int[] uneven = histogram(mixture.equalComponents(63, RandomStream.of(1)), 10);
        assertArrayEquals(new int[] {7, 7, 7, 6, 6, 6, 6, 6, 6, 6}, uneven);
    }

    @Test
    void randomMeansLieOnTheSphereInAllDirections() {
        Mixture mixture = Mixture.random(200, 5, 0, RandomStream.of(2));
        double[] sums = new double[5];
        for (int k = 0; k < 200; k++) {
            double square = 0;
            for (int d = 0; d < 5; d++) {
                double value = mixture.means()[k * 5 + d];
                sums[d] += value;
                square += value * value;
            }
            assertEquals(1, square, 1e-6);
        }
        for (double sum : sums) {
            assertEquals(0, sum / 200, 0.15);
        }
    }

    @Test
    void knowsWhetherItsMeansAreAllAxes() {
        assertTrue(Mixture.oneHot(4, 4, 0.3).axes());
        assertFalse(Mixture.oneHot(4, 5, 0).axes());
        assertFalse(Mixture.random(4, 4, 0, RandomStream.of(1)).axes());
        assertFalse(Mixture.random(5, 4, 0, RandomStream.of(1)).axes());
    }

    static int[] histogram(int[] components, int k) {
        int[] histogram = new int[k];
        for (int component : components) {
            histogram[component]++;
        }
        return histogram;
    }

    static float[] floats(Golden golden, String path) {
        double[] numbers = golden.numbers(path);
        float[] floats = new float[numbers.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) numbers[i];
        }
        return floats;
    }

    private static double[] doubles(float[] floats) {
        return IntStream.range(0, floats.length).mapToDouble(i -> floats[i]).toArray();
    }
}
