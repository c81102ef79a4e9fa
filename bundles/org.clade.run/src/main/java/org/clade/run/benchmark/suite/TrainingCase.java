package org.clade.run.benchmark.suite;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.clade.api.data.Split;
import org.clade.api.part.RefusedException;
import org.clade.api.run.Benchmark;
import org.clade.api.run.BenchmarkSuite.Figure;
import org.clade.api.run.RunReport;
import org.clade.api.run.RunRequest;
import org.clade.api.run.RunService;
import org.clade.api.run.RunSummary;

/** The stages of a method's training in some large batches of the embedded images: targets, assignment, augmentation, steps. */
final class TrainingCase implements SuiteCase {

    private static final String DATA = "fashion-mnist-10k";

    private final RunService runs;
    private final String method;
    private final RunRequest request;

    /**
     * A case.
     *
     * @param runs starts runs
     * @param method the method's name
     * @param variant the variant
     * @param changes keys of the recipe and their values, to make a trial short
     * @param images how many images a trial has
     * @param batches how many large batches
     */
    TrainingCase(RunService runs, String method, String variant, Map<String, String> changes, int images, int batches) {
        this.runs = runs;
        this.method = method;
        this.request = RunRequest.of(variant, DATA)
                .withChanges(changes)
                .withImages(Split.ALL, images)
                .withPrecision("auto")
                .withTimed()
                .withRounds(OptionalInt.of(batches));
    }

    @Override
    public String piece() {
        return "training of " + method;
    }

    @Override
    public List<Figure> measure(Path folder, Duration time) throws Exception {
        Map<String, List<Double>> rates = new TreeMap<>();
        for (RunSummary trial : Trials.within(time, () -> train(request.withOut(folder)))) {
            trial.speed().imagesPerSecondByStage().forEach((stage, rate) -> rates.computeIfAbsent(
                            stage, key -> new ArrayList<>())
                    .add(rate));
            rates.computeIfAbsent(Benchmark.LOOP, key -> new ArrayList<>())
                    .add(trial.speed().imagesPerSecond());
        }
        return rates.entrySet().stream()
                .map(stage -> Trials.median(piece(), stage.getKey(), stage.getValue(), "images/s"))
                .toList();
    }

    private RunSummary train(RunRequest trial) throws InterruptedException {
        RunReport report = runs.start(trial).await();
        return report.summary()
                .filter(summary -> report.failure().isEmpty())
                .orElseThrow(() -> new RefusedException(report.failure()));
    }
}
