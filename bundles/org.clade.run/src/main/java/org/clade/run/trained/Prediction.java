package org.clade.run.trained;

import org.clade.api.data.DatasetInfo;
import org.clade.api.data.DatasetNotes;
import org.clade.api.engine.ForwardMode;
import org.clade.api.metric.ClusterScores;
import org.clade.api.run.InferenceReport;
import org.clade.api.run.PredictionSummary;
import org.clade.run.evaluation.EvaluationListeners;
import org.clade.run.folder.RunFolder;
import org.clade.run.images.ImageStore;
import org.clade.run.inference.Evaluation;
import org.clade.run.inference.Inference;
import org.clade.run.inference.Scores;
import org.clade.run.support.ProductVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One prediction, on its own thread: a run's network assigns images, which load in parallel. */
final class Prediction extends InferenceJob<PredictionSummary> {

    private static final Logger LOG = LoggerFactory.getLogger("run");

    private final int limit;
    private final RunLoader trained;
    private final Scores scores;
    private final EvaluationListeners listeners;

    /**
     * A prediction.
     *
     * @param limit the maximum number of images; 0 for all
     * @param found the run, with the images to assign
     * @param trained loads it
     * @param scores scores the clusters if the images have labels
     * @param listeners receive the prediction after all files are written
     */
    Prediction(int limit, RunSnapshot found, RunLoader trained, Scores scores, EvaluationListeners listeners) {
        super("prediction", found);
        this.limit = limit;
        this.trained = trained;
        this.scores = scores;
        this.listeners = listeners;
    }

    @Override
    InferenceReport<PredictionSummary> answer() {
        long start = System.nanoTime();
        looking().stage("building the network");
        try (LoadedRun run = trained.openInBackground(found(), limit, this)) {
            running();
            ImageStore images = run.inference().run().images();
            warnOfFew(run.inference());
            int[] order = run.inference().orderOfWholes();
            looking().expect(order.length);
            stage("predicting");
            long looked = System.nanoTime();
            Evaluation evaluation = run.assign(order, count -> looking().looked(count, 1));
            double rate = images.size() / ((System.nanoTime() - looked) / 1e9);
            throwIfCanceled();

            RunFolder folder = RunFolder.ofPrediction(folder(), run.data().name());
            folder.assignments(found().dataset(), images, evaluation);
            ClusterScores reached = new ClusterScores(scores.of(images.labels(), evaluation));
            PredictionSummary result = summary(run, reached, evaluation, seconds(start), rate);
            folder.prediction(result);
            looking().stage("drawing");
            listeners.predicted(run.view(id(), folder.path(), () -> evaluation));
            return completed(folder.path(), result);
        }
    }

    private static void warnOfFew(Inference inference) {
        int images = inference.run().images().size();
        if (inference.mode() == ForwardMode.BATCH_STATISTICS && images < inference.inferenceBatch()) {
            LOG.warn(
                    "This network normalizes {} images at a time with their own statistics, but there are only {}; their clusters are more reliable in a larger set.",
                    inference.inferenceBatch(),
                    images);
        }
    }

    private PredictionSummary summary(
            LoadedRun run, ClusterScores reached, Evaluation evaluation, double seconds, double rate) {
        DatasetInfo data = run.data();
        return new PredictionSummary(
                folder().toString(),
                checkpoint(),
                run.recipe().name(),
                run.recipe().method(),
                data.name(),
                data.protocol(),
                run.images(),
                DatasetNotes.of(run.notes()),
                run.recipe().clusters(),
                normalization(run.recipe()),
                run.request().precision(),
                reached,
                evaluation.sizes(),
                seconds,
                rate,
                ProductVersion.get());
    }
}
