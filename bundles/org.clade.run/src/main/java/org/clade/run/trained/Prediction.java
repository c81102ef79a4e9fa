package org.clade.run.trained;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import org.clade.api.cluster.ClusterEdits;
import org.clade.api.data.DatasetInfo;
import org.clade.api.data.DatasetNotes;
import org.clade.api.data.ImageSubset;
import org.clade.api.engine.ForwardMode;
import org.clade.api.metric.ClusterScores;
import org.clade.api.prediction.PredictionRequest;
import org.clade.api.prediction.PredictionSummary;
import org.clade.api.run.InferenceReport;
import org.clade.api.signal.Predictions;
import org.clade.api.signal.Signal;
import org.clade.run.evaluation.EvaluationListeners;
import org.clade.run.folder.AssignmentColumns;
import org.clade.run.images.ImageBatches;
import org.clade.run.images.ImageBatches.Batch;
import org.clade.run.images.ImageNames;
import org.clade.run.images.ImageStore;
import org.clade.run.inference.Evaluation;
import org.clade.run.inference.Inference;
import org.clade.run.inference.Scores;
import org.clade.run.prediction.EditedColumns;
import org.clade.run.prediction.PredictionOutput;
import org.clade.run.prediction.PredictionPlan;
import org.clade.run.prediction.ShownImages;
import org.clade.run.prediction.Tally;
import org.clade.run.support.ProductVersion;
import org.clade.run.support.RandomStreams;
import org.clade.run.support.RunStoppedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One prediction, on its own thread: a run's network assigns images, which are read a few batches ahead. It writes the rows as they
 * come.
 */
final class Prediction extends RunJob<PredictionSummary> {

    private static final Logger LOG = LoggerFactory.getLogger("run");

    private final PredictionRequest request;
    private final RunLoader trained;
    private final Scores scores;
    private final EvaluationListeners listeners;
    private final Optional<ClusterEdits> edits;
    private final int[] items;

    /**
     * A prediction.
     *
     * @param request the request
     * @param found the run, with the images to assign
     * @param trained loads it
     * @param scores scores the clusters if the images have labels
     * @param listeners receive the prediction after all files are written
     * @param edits the edits of the run's clusters, if there are any
     */
    Prediction(
            PredictionRequest request,
            RunSnapshot found,
            RunLoader trained,
            Scores scores,
            EvaluationListeners listeners,
            Optional<ClusterEdits> edits) {
        super("prediction", found);
        this.request = request;
        this.trained = trained;
        this.scores = scores;
        this.listeners = listeners;
        this.edits = edits;
        this.items = ImageSubset.of(
                found.dataset().info().images(),
                request.limit(),
                found.request().seed());
    }

    @Override
    protected InferenceReport<PredictionSummary> answer() {
        long start = System.nanoTime();
        looking().stage("building the network");
        try (LoadedRun run = trained.openFor(found(), items[0], this)) {
            running();
            PredictionPlan plan = plan(run);
            plan.range().check();
            IntFunction<String> names =
                    image -> found().dataset().item(items[plan.range().from() + image]);
            AssignmentColumns columns =
                    edits.<AssignmentColumns>map(EditedColumns::new).orElse(AssignmentColumns.PLAIN);
            try (PredictionOutput output = new PredictionOutput(
                    folder(), plan, columns, names, run.recipe().architecture().clusters())) {
                if (request.resume()) {
                    stage("reading what is done");
                    output.resume();
                }
                double rate = assign(run, plan, output);
                Optional<int[]> labels = found().dataset().labels().map(classes -> Arrays.stream(
                                items, plan.range().from(), plan.range().to())
                        .map(item -> classes[item])
                        .toArray());
                Tally tally = output.tally();
                Optional<int[][]> counts = tally.counts(labels);
                PredictionSummary result = summary(run, plan, tally, labels, seconds(start), rate);
                output.finish(counts, result);
                Path place = output.folder().orElseThrow();
                looking().stage("drawing");
                show(run, plan, tally, counts, place);
                return completed(place, result);
            }
        }
    }

    /** {@return images per second} */
    private double assign(LoadedRun run, PredictionPlan plan, PredictionOutput output) {
        int from = plan.range().from() + output.tally().images();
        looking().expect(Math.max(1, plan.range().to() - from));
        stage("predicting");
        long looked = System.nanoTime();
        run.withMeans(means -> {
            ImageAssigner assigner = new ImageAssigner(run, edits, means);
            try (ImageBatches batches = ImageBatches.start(
                    found().dataset(),
                    found().shape(),
                    found().size(),
                    items,
                    from,
                    plan.range().to(),
                    plan.batch())) {
                return run.scope().engine().autocast().withFrozenWeights(() -> {
                    for (Batch batch = batches.next(this); batch.count() > 0; batch = batches.next(this)) {
                        output.take(assigner.assign(batch));
                        batches.release(batch);
                        looking().looked(batch.count(), 1);
                    }
                    return null;
                });
            }
        });
        throwIfCanceled();
        return (plan.range().to() - from) / ((System.nanoTime() - looked) / 1e9);
    }

    private PredictionPlan plan(LoadedRun run) {
        String network = found().checkpoint().file().sha256();
        boolean ofBatch = run.recipe().training().inference() == ForwardMode.BATCH_STATISTICS;
        Optional<FixedStatistics> statistics = Optional.empty();
        if (ofBatch) {
            stage("measuring statistics of training images");
            statistics = FixedStatistics.of(run, network, () -> trained.own(run.request()));
        }
        if (ofBatch && statistics.isEmpty()) {
            LOG.warn(
                    "This network normalizes by statistics of a batch, and the images that it was trained on are not there any more to measure them once and for all; the running ones of training are used.");
        }
        DatasetInfo data = run.data();
        return new PredictionPlan(
                checkpoint(),
                network,
                statistics
                        .map(FixedStatistics::words)
                        .orElse(
                                ofBatch
                                        ? "running statistics of training, not those of a batch"
                                        : "running statistics"),
                statistics.map(FixedStatistics::checksum).orElse(""),
                data.name(),
                data.protocol(),
                data.images(),
                ImageNames.checksum(found().dataset(), items),
                request.limit(),
                run.request().precision(),
                Inference.together(run.recipe(), found().shape()),
                request.shard(),
                edits.map(ClusterEdits::checksum).orElse(""));
    }

    private PredictionSummary summary(
            LoadedRun run, PredictionPlan plan, Tally tally, Optional<int[]> labels, double seconds, double rate) {
        DatasetInfo data = run.data();
        return new PredictionSummary(
                folder().toString(),
                checkpoint(),
                run.recipe().name(),
                run.recipe().provenance().method(),
                data.name(),
                data.protocol(),
                tally.images(),
                plan.shard().whole()
                        ? Optional.empty()
                        : Optional.of(plan.shard().toString()),
                DatasetNotes.of(run.notes()),
                run.recipe().architecture().clusters(),
                plan.statistics(),
                run.request().precision(),
                new ClusterScores(scores.of(labels, tally.partition())),
                tally.sizes(),
                seconds,
                rate,
                ProductVersion.get());
    }

    /** Shows some of the images to listeners, which draw them. What is found is written already, so a failure is a warning. */
    private void show(LoadedRun run, PredictionPlan plan, Tally tally, Optional<int[][]> counts, Path place) {
        int[] shown =
                ShownImages.of(tally.partition(), run.scope().random().root().derive("shown"));
        int[] chosen = Arrays.stream(shown)
                .map(image -> items[plan.range().from() + image])
                .toArray();
        try (ImageStore images =
                        found().some(chosen, run.scope().engine(), run.scope().host());
                NDManager keeper = run.scope().host().newSubManager()) {
            Inference inference = new Inference(run.scope().with(images), ForwardMode.EVALUATION, plan.batch());
            Predictions seen = seen(run, inference, keeper);
            NDArray labels = seen.get(run.scope().network().decision());
            Evaluation evaluation = run.withMeans(means -> Evaluation.of(inference.run(), labels, means));
            listeners.predicted(run.view(id(), place, inference, () -> evaluation, counts, Optional.of(seen)));
        } catch (RunStoppedException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.warn("The pictures of {} are missing: {}", place, e.getMessage());
            LOG.debug("The pictures are missing", e);
        }
    }

    /** {@return what the pictures and the map need of the network, in one pass} */
    private static Predictions seen(LoadedRun run, Inference inference, NDManager keeper) {
        Set<Signal> wanted = new HashSet<>(Set.of(run.scope().network().decision(), Signal.FEATURES));
        wanted.retainAll(run.scope().network().signals());
        return inference.all(
                run.variant().evalTransform(),
                wanted,
                RandomStreams.range(inference.run().images().size()),
                keeper,
                count -> {});
    }
}
