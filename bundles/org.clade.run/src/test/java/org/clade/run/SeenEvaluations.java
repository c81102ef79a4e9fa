package org.clade.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.clade.api.evaluation.EvaluatedRun;
import org.clade.api.evaluation.EvaluationListener;
import org.clade.api.evaluation.EvaluationPoint;

/** Records the calls of listeners. */
public final class SeenEvaluations implements EvaluationListener {

    /** The positions of the run. */
    public final List<EvaluationPoint> points = new ArrayList<>();

    /** The label features of the samples. */
    public final List<float[][]> samples = new ArrayList<>();

    /** The images of the samples. */
    public final List<int[]> sampled = new ArrayList<>();

    /** The folders of predictions. */
    public final List<Path> predictions = new ArrayList<>();

    /** The numbers of clusters with images. */
    public final List<Long> used = new ArrayList<>();

    /** Called at the end of each evaluation of a run, on the run's thread. */
    public Runnable then = () -> {};

    /** The exception to throw, if any. */
    public RuntimeException failure;

    @Override
    public void onEvaluation(EvaluatedRun run, EvaluationPoint point) {
        points.add(point);
        samples.add(run.sample().rows());
        sampled.add(run.sample().images());
        then.run();
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
