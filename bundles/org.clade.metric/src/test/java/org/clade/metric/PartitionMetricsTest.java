package org.clade.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.clade.api.metric.Partition;
import org.clade.api.metric.PartitionMetric;
import org.junit.jupiter.api.Test;

class PartitionMetricsTest {

    private final Partition even = partition(4, 0, 1, 2, 3, 3, 2, 1, 0);
    private final Partition collapsed = partition(4, 2, 2, 2, 2);
    private final Partition uneven = partition(4, 0, 0, 0, 1);

    @Test
    void effectiveClustersCountEqualShares() {
        assertEquals(4, new EffectiveClusters().score(even), 1e-12);
        assertEquals(1, new EffectiveClusters().score(collapsed), 0);
        // (3/4)^(-3/4) · (1/4)^(-1/4)
        assertEquals(1.7547653506033232, new EffectiveClusters().score(uneven), 1e-12);
    }

    @Test
    void entropyIsInNats() {
        assertEquals(Math.log(4), new ShareEntropy().score(even), 1e-12);
        assertEquals(0.0, new ShareEntropy().score(collapsed), 0);
        assertEquals(0.5623351446188083, new ShareEntropy().score(uneven), 1e-12);
    }

    @Test
    void largestShareIsOfAllImages() {
        assertEquals(0.25, new LargestShare().score(even), 0);
        assertEquals(1, new LargestShare().score(collapsed), 0);
        assertEquals(0.75, new LargestShare().score(uneven), 0);
    }

    @Test
    void confidenceIsAveraged() {
        assertEquals(
                0.5, new MeanConfidence().score(new Partition(new int[] {0, 1}, new float[] {0.25f, 0.75f}, 2)), 1e-12);
    }

    @Test
    void noImagesAreAnError() {
        for (PartitionMetric metric :
                List.of(new EffectiveClusters(), new ShareEntropy(), new LargestShare(), new MeanConfidence())) {
            assertThrows(IllegalArgumentException.class, () -> metric.score(partition(3)));
        }
    }

    private static Partition partition(int k, int... clusters) {
        return new Partition(clusters, new float[clusters.length], k);
    }
}
