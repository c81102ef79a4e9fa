package org.clade.cluster.count;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.clade.api.cluster.CountAdvice;
import org.clade.api.cluster.CountAdvice.Sureness;
import org.clade.api.cluster.CountMeasures;
import org.clade.api.random.RandomStream;
import org.junit.jupiter.api.Test;

class CountRuleTest {

    /** {@return points whose silhouettes lie around a mean} */
    private static double[][] around(double mean, int starts) {
        RandomStream random = RandomStream.of(7);
        return IntStream.range(0, starts)
                .mapToObj(start -> IntStream.range(0, 2000)
                        .mapToDouble(point -> mean + random.uniform(-0.3f, 0.3f))
                        .toArray())
                .toArray(double[][]::new);
    }

    @Test
    void aClearDifferenceWinsInAllSamples() {
        double[] shares = BestShares.of(List.of(around(0.30, 5), around(0.36, 5), around(0.30, 5)), RandomStream.of(1));
        assertEquals(1, shares[1], 1e-9);
    }

    @Test
    void aDifferenceThatChanceMakesWinsInSome() {
        double[] shares =
                BestShares.of(List.of(around(0.300, 5), around(0.301, 5), around(0.2, 5)), RandomStream.of(1));
        assertTrue(shares[0] > 0.1 && shares[1] > 0.1, () -> shares[0] + " and " + shares[1]);
        assertEquals(0, shares[2]);
        assertEquals(1, shares[0] + shares[1], 1e-9);
    }

    /** {@return numbers from 8 on with shares; the silhouette follows them, and the stability is best at a number} */
    private static List<CountMeasures> curve(double silhouette, int stable, double... shares) {
        return IntStream.range(0, shares.length)
                .mapToObj(i -> new CountMeasures(
                        8 + i, silhouette + shares[i] / 100, 500 - i, 8 + i == stable ? 0.9 : 0.8, 0.4, 8, shares[i]))
                .toList();
    }

    @Test
    void theLargestShareIsRecommended() {
        CountAdvice advice = CountRule.of(curve(0.3, 11, 0, 0.35, 0.6, 0.05, 0));
        assertEquals(10, advice.k());
        assertEquals(Sureness.HIGH, advice.sureness());
        assertEquals(8, advice.calinskiHarabasz());
        assertEquals(11, advice.stability());
    }

    @Test
    void itIsLessSureWhereLessSpeaksForIt() {
        assertEquals(
                Sureness.MEDIUM,
                CountRule.of(curve(0.3, 8, 0, 0.35, 0.6, 0.05, 0)).sureness(),
                "another number is more stable");
        assertEquals(
                Sureness.MEDIUM,
                CountRule.of(curve(0.3, 10, 0.25, 0, 0.7, 0.05, 0)).sureness(),
                "a quarter of the samples speaks for another number");
        assertEquals(
                Sureness.LOW,
                CountRule.of(curve(0.3, 10, 0.25, 0, 0.5, 0, 0.25)).sureness(),
                "half of the samples speaks for others");
        assertEquals(Sureness.LOW, CountRule.of(curve(0.2, 10, 0, 0, 1, 0, 0)).sureness(), "the clusters overlap");
        assertEquals(Sureness.LOW, CountRule.of(curve(0.3, 8, 1, 0, 0, 0, 0)).sureness(), "at an end of the range");
    }

    @Test
    void ofEqualNumbersTheSmallerIsRecommended() {
        assertEquals(9, CountRule.of(curve(0.3, 9, 0, 0.5, 0.5, 0, 0)).k());
    }
}
