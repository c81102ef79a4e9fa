package org.clade.run.benchmark;

import ai.djl.Device;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import org.clade.api.engine.SpeedMeter;
import org.clade.api.engine.TensorEngine;
import org.clade.api.run.Benchmark;
import org.clade.api.run.RunOutcome;
import org.clade.api.run.RunReport;
import org.clade.api.run.RunRequest;
import org.clade.api.run.RunSummary;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Measures speed with several trainings in sequence. */
@Component
public final class TrainingBenchmark implements Benchmark {

    private final TensorEngine engine;
    private final SpeedMeter meter;

    /** Made by Declarative Services. */
    @Activate
    public TrainingBenchmark(@Reference TensorEngine engine, @Reference SpeedMeter meter) {
        this.engine = engine;
        this.meter = meter;
    }

    @Override
    public Speeds measure(RunRequest training, List<String> precisions, int repeats, Trials trials)
            throws InterruptedException {
        Device device = engine.device(training.device());
        precisions.forEach(precision -> engine.autocast().precision(precision, device));
        Map<String, List<RunSummary>> summaries = new LinkedHashMap<>();
        for (int i = 0; i <= repeats; i++) {
            for (String precision : precisions) {
                RunSummary summary = trial(training.withPrecision(precision), trials);
                if (i > 0) {
                    summaries
                            .computeIfAbsent(precision, key -> new ArrayList<>())
                            .add(summary);
                }
            }
        }
        return new Speeds(
                by(summaries, TrialMedians::rates),
                by(summaries, TrialMedians::shares),
                peak(summaries),
                meter.measure(device));
    }

    private static RunSummary trial(RunRequest request, Trials trials) throws InterruptedException {
        RunReport report = trials.run(request);
        if (report.outcome() != RunOutcome.COMPLETED || report.summary().isEmpty()) {
            throw new TrialFailedException(report);
        }
        return report.summary().get();
    }

    private static Map<String, Map<String, Double>> by(
            Map<String, List<RunSummary>> summaries, Function<List<RunSummary>, Map<String, Double>> medians) {
        Map<String, Map<String, Double>> byPrecision = new LinkedHashMap<>();
        summaries.forEach((precision, trials) -> byPrecision.put(precision, medians.apply(trials)));
        return byPrecision;
    }

    private static OptionalLong peak(Map<String, List<RunSummary>> summaries) {
        return summaries.values().stream()
                .flatMap(List::stream)
                .map(summary -> summary.speed().peakMemoryMb())
                .flatMapToLong(OptionalLong::stream)
                .max();
    }
}
