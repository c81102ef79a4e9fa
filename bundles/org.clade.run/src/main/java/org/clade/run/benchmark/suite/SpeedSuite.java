package org.clade.run.benchmark.suite;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.io.FileUtils;
import org.clade.api.baseline.Baseline;
import org.clade.api.data.DataService;
import org.clade.api.engine.SpeedMeter;
import org.clade.api.engine.TensorEngine;
import org.clade.api.prediction.Predictor;
import org.clade.api.run.BenchmarkSuite;
import org.clade.api.run.RunService;
import org.clade.run.inference.Scores;
import org.clade.run.support.FrameworkSetting;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** Measures one piece after the other. */
@Component
public final class SpeedSuite implements BenchmarkSuite {

    private static final double NANOS = 1e9;

    private final List<SuiteCase> cases;
    private final TensorEngine engine;
    private final SpeedMeter meter;

    @Reference(
            target = "(clade.id=kmeans)",
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC)
    private volatile Baseline kMeans;

    /** Made by Declarative Services. */
    @Activate
    public SpeedSuite(
            @Reference RunService runs,
            @Reference Predictor predictor,
            @Reference DataService data,
            @Reference Scores scores,
            @Reference TensorEngine engine,
            @Reference SpeedMeter meter) {
        this.engine = engine;
        this.meter = meter;
        this.cases = List.of(
                new StartCase(() -> FrameworkSetting.of("clade.home").map(Path::of)),
                new DecodingCase(data),
                new TrainingCase(runs, "MMDC", "mmdc-mnist", Map.of(), 1280, 10),
                new TrainingCase(
                        runs, "GATCluster", "gatcluster-28", Map.of("batch", "320", "epochs_per_batch", "1"), 320, 1),
                new TrainingCase(runs, "DAC", "dac-mnist", Map.of("batch", "384", "epochs_per_batch", "1"), 384, 1),
                new TrainingCase(runs, "ST-DAC", "st-dac-mnist-2st", Map.of("batch", "320"), 320, 1),
                new PredictionCase(runs, predictor),
                new KMeansCase(() -> kMeans),
                new ScoringCase(scores));
    }

    /** A suite of given cases. */
    SpeedSuite(List<SuiteCase> cases, TensorEngine engine, SpeedMeter meter) {
        this.cases = cases;
        this.engine = engine;
        this.meter = meter;
    }

    @Override
    public Result measure(Duration time, Watcher watcher) throws InterruptedException {
        long begin = System.nanoTime();
        List<Figure> figures = new ArrayList<>();
        Map<String, String> failures = new LinkedHashMap<>();
        for (int i = 0; i < cases.size(); i++) {
            SuiteCase next = cases.get(i);
            watcher.begins(next.piece(), i + 1, cases.size());
            Duration left = time.minusNanos(System.nanoTime() - begin);
            Duration share = left.isNegative() ? Duration.ZERO : left.dividedBy(cases.size() - i);
            try {
                figures.addAll(measured(next, share));
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) { // of any part; the other pieces are still measured
                failures.put(next.piece(), String.valueOf(e.getMessage()));
            }
        }
        return new Result(figures, failures, meter.measure(engine.device("auto")), (System.nanoTime() - begin) / NANOS);
    }

    private static List<Figure> measured(SuiteCase next, Duration share) throws Exception {
        Path folder = Files.createTempDirectory("clade-bench");
        try {
            return next.measure(folder, share);
        } finally {
            FileUtils.deleteDirectory(folder.toFile());
        }
    }
}
