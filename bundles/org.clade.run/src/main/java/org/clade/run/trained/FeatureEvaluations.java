package org.clade.run.trained;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.clade.api.data.DataService;
import org.clade.api.engine.TensorEngine;
import org.clade.api.part.RefusedException;
import org.clade.api.run.FeatureEvaluator;
import org.clade.api.run.FeatureRequest;
import org.clade.api.run.FeatureScores;
import org.clade.api.run.InferenceReport;
import org.clade.api.run.Job;
import org.clade.run.background.JobExecutor;
import org.clade.run.inference.Scores;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Starts evaluations of features, one at a time and never in parallel with a run, since a process trains one network at a time. */
@Component
public final class FeatureEvaluations implements FeatureEvaluator {

    private final JobExecutor executor;
    private final RunLoader trained;
    private final DataService data;
    private final TensorEngine engine;
    private final Scores scores;
    private final FeatureParts parts;
    private final List<FeatureEvaluation> evaluations = new CopyOnWriteArrayList<>();

    /** Made by Declarative Services. */
    @Activate
    public FeatureEvaluations(
            @Reference JobExecutor executor,
            @Reference RunLoader trained,
            @Reference DataService data,
            @Reference TensorEngine engine,
            @Reference Scores scores,
            @Reference FeatureParts parts) {
        this.executor = executor;
        this.trained = trained;
        this.data = data;
        this.engine = engine;
        this.scores = scores;
        this.parts = parts;
    }

    /** Stops the active job when the service is deactivated. */
    @Deactivate
    void stopAll() {
        evaluations.forEach(Job::stop);
    }

    @Override
    public Job<InferenceReport<FeatureScores>> start(FeatureRequest request) {
        FeatureEvaluation evaluation = executor.begin("clade-features", () -> prepared(request));
        evaluations.removeIf(earlier -> earlier.state().ended());
        evaluations.add(evaluation);
        return evaluation;
    }

    private FeatureEvaluation prepared(FeatureRequest request) {
        if (request.epochs() < 1) {
            throw new RefusedException("The linear classifier needs at least 1 epoch, not %s; give --epochs 1 or more."
                    .formatted(request.epochs()));
        }
        RunSnapshot found = trained.find(request.run());
        if (!found.dataset().info().labeled()) {
            found.close();
            throw new RefusedException(
                    "The images of %s have no labels, but the evaluation of features needs labels; runs:show %s has the scores that need none."
                            .formatted(found.dataset().info().name(), request.run()));
        }
        return new FeatureEvaluation(request, found, trained, data, engine, scores, parts);
    }
}
