package org.clade.run.benchmark.suite;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.clade.api.data.Split;
import org.clade.api.part.RefusedException;
import org.clade.api.prediction.PredictionRequest;
import org.clade.api.prediction.PredictionSummary;
import org.clade.api.prediction.Predictor;
import org.clade.api.run.BenchmarkSuite.Figure;
import org.clade.api.run.InferenceReport;
import org.clade.api.run.RunReport;
import org.clade.api.run.RunRequest;
import org.clade.api.run.RunService;

/** Assigns new images with MMDC's ResNet-18, in each precision that the machine has. */
final class PredictionCase implements SuiteCase {

    private static final String TRAINING = "noise(images=64, size=32, channels=3)";
    private static final String IMAGES = "noise(images=512, size=32, channels=3)";
    private static final List<String> PRECISIONS = List.of("fp32", "bf16");

    private final RunService runs;
    private final Predictor predictor;

    /**
     * The case.
     *
     * @param runs trains the network for a moment
     * @param predictor assigns
     */
    PredictionCase(RunService runs, Predictor predictor) {
        this.runs = runs;
        this.predictor = predictor;
    }

    @Override
    public String piece() {
        return "prediction";
    }

    @Override
    public List<Figure> measure(Path folder, Duration time) throws Exception {
        RunReport trained = runs.start(RunRequest.of("mmdc-cifar10", TRAINING)
                        .withChanges(Map.of("batch", "32", "minibatch", "32"))
                        .withImages(Split.ALL, 64)
                        .withRounds(OptionalInt.of(1))
                        .withTimed()
                        .withOut(folder))
                .await();
        if (!trained.failure().isEmpty()) {
            throw new RefusedException(trained.failure());
        }
        List<Figure> figures = new ArrayList<>();
        for (String precision : PRECISIONS) {
            try {
                figures.add(Trials.median(
                        piece(),
                        "ResNet-18 of mmdc-cifar10, " + precision,
                        Trials.within(time.dividedBy(PRECISIONS.size()), () -> rate(trained.folder(), precision)),
                        "images/s"));
            } catch (RefusedException e) {
                if (figures.isEmpty()) {
                    throw e;
                }
                // the machine does not have this precision
            }
        }
        return figures;
    }

    private double rate(Path run, String precision) throws InterruptedException {
        InferenceReport<PredictionSummary> report = predictor
                .start(PredictionRequest.of(run, IMAGES).withPrecision(precision))
                .await();
        return report.result()
                .map(PredictionSummary::imagesPerSecond)
                .orElseThrow(() -> new RefusedException(report.failure()));
    }
}
