package org.clade.testkit.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.clade.api.baseline.Baseline;
import org.clade.api.part.Part;
import org.clade.api.part.RefusedException;
import org.clade.api.part.Settings;
import org.clade.api.schedule.LearningRateSchedule;
import org.clade.engine.torch.TorchEngine;
import org.junit.jupiter.api.Test;

/** Faults that the contracts of schedules and baselines find. */
class BrokenSchedulesAndBaselinesTest {

    private static List<String> broken(Part part) {
        return PartChecks.of(part, Settings.of(part, ""), TorchEngine.start()).stream()
                .filter(check -> check.finding().isPresent())
                .map(Check::promise)
                .toList();
    }

    @Test
    void aRightSchedule() {
        assertEquals(List.of(), broken((LearningRateSchedule) (epoch, epochs, settings) -> 1.0 / (1 + epoch)));
    }

    @Test
    void schedulesThatGoUphillOrNowhere() {
        LearningRateSchedule line = (epoch, epochs, settings) -> 1 - 2.0 * epoch / epochs;
        assertEquals(
                List.of("every epoch has a rate", "a run without a fixed length has rates, or a refusal in words"),
                broken(line));
        assertEquals(
                List.of("the rate is not always 0"), broken((LearningRateSchedule) (epoch, epochs, settings) -> 0));
    }

    @Test
    void schedulesThatRemember() {
        AtomicInteger asked = new AtomicInteger();
        assertEquals(List.of("a resumed run has the same rates"), broken((LearningRateSchedule)
                (epoch, epochs, settings) -> 1.0 / asked.incrementAndGet()));
    }

    @Test
    void aRightBaseline() {
        assertEquals(
                List.of(), broken((Baseline) (rows, clusters, settings, random) -> nearestOfFarthest(rows, clusters)));
    }

    @Test
    void baselinesThatCountFromOne() {
        Baseline shifted = (rows, clusters, settings, random) -> Arrays.stream(nearestOfFarthest(rows, clusters))
                .map(cluster -> cluster + 1)
                .toArray();
        assertEquals(
                List.of(
                        "separate groups are found",
                        "only the draws are random",
                        "vectors stay unchanged",
                        "one cluster takes all",
                        "there can be as many clusters as vectors",
                        "numbers below zero are clustered or refused in words"),
                broken(shifted));
    }

    @Test
    void baselinesThatChangeDrawAndNeverRefuse() {
        AtomicInteger calls = new AtomicInteger();
        Baseline wild = (rows, clusters, settings, random) -> {
            rows[0][0] += 1;
            int call = calls.incrementAndGet();
            int[] found = new int[rows.length];
            Arrays.setAll(found, i -> (i + call) % Math.max(1, clusters - i % 2));
            return found;
        };
        assertEquals(
                List.of(
                        "separate groups are found",
                        "only the draws are random",
                        "vectors stay unchanged",
                        "impossible numbers of clusters are refused in words"),
                broken(wild));
    }

    /** Takes as centers the first vector, then always the farthest from the chosen ones. */
    private static int[] nearestOfFarthest(double[][] rows, int clusters) {
        if (clusters < 1 || clusters > rows.length) {
            throw new RefusedException("There are %s vectors.".formatted(rows.length));
        }
        int[] nearest = new int[rows.length];
        double[] least = new double[rows.length];
        Arrays.fill(least, Double.POSITIVE_INFINITY);
        int center = 0;
        for (int cluster = 0; cluster < clusters; cluster++) {
            int farthest = 0;
            for (int i = 0; i < rows.length; i++) {
                double distance = 0;
                for (int at = 0; at < rows[i].length; at++) {
                    distance += Math.pow(rows[i][at] - rows[center][at], 2);
                }
                if (distance < least[i]) {
                    least[i] = distance;
                    nearest[i] = cluster;
                }
                farthest = least[i] > least[farthest] ? i : farthest;
            }
            center = farthest;
        }
        return nearest;
    }
}
