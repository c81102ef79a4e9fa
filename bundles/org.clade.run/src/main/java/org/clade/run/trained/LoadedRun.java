package org.clade.run.trained;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.clade.api.data.Dataset;
import org.clade.api.data.DatasetInfo;
import org.clade.api.data.DatasetNote;
import org.clade.api.engine.ForwardMode;
import org.clade.api.engine.TensorEngine;
import org.clade.api.evaluation.EvaluatedRun;
import org.clade.api.part.RefusedException;
import org.clade.api.random.RandomStream;
import org.clade.api.run.RunRequest;
import org.clade.api.run.TrainedRun;
import org.clade.api.signal.Predictions;
import org.clade.api.signal.Signal;
import org.clade.api.target.TargetSession;
import org.clade.api.variant.Network;
import org.clade.api.variant.Recipe;
import org.clade.api.variant.Variant;
import org.clade.run.evaluation.EvaluationView;
import org.clade.run.folder.RunFolder;
import org.clade.run.images.ImageStore;
import org.clade.run.inference.Evaluation;
import org.clade.run.inference.FrozenOptimizer;
import org.clade.run.inference.Inference;
import org.clade.run.inference.PrecisionNetwork;
import org.clade.run.inference.RunScope;
import org.clade.run.inference.Sessions;
import org.clade.run.progress.LossMeter;
import org.clade.run.progress.StageTimer;
import org.clade.run.support.ArrayRows;
import org.clade.run.support.CancellationToken;
import org.clade.run.support.RandomStreams;

/** A run's network and images in memory. */
public final class LoadedRun implements TrainedRun {

    private final RunSnapshot found;
    private final RunScope run;
    private final Inference inference;

    private LoadedRun(RunSnapshot found, RunScope run) {
        this.found = found;
        this.run = run;
        this.inference = inference(run);
    }

    /**
     * Loads a run's network.
     *
     * @param found the run; closed with the result, or if this fails
     * @param engine the engine
     * @param cancellation asked after each inference batch
     * @param reader reads the images into the given scope
     * @return the run
     */
    static LoadedRun of(
            RunSnapshot found,
            TensorEngine engine,
            CancellationToken cancellation,
            Function<NDManager, ImageStore> reader) {
        NDManager host = engine.newManager(Device.cpu());
        NDManager device = engine.newManager(found.device());
        ImageStore images = null;
        try {
            RandomStreams random = RandomStreams.of(found.request().seed());
            images = reader.apply(host);
            Variant variant = found.use().variant();
            Network network = PrecisionNetwork.of(
                    variant.network(
                            found.shape(), variant.recipe().architecture().clusters(), device, random.weights()),
                    engine,
                    found.request(),
                    found.device());
            found.checkpoint().restoreNetwork(network);
            return new LoadedRun(
                    found,
                    new RunScope(
                            network,
                            new FrozenOptimizer(),
                            images,
                            random,
                            engine,
                            device,
                            host,
                            new StageTimer(),
                            new LossMeter(),
                            cancellation));
        } catch (RuntimeException e) {
            if (images != null) {
                images.close();
            }
            device.close();
            host.close();
            found.close();
            throw e;
        }
    }

    private Inference inference(RunScope scope) {
        return new Inference(
                scope, recipe().training().inference(), recipe().training().inferenceBatch());
    }

    /**
     * Returns the run for other bundles.
     *
     * @param id its id
     * @param place the folder of the evaluation
     * @param images inference on its images
     * @param evaluation the result
     * @param counts how many images of each class are in each cluster, if the evaluation shows only some images
     * @param known what the network has said of its images already, a row for each
     * @return the run for other bundles
     */
    EvaluatedRun view(
            String id,
            Path place,
            Inference images,
            Supplier<Evaluation> evaluation,
            Optional<int[][]> counts,
            Optional<Predictions> known) {
        return new EvaluationView(
                id,
                place,
                recipe(),
                request().seed(),
                found.dataset(),
                variant().evalTransform(),
                images,
                evaluation,
                counts,
                known);
    }

    @Override
    public EvaluatedRun evaluated() {
        return view(
                RunFolder.of(folder()).id(),
                folder(),
                inference,
                new LazyEvaluation(this::assign),
                Optional.empty(),
                Optional.empty());
    }

    /** {@return inference on the run's images} */
    public Inference inference() {
        return inference;
    }

    /** {@return inference on other images, with the same network} */
    Inference inference(ImageStore images) {
        return inference(run.with(images));
    }

    /** {@return the network and its surroundings} */
    RunScope scope() {
        return run;
    }

    /** {@return the variant with the currently available parts} */
    Variant variant() {
        return found.use().variant();
    }

    /** {@return the folder of the run} */
    RunSnapshot found() {
        return found;
    }

    @Override
    public Path folder() {
        return found.folder();
    }

    @Override
    public RunRequest request() {
        return found.request();
    }

    @Override
    public Recipe recipe() {
        return variant().recipe();
    }

    @Override
    public DatasetInfo data() {
        return found.dataset().info();
    }

    /** {@return the skipped files of its images, and doubts about the images} */
    List<DatasetNote> notes() {
        return found.dataset().notes();
    }

    @Override
    public int images() {
        return run.images().size();
    }

    @Override
    public Optional<int[]> labels() {
        return run.images().labels();
    }

    @Override
    public Set<Signal> signals() {
        return run.network().signals();
    }

    @Override
    public Signal decision() {
        return run.network().decision();
    }

    @Override
    public int[] clusters() {
        return assign().clusters();
    }

    private Evaluation assign() {
        return withMeans(means -> Evaluation.of(inference, variant().evalTransform(), means));
    }

    /**
     * Works with the points that stand for the clusters.
     *
     * @param work takes them, K×D, where the nearest of them decides
     * @return its result
     */
    <T> T withMeans(Function<Optional<NDArray>, T> work) {
        Map<String, TargetSession> sessions = Sessions.open(variant(), run);
        try (NDManager scope = run.host().newSubManager()) {
            sessions.forEach(
                    (phase, session) -> found.checkpoint().session(phase, scope).ifPresent(session::restore));
            return work.apply(Sessions.means(sessions, scope));
        } finally {
            sessions.values().forEach(TargetSession::close);
        }
    }

    @Override
    public Predictions look(Set<Signal> wanted, NDManager keeper) {
        checkSignals(wanted);
        return look(inference, wanted, keeper, count -> {});
    }

    @Override
    public Predictions look(Dataset images, Set<Signal> wanted, NDManager keeper) {
        checkSignals(wanted);
        try (ImageStore store = found.others(images, run.engine(), run.host())) {
            return look(inference(store), wanted, keeper, count -> {});
        }
    }

    private void checkSignals(Set<Signal> wanted) {
        for (Signal signal : wanted) {
            if (!signals().contains(signal)) {
                throw RefusedException.unknown(
                        "signal of the network of run " + folder(),
                        signal.name(),
                        signals().stream().map(Signal::name).toList());
            }
        }
    }

    /**
     * Predicts on all images of a store.
     *
     * @param at predicts
     * @param wanted the signals to predict
     * @param keeper holds the result
     * @param progress receives the number of images after each inference batch
     * @return a row for each image, in their order
     */
    Predictions look(Inference at, Set<Signal> wanted, NDManager keeper, IntConsumer progress) {
        int[] order = at.order();
        RandomStream clean = run.random().clean();
        Predictions seen = at.all(variant().evalTransform(), from -> clean, wanted, order, keeper, progress);
        if (at.mode() != ForwardMode.BATCH_STATISTICS) {
            return seen;
        }
        Map<Signal, NDArray> sorted = new LinkedHashMap<>();
        for (Signal signal : wanted) {
            try (NDArray mixed = seen.get(signal)) {
                sorted.put(signal, ArrayRows.pick(mixed, ArrayRows.places(order), keeper));
            }
        }
        return new Predictions(sorted);
    }

    @Override
    public double[][] vectors(Signal signal) {
        try (NDManager scope = run.host().newSubManager()) {
            return ArrayRows.vectors(look(Set.of(signal), scope).get(signal));
        }
    }

    @Override
    public void close() {
        run.images().close();
        run.network().close();
        run.device().close();
        run.host().close();
        found.close();
    }
}
