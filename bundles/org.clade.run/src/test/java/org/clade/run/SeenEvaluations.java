package org.clade.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.clade.api.evaluation.EvaluatedRun;
import org.clade.api.evaluation.EvaluationListener;
import org.clade.api.evaluation.EvaluationPoint;

/** Remembers what listeners were told. */
public final class SeenEvaluations implements EvaluationListener {

    /** Where the run stood, each time. */
    public final List<EvaluationPoint> points = new ArrayList<>();

    /** The label features of the sample, each time. */
    public final List<float[][]> samples = new ArrayList<>();

    /** The images of the sample, each time. */
    public final List<int[]> sampled = new ArrayList<>();

    /** The folders of predictions. */
    public final List<Path> predictions = new ArrayList<>();

    /** How many clusters had images, each time. */
    public final List<Long> used = new ArrayList<>();

    /** Thrown, where there is one. */
    public RuntimeException failure;

    @Override
    public void onEvaluation(EvaluatedRun run, EvaluationPoint point) {
        points.add(point);
        samples.add(run.sample().rows());
        sampled.add(run.sample().images());
        remember(run);
    }

    @Override
    public void onPrediction(EvaluatedRun prediction) {
        if (Files.exists(prediction.folder().resolve("prediction.json"))) {
            predictions.add(prediction.folder());
        }
        remember(prediction);
    }

    private void remember(EvaluatedRun run) {
        used.add(Arrays.stream(run.assignments().clusters()).distinct().count());
        if (failure != null) {
            throw failure;
        }
    }
}
