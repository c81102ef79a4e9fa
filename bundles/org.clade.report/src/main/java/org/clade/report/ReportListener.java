package org.clade.report;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.clade.api.assignment.AssignmentSolver;
import org.clade.api.evaluation.EvaluatedRun;
import org.clade.api.evaluation.EvaluationListener;
import org.clade.api.evaluation.EvaluationPoint;
import org.clade.api.run.RunEvent;
import org.clade.api.run.RunListener;
import org.clade.report.figure.ChartPictures;
import org.clade.report.figure.EmbeddingMap;
import org.clade.report.figure.LabelFeatureSamples;
import org.clade.report.figure.RunFigures;
import org.clade.report.page.ReportPage;
import org.clade.report.picture.TransformerFigures;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records and draws what a run looks like while it trains, and writes its report when it has ended. What the network is needed for
 * is done at the last evaluation; the rest waits until the run's own files are written.
 */
@Component
public final class ReportListener implements EvaluationListener, RunListener {

    private static final Logger LOG = LoggerFactory.getLogger("run");

    /** What is left to do at the end of a run: a map, where the last evaluation has come. */
    private record Pending(Path folder, Optional<EmbeddingMap> map) {}

    private final AssignmentSolver solver;
    private final Map<String, Pending> pending = new ConcurrentHashMap<>();

    /** Made by Declarative Services. */
    @Activate
    public ReportListener(@Reference AssignmentSolver solver) {
        this.solver = solver;
    }

    @Override
    public void onEvaluation(EvaluatedRun run, EvaluationPoint point) {
        LabelFeatureSamples.write(run, point);
        Optional<EmbeddingMap> map = point.complete() ? Optional.of(RunFigures.write(run, solver)) : Optional.empty();
        if (point.last() && !point.complete()) {
            RunFigures.writeFew(run);
        }
        pending.put(run.id(), new Pending(run.folder(), map));
        if (point.complete() || point.epochEnd() && TransformerFigures.due(point.epoch())) {
            new TransformerFigures(run).write(point.epoch());
        }
    }

    @Override
    public void onPrediction(EvaluatedRun prediction) {
        RunFigures.writePrediction(prediction, solver).write(prediction::checkStop);
        ChartPictures.write(prediction.folder());
        ReportPage.write(prediction.folder());
    }

    @Override
    public void onEvent(RunEvent event) {
        switch (event.type()) {
            case FINISHED -> end(event.run(), true);
            case STOPPED, FAILED -> end(event.run(), false);
            default -> LOG.trace("{} {}", event.run(), event.type());
        }
    }

    /** Writes the report. A user who has stopped a run does not wait for its pictures; {@code runs:report} draws them. */
    private void end(String run, boolean finished) {
        Pending left = pending.remove(run);
        if (left != null) {
            if (finished) {
                left.map().ifPresent(map -> map.write(() -> {}));
                ChartPictures.write(left.folder());
            }
            ReportPage.write(left.folder());
        }
    }
}
