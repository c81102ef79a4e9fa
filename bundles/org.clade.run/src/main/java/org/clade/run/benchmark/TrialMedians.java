package org.clade.run.benchmark;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.stat.descriptive.rank.Median;
import org.clade.api.run.Benchmark;
import org.clade.api.run.RunSummary;

/** Medians over trials of the same training. */
final class TrialMedians {

    private TrialMedians() {}

    /** {@return the median rate of each stage and of the whole loop, in images per second} */
    static Map<String, Double> rates(List<RunSummary> trials) {
        Map<String, List<Double>> all = new LinkedHashMap<>();
        for (RunSummary trial : trials) {
            trial.speed().imagesPerSecondByStage().forEach((stage, rate) -> add(all, stage, rate));
            add(all, Benchmark.LOOP, trial.speed().imagesPerSecond());
        }
        return medians(all);
    }

    /** {@return the median share of each stage in the time of the loop, 0 to 1} */
    static Map<String, Double> shares(List<RunSummary> trials) {
        Map<String, List<Double>> all = new LinkedHashMap<>();
        for (RunSummary trial : trials) {
            Map<String, Double> seconds = loopSeconds(trial.speed().seconds());
            double loop =
                    seconds.values().stream().mapToDouble(Double::doubleValue).sum();
            seconds.forEach((stage, time) -> add(all, stage, time / loop));
        }
        return medians(all);
    }

    /** {@return the seconds of each stage of the loop that ran} */
    private static Map<String, Double> loopSeconds(RunSummary.Seconds all) {
        List<Double> times = List.of(all.targets(), all.assign(), all.augment(), all.train());
        Map<String, Double> seconds = new LinkedHashMap<>();
        for (int i = 0; i < times.size(); i++) {
            if (times.get(i) > 0) {
                seconds.put(Benchmark.STAGES.get(i), times.get(i));
            }
        }
        return seconds;
    }

    private static Map<String, Double> medians(Map<String, List<Double>> all) {
        Map<String, Double> medians = new LinkedHashMap<>();
        all.forEach((stage, values) -> medians.put(
                stage,
                new Median()
                        .evaluate(
                                values.stream().mapToDouble(Double::doubleValue).toArray())));
        return medians;
    }

    private static void add(Map<String, List<Double>> all, String stage, double value) {
        all.computeIfAbsent(stage, key -> new ArrayList<>()).add(value);
    }
}
