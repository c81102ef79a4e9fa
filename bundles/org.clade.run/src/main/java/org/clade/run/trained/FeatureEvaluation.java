package org.clade.run.trained;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.clade.api.augment.Pipeline;
import org.clade.api.baseline.Baseline;
import org.clade.api.data.DataService;
import org.clade.api.engine.TensorEngine;
import org.clade.api.metric.ClusterScores;
import org.clade.api.part.PartSpec;
import org.clade.api.random.RandomStream;
import org.clade.api.run.FeatureRequest;
import org.clade.api.run.FeatureScores;
import org.clade.api.run.InferenceReport;
import org.clade.api.signal.Signal;
import org.clade.api.variant.Bound;
import org.clade.api.variant.Phase;
import org.clade.run.folder.FolderLock;
import org.clade.run.folder.RunFolder;
import org.clade.run.images.ImageStore;
import org.clade.run.inference.Inference;
import org.clade.run.inference.Scores;
import org.clade.run.support.ArrayRows;
import org.clade.run.support.ProductVersion;
import org.clade.run.support.RandomStreams;

/**
 * One evaluation of a run's features, on its own thread: k-means on all features, then a linear classifier that learns from the
 * train split and is scored on the test split (MMDC, Table IV). The network is always frozen and in the recipe's inference mode.
 */
final class FeatureEvaluation extends RunJob<FeatureScores> {

    private static final Set<Signal> FEATURES = Set.of(Signal.FEATURES);

    private final FeatureRequest request;
    private final RunLoader trained;
    private final DataService data;
    private final TensorEngine engine;
    private final Scores scores;
    private final FeatureParts parts;
    private final RandomStream random;
    private final long seed;

    FeatureEvaluation(
            FeatureRequest request,
            RunSnapshot found,
            RunLoader trained,
            DataService data,
            TensorEngine engine,
            Scores scores,
            FeatureParts parts) {
        super("features", found);
        this.request = request;
        this.trained = trained;
        this.data = data;
        this.engine = engine;
        this.scores = scores;
        this.parts = parts;
        this.seed = request.seed().orElse(found.request().seed());
        this.random = RandomStreams.of(seed).features();
    }

    @Override
    protected InferenceReport<FeatureScores> answer() {
        FolderLock lock = FolderLock.take(folder());
        try {
            return completed(folder(), evaluate());
        } finally {
            lock.close();
        }
    }

    private FeatureScores evaluate() {
        long start = System.nanoTime();
        looking().stage("reading images");
        try (LoadedRun run = trained.open(found(), this, count -> {});
                NDManager keeper = run.inference().run().host().newSubManager()) {
            ProbeSplit split = ProbeSplit.of(run, data, random.derive("split"), keeper, count -> throwIfCanceled());
            running();
            Optional<Pipeline> view =
                    request.augment() ? Optional.of(lastPhase(run).augment()) : Optional.empty();
            int learning = split.own().length
                    + (split.own().length == 0 ? split.other().orElseThrow().size() : 0);
            looking()
                    .expect(run.images()
                            + split.other().map(ImageStore::size).orElse(0)
                            + ProbeTraining.cost(view) * learning * request.epochs());
            stage("predicting");
            NDArray features = look(run, run.inference(), keeper);
            ProbeImages own = new ProbeImages(run.inference(), features, split.own());
            ProbeImages test = new ProbeImages(run.inference(), features, split.ownTest());
            if (split.other().isPresent()) {
                ProbeImages other = other(run, split.other().get(), keeper);
                own = own.size() == 0 ? other : own;
                test = test.size() == 0 ? other : test;
            }
            FeatureScores result = new FeatureScores(
                    folder().toString(),
                    checkpoint(),
                    run.recipe().name(),
                    run.data().name(),
                    run.images(),
                    run.data().classes().size(),
                    run.recipe().architecture().clusters(),
                    features.getShape().get(1),
                    seed,
                    request.epochs(),
                    request.augment(),
                    cluster(run, features),
                    classify(run, own, test, view),
                    protocol(run, split, view),
                    seconds(start),
                    ProductVersion.get());
            RunFolder.of(folder()).features(result);
            return result;
        }
    }

    private static Phase lastPhase(LoadedRun run) {
        List<Phase> phases = run.variant().phases();
        return phases.get(phases.size() - 1);
    }

    private ProbeImages other(LoadedRun run, ImageStore images, NDManager keeper) {
        Inference source = run.inference(images);
        return new ProbeImages(source, look(run, source, keeper), RandomStreams.range(images.size()));
    }

    private NDArray look(LoadedRun run, Inference source, NDManager keeper) {
        return run.look(source, FEATURES, keeper, count -> looking().looked(count, 1))
                .get(Signal.FEATURES);
    }

    private FeatureScores.KMeansScores cluster(LoadedRun run, NDArray features) {
        stage("k-means on features");
        long start = System.nanoTime();
        Bound<Baseline> kmeans = parts.kmeans();
        int[] clusters = kmeans.part()
                .cluster(
                        ArrayRows.vectors(features),
                        run.recipe().architecture().clusters(),
                        kmeans.settings(),
                        random.derive("kmeans"));
        return new FeatureScores.KMeansScores(
                new ClusterScores(scores.of(run.labels().orElseThrow(), clusters)), seconds(start));
    }

    private FeatureScores.LinearScores classify(
            LoadedRun run, ProbeImages learning, ProbeImages test, Optional<Pipeline> view) {
        stage("linear classifier");
        long start = System.nanoTime();
        int classes = run.data().classes().size();
        int width = (int) learning.features().getShape().get(1);
        try (LinearProbe probe = new LinearProbe(
                engine,
                parts.optimizer(),
                width,
                classes,
                random.derive("probe"),
                run.inference().run().device())) {
            ProbeTraining training = new ProbeTraining(
                    probe, parts.schedule(), request.epochs(), view, random.derive("training"), looking());
            double loss = training.train(learning);
            return new FeatureScores.LinearScores(
                    training.accuracy(test),
                    training.accuracy(learning),
                    loss,
                    learning.size(),
                    test.size(),
                    seconds(start));
        }
    }

    private FeatureScores.Protocol protocol(LoadedRun run, ProbeSplit split, Optional<Pipeline> view) {
        return new FeatureScores.Protocol(
                "of the backbone, frozen, clean view; " + normalization(run.recipe()),
                "%s, k=%s, on all images of the run (%s)"
                        .formatted(
                                parts.kmeans().spec(),
                                run.recipe().architecture().clusters(),
                                run.data().protocol()),
                "%s, %s, minibatches of %s, %s epochs, last epoch"
                        .formatted(
                                parts.optimizer().spec(),
                                parts.schedule().spec(),
                                ProbeTraining.MINIBATCH,
                                request.epochs()),
                view.isEmpty()
                        ? "clean"
                        : lastPhase(run).recipe().augment().stream()
                                .map(PartSpec::toString)
                                .collect(Collectors.joining("; ")),
                split.protocol());
    }
}
