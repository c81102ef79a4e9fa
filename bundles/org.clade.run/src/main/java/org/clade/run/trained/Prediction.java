package org.clade.run.trained;

import java.util.LinkedHashMap;
import java.util.Map;
import org.clade.api.data.DatasetInfo;
import org.clade.api.data.DatasetNote;
import org.clade.api.engine.ForwardMode;
import org.clade.api.run.RunReport;
import org.clade.api.run.RunState;
import org.clade.run.evaluation.EvaluationListeners;
import org.clade.run.folder.RunFolder;
import org.clade.run.images.ImageStore;
import org.clade.run.inference.Evaluation;
import org.clade.run.inference.Inference;
import org.clade.run.inference.Scores;
import org.clade.run.support.ProductVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One prediction, on a thread of its own: a run's network looks at images, which are read beside, and assigns them. */
final class Prediction extends InferenceJob {

    private static final Logger LOG = LoggerFactory.getLogger("run");

    private final int limit;
    private final RunLoader trained;
    private final Scores scores;
    private final EvaluationListeners listeners;

    /**
     * A prediction.
     *
     * @param limit only so many images; 0 for all
     * @param found the run, with the images to be looked at
     * @param trained opens it
     * @param scores what the clusters are worth, where the images have labels
     * @param listeners are told when all is written
     */
    Prediction(int limit, RunSnapshot found, RunLoader trained, Scores scores, EvaluationListeners listeners) {
        super("prediction", found);
        this.limit = limit;
        this.trained = trained;
        this.scores = scores;
        this.listeners = listeners;
    }

    @Override
    RunReport answer() {
        long start = System.nanoTime();
        looking().stage("building the network");
        try (LoadedRun run = trained.openBeside(found(), limit, this)) {
            running();
            ImageStore images = run.inference().run().images();
            warnOfFew(run.inference());
            int[] order = run.inference().orderOfWholes();
            looking().expect(order.length);
            stage("looking at images");
            long looked = System.nanoTime();
            Evaluation evaluation = run.assign(order, count -> looking().looked(count, 1));
            double rate = images.size() / ((System.nanoTime() - looked) / 1e9);
            throwIfCancelled();

            RunFolder folder = RunFolder.ofPrediction(folder(), run.data().name());
            folder.assignments(found().dataset(), images, evaluation);
            Map<String, Object> result = describe(run);
            result.putAll(scores.of(images.labels(), evaluation));
            result.put("clusters", evaluation.sizes());
            result.put("seconds", seconds(start));
            result.put("images_per_second", rate);
            result.put("clade_version", ProductVersion.get());
            folder.prediction(result);
            looking().stage("drawing");
            listeners.predicted(run.view(id(), folder.path(), evaluation));
            return new RunReport(folder.path(), RunState.FINISHED, 0, result, "");
        }
    }

    private static void warnOfFew(Inference inference) {
        int images = inference.run().images().size();
        if (inference.mode() == ForwardMode.BATCH_STATISTICS && images < inference.inferenceBatch()) {
            LOG.warn(
                    "This network normalises {} images at a time by their own statistics, and there are only {}; their clusters are worth more among others.",
                    inference.inferenceBatch(),
                    images);
        }
    }

    private Map<String, Object> describe(LoadedRun run) {
        DatasetInfo data = run.data();
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("run", folder().toString());
        facts.put("checkpoint", checkpoint());
        facts.put("variant", run.recipe().name());
        facts.put("method", run.recipe().method());
        facts.put("data", data.name());
        facts.put("protocol", data.protocol());
        facts.put("images", run.images());
        DatasetNote.addTo(run.notes(), facts::put);
        facts.put("k", run.recipe().clusters());
        facts.put("normalisation", normalisation(run.recipe()));
        facts.put("precision", run.request().precision());
        return facts;
    }
}
