package org.clade.run.trained;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.clade.api.cluster.ClusterEditor;
import org.clade.api.cluster.ClusterEdits;
import org.clade.api.data.DataService;
import org.clade.api.data.ImageSubset;
import org.clade.api.part.RefusedException;
import org.clade.api.prediction.PredictionRequest;
import org.clade.api.prediction.PredictionSummary;
import org.clade.api.prediction.Predictor;
import org.clade.api.prediction.Shard;
import org.clade.api.run.InferenceReport;
import org.clade.api.run.Job;
import org.clade.api.variant.Recipe;
import org.clade.run.background.JobExecutor;
import org.clade.run.evaluation.EvaluationListeners;
import org.clade.run.images.ShardRange;
import org.clade.run.inference.Inference;
import org.clade.run.inference.Scores;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Starts predictions, one at a time and never in parallel with a run. */
@Component
public final class RunPredictor implements Predictor {

    private final JobExecutor executor;
    private final RunLoader trained;
    private final DataService data;
    private final Scores scores;
    private final EvaluationListeners listeners;
    private final ClusterEditor editor;
    private final List<Prediction> predictions = new CopyOnWriteArrayList<>();

    /** Made by Declarative Services. */
    @Activate
    public RunPredictor(
            @Reference JobExecutor executor,
            @Reference RunLoader trained,
            @Reference DataService data,
            @Reference Scores scores,
            @Reference EvaluationListeners listeners,
            @Reference ClusterEditor editor) {
        this.executor = executor;
        this.trained = trained;
        this.data = data;
        this.scores = scores;
        this.listeners = listeners;
        this.editor = editor;
    }

    /** Stops the active job when the service is deactivated. */
    @Deactivate
    void stopAll() {
        predictions.forEach(Job::stop);
    }

    @Override
    public Job<InferenceReport<PredictionSummary>> start(PredictionRequest request) {
        Prediction prediction = executor.begin("clade-prediction", () -> prepared(request));
        predictions.removeIf(earlier -> earlier.state().ended());
        predictions.add(prediction);
        return prediction;
    }

    @Override
    public int mostShards(PredictionRequest request) {
        try (RunSnapshot found = found(request)) {
            Recipe recipe = found.use().variant().recipe();
            int images = ImageSubset.of(
                            found.dataset().info().images(),
                            request.limit(),
                            found.request().seed())
                    .length;
            return new ShardRange(images, Inference.together(recipe, found.shape()), Shard.WHOLE).most();
        }
    }

    private Prediction prepared(PredictionRequest request) {
        if (request.limit() < 0) {
            throw new RefusedException(
                    "The limit of a prediction is %s images; give 1 or more, or 0 for all.".formatted(request.limit()));
        }
        Optional<ClusterEdits> edits = editor.edits(request.run());
        return new Prediction(request, found(request), trained, scores, listeners, edits);
    }

    private RunSnapshot found(PredictionRequest request) {
        return trained.find(request.run(), () -> data.open(request.data(), request.split()), request.precision());
    }
}
