package org.clade.report;

import org.clade.api.evaluation.EvaluatedRun;
import org.clade.api.evaluation.EvaluationListener;
import org.clade.api.evaluation.EvaluationPoint;
import org.clade.report.picture.ClusterGallery;
import org.clade.report.picture.TransformerFigures;
import org.osgi.service.component.annotations.Component;

/** Draws what a run looks like while it trains and when it ends. */
@Component
public final class ReportListener implements EvaluationListener {

    @Override
    public void onEvaluation(EvaluatedRun run, EvaluationPoint point) {
        if (point.last()) {
            ClusterGallery.write(run, run.folder().resolve("figures/clusters.png"));
        }
        if (point.complete() || point.epochEnd() && TransformerFigures.due(point.epoch())) {
            new TransformerFigures(run).write(point.epoch());
        }
    }

    @Override
    public void onPrediction(EvaluatedRun prediction) {
        ClusterGallery.write(prediction, prediction.folder().resolve("clusters.png"));
    }
}
