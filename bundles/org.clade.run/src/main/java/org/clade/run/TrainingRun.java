package org.clade.run;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.clade.api.augment.Pipeline;
import org.clade.api.data.Dataset;
import org.clade.api.data.DatasetNotes;
import org.clade.api.data.ImageShape;
import org.clade.api.engine.TensorEngine;
import org.clade.api.evaluation.EvaluatedRun;
import org.clade.api.optimizer.Optimizer;
import org.clade.api.optimizer.OptimizerSession;
import org.clade.api.part.RefusedException;
import org.clade.api.run.Replacement;
import org.clade.api.run.RunEvent;
import org.clade.api.run.RunHandle;
import org.clade.api.run.RunOutcome;
import org.clade.api.run.RunProgress;
import org.clade.api.run.RunReport;
import org.clade.api.run.RunRequest;
import org.clade.api.run.RunState;
import org.clade.api.run.RunSummary;
import org.clade.api.variant.Bound;
import org.clade.api.variant.Network;
import org.clade.api.variant.Recipe;
import org.clade.api.variant.Variant;
import org.clade.api.variant.VariantLease;
import org.clade.api.variant.VariantService;
import org.clade.base.file.FileWriteException;
import org.clade.run.background.BackgroundJob;
import org.clade.run.background.FaultyPart;
import org.clade.run.evaluation.EvaluationListeners;
import org.clade.run.evaluation.EvaluationView;
import org.clade.run.evaluation.Evaluator;
import org.clade.run.folder.PretrainedFiles;
import org.clade.run.folder.RunFolder;
import org.clade.run.folder.RunJournal;
import org.clade.run.folder.RunProvenance;
import org.clade.run.fork.RunFork;
import org.clade.run.images.ImageStorage;
import org.clade.run.images.ImageStore;
import org.clade.run.inference.Evaluation;
import org.clade.run.inference.Inference;
import org.clade.run.inference.PrecisionNetwork;
import org.clade.run.inference.RunParts;
import org.clade.run.inference.RunScope;
import org.clade.run.inference.Scores;
import org.clade.run.progress.LossMeter;
import org.clade.run.progress.NonFiniteLossException;
import org.clade.run.progress.RunHistory;
import org.clade.run.progress.Stage;
import org.clade.run.progress.StageTimer;
import org.clade.run.progress.TrainingBudget;
import org.clade.run.progress.TrainingPosition;
import org.clade.run.result.ColorHistograms;
import org.clade.run.result.PixelBaseline;
import org.clade.run.result.PixelVectors;
import org.clade.run.support.CancellationToken;
import org.clade.run.support.ProductVersion;
import org.clade.run.support.RandomStreams;
import org.clade.run.support.RunFailedException;
import org.clade.run.support.RunStoppedException;
import org.clade.run.swap.AvailableParts;
import org.clade.run.swap.HotSwap;
import org.clade.run.swap.PartComposer;
import org.clade.run.swap.RequestedSwap;
import org.clade.run.training.Checkpoint;
import org.clade.run.training.CheckpointFile;
import org.clade.run.training.CheckpointState;
import org.clade.run.training.Checkpoints;
import org.clade.run.training.PrefetchThread;
import org.clade.run.training.TensorLeakDetector;
import org.clade.run.training.TrainingLoop;
import org.clade.run.training.TrainingState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run from images to assignments, on its own thread. */
public final class TrainingRun extends BackgroundJob<RunReport> implements RunHandle {

    private static final Logger LOG = LoggerFactory.getLogger(TrainingRun.class);

    /** The minimum number of images per cluster; with fewer, the run warns. */
    private static final int IMAGES_PER_CLUSTER = 100;

    private final RunRequest request;
    private final Dataset dataset;
    private final ImageShape shape;
    private final RunParts parts;
    private final PartComposer composer;
    private final Queue<RequestedSwap> requests = new ConcurrentLinkedQueue<>();
    private final Queue<RequestedSwap> asked = new ConcurrentLinkedQueue<>();
    private final Device device;
    private final TensorEngine engine;
    private final Scores scores;
    private final PixelBaseline baseline;
    private final EvaluationListeners listeners;
    private final RunFolder place;
    private final Path folder;
    private final String id;
    private final RunHistory history = new RunHistory();
    private final RunJournal journal;
    private final Optional<Checkpoint> checkpoint;
    private final Optional<RunFork> fork;
    private final StageTimer clock = new StageTimer();
    private final AtomicBoolean over = new AtomicBoolean();
    private volatile boolean collapsed;
    private volatile boolean finishWanted;

    /** Whether the run may write its folder: a run that cannot start leaves it unchanged. */
    private volatile boolean begun;

    private volatile RunOutcome failureOutcome = RunOutcome.FAILED;
    private volatile Optional<PrefetchThread> prefetch = Optional.empty();
    private volatile Optional<ImageStore> reading = Optional.empty();

    TrainingRun(
            RunRequest request,
            Dataset dataset,
            ImageShape shape,
            VariantLease use,
            VariantService variants,
            Device device,
            TensorEngine engine,
            Scores scores,
            PixelBaseline baseline,
            RunFolder folder,
            Optional<Checkpoint> checkpoint,
            Optional<RunFork> fork,
            EvaluationListeners listeners,
            Consumer<RunEvent> told) {
        this.request = request;
        this.dataset = dataset;
        this.shape = shape;
        this.parts = new RunParts(use);
        this.device = device;
        this.engine = engine;
        this.scores = scores;
        this.baseline = baseline;
        this.listeners = listeners;
        this.place = folder;
        this.folder = folder.path();
        this.id = folder.id();
        this.composer = new PartComposer(id, variants, this.folder.resolve("recipe.json"), shape);
        this.checkpoint = checkpoint;
        this.fork = fork;
        this.begun = checkpoint.isEmpty() && fork.isEmpty();
        this.journal = new RunJournal(id, setup(use.variant().recipe()), folder, history, told);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Path folder() {
        return folder;
    }

    @Override
    public RunProgress progress() {
        return journal.progress();
    }

    @Override
    public void finish() {
        finishWanted = true;
    }

    /**
     * Requests other parts from the next large batch on.
     *
     * @param replacements which parts replace which
     * @param known the available parts
     * @return the swap
     * @throws RefusedException if the new parts do not fit
     */
    public RequestedSwap swap(List<Replacement> replacements, AvailableParts known) {
        composer.compose(parts.variant(), history.swaps().changes(), replacements, known)
                .use()
                .close();
        RequestedSwap request = new RequestedSwap(this, replacements, known);
        requests.add(request);
        asked.add(request);
        if (state().ended()) {
            request.over();
        }
        return request;
    }

    @Override
    public void run() {
        String failure = "";
        RunState outcome = RunState.FAILED;
        try (parts;
                NDManager host = engine.newManager(Device.cpu());
                NDManager work = engine.newManager(device)) {
            outcome = train(host, work);
        } catch (RunStoppedException e) {
            outcome = RunState.STOPPED;
        } catch (NonFiniteLossException | RunFailedException | FileWriteException e) {
            failure = e.getMessage();
            LOG.debug("Run {} failed", id, e);
        } catch (RefusedException e) {
            failure = e.getMessage();
            failureOutcome = RunOutcome.REFUSED;
            LOG.debug("Run {} was refused", id, e);
        } catch (RuntimeException | Error e) { // a part may throw any exception
            failure = blame(e).orElseGet(() ->
                    "The run failed: %s.".formatted(e.getMessage() == null ? e.toString() : e.getMessage()));
            LOG.debug("Run {} failed", id, e);
        } finally {
            end(outcome, failure);
        }
    }

    private RunState train(NDManager host, NDManager work) {
        Recipe recipe = parts.variant().recipe();
        RandomStreams random = RandomStreams.of(request.seed());
        begin(recipe);
        Variant variant = parts.variant();
        Bound<Optimizer> rule = variant.optimizer();
        journal.stage("building the network");
        try (ImageStore images = read(host, recipe);
                Network network = PrecisionNetwork.of(
                        variant.network(shape, recipe.architecture().clusters(), work, random.weights()),
                        engine,
                        request,
                        device);
                OptimizerSession optimizer = rule.part().open(network.weights(), rule.settings())) {
            journal.parameters(network.parameters());
            return train(
                    recipe,
                    new RunScope(network, optimizer, images, random, engine, work, host, clock, new LossMeter(), this));
        }
    }

    /** Starts to load the images in the background; training begins with those that are loaded. */
    private ImageStore read(NDManager host, Recipe recipe) {
        ImageStore images = ImageStore.open(
                dataset, shape, request.limit(), request.seed(), ImageStorage.of(engine, host, folder), this);
        reading = Optional.of(images);
        journal.images(images.size());
        List<Object> workers = new ArrayList<>(List.of(this, engine, dataset, parts.variant()));
        parts.variant().parts().forEach(used -> workers.add(used.part()));
        return images.readInBackground(recipe.architecture().size(), checksum -> {
            if (checkpoint.isEmpty()) {
                Map<String, Object> lock =
                        RunProvenance.of(workers, engine.info(), deviceName(), images.size(), checksum, request.seed());
                lock.putAll(PretrainedFiles.of(parts.variant()));
                journal.lock(lock);
            }
        });
    }

    private RunState train(Recipe recipe, RunScope run) {
        TrainingBudget budget = TrainingBudget.of(
                        recipe, run.images().size(), request.seconds().orElse(0))
                .until(() -> finishWanted && clock.seconds(Stage.TRAIN) > 0);
        Inference inference = new Inference(
                run, recipe.training().inference(), recipe.training().inferenceBatch());
        Evaluator evaluator = evaluator(inference, budget);
        TensorLeakDetector arrays = new TensorLeakDetector(run.host());
        prefetch = PrefetchThread.wanted(engine, device);
        try (TrainingState state = new TrainingState(run, parts, history)) {
            Checkpoints checkpoints = new Checkpoints(place, state, run.host(), journal, request.keepEvery());
            TrainingCallbacks callbacks = new TrainingCallbacks(
                    budget, clock, journal, evaluator, checkpoints, () -> lookForLeaks(arrays), this::collapsed);
            try (HotSwap swaps = new HotSwap(
                            parts, run, composer, checkpoints, evaluator, journal, history, budget, requests);
                    TrainingLoop loop = new TrainingLoop(state, inference, budget, swaps, callbacks, prefetch)) {
                checkpoint.ifPresent(from -> {
                    goOn(from, state, budget);
                    checkpoints.resumed(from.file());
                    swaps.resumed();
                });
                fork.ifPresent(from -> {
                    from.apply(state, parts.variant(), run, budget, journal);
                    begun = true;
                });
                running();
                try {
                    warnOfFewImages(recipe, run.images().size());
                    compare(recipe, run);
                    journal.meter()
                            .plan(
                                    budget.plan(
                                            parts.phases(),
                                            run.images().size(),
                                            recipe.training().evaluate()),
                                    request.seconds().orElse(0),
                                    state.position().seconds());
                    loop.run();
                    return RunState.FINISHED;
                } catch (RunStoppedException e) {
                    if (run.images().whole()) { // otherwise no step was trained yet
                        callbacks.stopped(state, evaluator(inference.with(CancellationToken.NONE), budget));
                    }
                    return RunState.STOPPED;
                } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
                    Optional<String> reason = swaps.stoppedPartFailed(e).or(() -> blame(e));
                    if (reason.isPresent() && !abandoned()) {
                        checkpoints.write();
                        throw new RunFailedException(reason.get(), e);
                    }
                    throw e;
                }
            }
        }
    }

    private void warnOfFewImages(Recipe recipe, int images) {
        int needed = IMAGES_PER_CLUSTER * recipe.architecture().clusters();
        if (checkpoint.isEmpty() && !request.timed() && images < needed) {
            journal.warn(
                    RunEvent.Type.FEW_IMAGES,
                    "%s images are too few to learn %s clusters; at least %s are needed, %s for each cluster, so give more images or a smaller --k."
                            .formatted(images, recipe.architecture().clusters(), needed, IMAGES_PER_CLUSTER));
        }
    }

    /** Clusters the pixels, and the colors if there are any, by k-means, if requested. */
    private void compare(Recipe recipe, RunScope run) {
        if (!request.baseline()) {
            return;
        }
        ImageStore images = run.images();
        journal.stage(images.shape().isVector() ? "k-means on the vectors" : "k-means on pixels");
        int clusters = recipe.architecture().clusters();
        baseline.cluster(
                        images.size(),
                        images.shape(),
                        clusters,
                        request.seed(),
                        some -> images.vectors(some, PixelVectors::of, run.host()))
                .ifPresent(found -> journal.kmeans(scores.ofBaseline(found, images, request.seed())));
        if (ColorHistograms.fit(images.shape())) {
            baseline.clusterHistograms(
                            images.size(),
                            clusters,
                            request.seed(),
                            some -> images.vectors(some, ColorHistograms::of, run.host()))
                    .ifPresent(found -> journal.histogram(scores.ofBaseline(found, images, request.seed())));
        }
        throwIfCanceled();
    }

    /** Called when the clusters have collapsed; ends the run if requested. */
    private void collapsed() {
        if (request.stopOnCollapse()) {
            collapsed = true;
            stop();
        }
    }

    /** Names the part that threw, if it was a part; empty for a refusal, whose message is sufficient. */
    private Optional<String> blame(Throwable failure) {
        return failure instanceof RefusedException
                        || failure instanceof FileWriteException
                        || failure instanceof OutOfMemoryError
                ? Optional.empty()
                : faultyPart(failure.getStackTrace())
                        .map(faulty ->
                                "The run ended because the %s threw %s, in %s; the checkpoint has its training so far, so repair or replace the part and resume the run."
                                        .formatted(faulty.name(), failure, faulty.place()));
    }

    @Override
    public Optional<FaultyPart> faultyPart(StackTraceElement[] stack) {
        return FaultyPart.of(parts.held(), stack);
    }

    @Override
    public Thread busy(Thread own) {
        Thread working = prefetch.map(thread -> thread.busy(own)).orElse(own);
        return reading.map(images -> images.busy(working)).orElse(working);
    }

    @Override
    public void blocked(FaultyPart faulty, Duration still) {
        journal.event(
                RunEvent.Type.BLOCKED,
                Map.of("part", faulty.name(), "place", faulty.place(), "seconds", still.toSeconds()));
    }

    @Override
    public void abandon(String sentence) {
        super.abandon(sentence);
        end(RunState.FAILED, sentence);
    }

    /** {@return whether all images are loaded, so that a stop leaves a checkpoint} */
    boolean imagesRead() {
        return reading.map(ImageStore::whole).orElse(false);
    }

    private void lookForLeaks(TensorLeakDetector watch) {
        watch.look()
                .ifPresent(each -> journal.event(
                        RunEvent.Type.LEAKING,
                        Map.of("arrays", each, "consequence", TensorLeakDetector.tell(id, each, parts.foreign()))));
    }

    private void goOn(Checkpoint from, TrainingState state, TrainingBudget budget) {
        CheckpointState saved = state.restore(from);
        TrainingPosition position = state.position();
        CheckpointFile beforeSwap = CheckpointFile.beforeSwap(folder);
        if (saved.edits() != null && saved.edits().trial() != null && beforeSwap.exists()) {
            Checkpoint.of(beforeSwap).close(); // only to check it
        }
        if (saved.assignments() != null
                && saved.openSteps() < 0
                && budget.reached(position.rounds(), position.seconds())) {
            place.takeAssignments(saved.assignments());
        }
        begun = true;
        journal.resumed(
                position.seconds(),
                Map.of(
                        "round",
                        position.rounds(),
                        "step",
                        position.steps(),
                        "checkpoint",
                        from.file().name()));
        from.close();
    }

    private Evaluator evaluator(Inference inference, TrainingBudget budget) {
        return new Evaluator(
                () -> parts.variant().evalTransform(),
                dataset,
                inference,
                budget,
                scores,
                journal,
                listeners,
                this::view);
    }

    private EvaluatedRun view(Inference inference, Pipeline clean, Evaluation evaluation) {
        return new EvaluationView(
                id,
                folder,
                parts.variant().recipe(),
                request.seed(),
                dataset,
                clean,
                inference,
                () -> evaluation,
                Optional.empty(),
                Optional.empty());
    }

    private String deviceName() {
        return device.isGpu() ? "gpu:" + device.getDeviceId() : "cpu";
    }

    private RunSummary.Setup setup(Recipe recipe) {
        return new RunSummary.Setup(
                recipe.name(),
                recipe.provenance().title(),
                recipe.provenance().method(),
                recipe.provenance().source(),
                dataset.info().name(),
                dataset.info().protocol(),
                DatasetNotes.of(dataset.notes()),
                recipe.architecture().clusters(),
                request.seed(),
                request.precision(),
                deviceName(),
                engine.info().name(),
                engine.info().threads(),
                ProductVersion.get());
    }

    private void begin(Recipe recipe) {
        dataset.notes()
                .forEach(
                        note -> journal.warn(RunEvent.Type.DATA, dataset.info().name() + ": " + note.sentence() + "."));
        if (checkpoint.isEmpty()) {
            journal.event(
                    RunEvent.Type.STARTED,
                    Map.of("variant", recipe.name(), "data", dataset.info().name(), "seed", request.seed()));
        }
    }

    private RunOutcome outcome(RunState last) {
        return switch (last) {
            case FINISHED -> request.stopOnCollapse() && journal.collapse().isPresent()
                    ? RunOutcome.COLLAPSED
                    : RunOutcome.COMPLETED;
            case STOPPED -> collapsed ? RunOutcome.COLLAPSED : stopped();
            default -> failureOutcome;
        };
    }

    private void end(RunState last, String failure) {
        if (over.getAndSet(true)) {
            return; // given up before its thread woke up
        }
        RunOutcome outcome = outcome(last);
        Optional<RunSummary> summary = Optional.empty();
        String problem = outcome == RunOutcome.COLLAPSED
                ? "The run ends because its clusters collapsed (--stop-on-collapse)."
                : failure;
        try {
            if (begun) {
                summary = Optional.of(journal.ended(last, outcome, problem, clock));
            }
        } catch (RuntimeException e) {
            problem = e.getMessage();
        } finally {
            checkpoint.ifPresent(Checkpoint::close);
            fork.ifPresent(from -> from.source().close());
            if (!begun && fork.isPresent() && outcome == RunOutcome.REFUSED) {
                place.discard();
            } else {
                place.close();
            }
            ended(new RunReport(folder, last, outcome, summary, problem));
            asked.forEach(RequestedSwap::over);
        }
    }
}
