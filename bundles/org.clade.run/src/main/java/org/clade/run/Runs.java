package org.clade.run;

import ai.djl.Device;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.clade.api.data.DataService;
import org.clade.api.data.Dataset;
import org.clade.api.data.ImageShape;
import org.clade.api.engine.Precision;
import org.clade.api.engine.TensorEngine;
import org.clade.api.part.RefusedException;
import org.clade.api.run.RunEvent;
import org.clade.api.run.RunHandle;
import org.clade.api.run.RunListener;
import org.clade.api.run.RunOutcome;
import org.clade.api.run.RunReport;
import org.clade.api.run.RunRequest;
import org.clade.api.run.RunService;
import org.clade.api.run.RunState;
import org.clade.api.run.RunSummary;
import org.clade.api.run.TrainedNetwork;
import org.clade.api.run.TrainedRun;
import org.clade.api.variant.Recipe;
import org.clade.api.variant.VariantLease;
import org.clade.api.variant.VariantService;
import org.clade.run.background.JobExecutor;
import org.clade.run.evaluation.EvaluationListeners;
import org.clade.run.file.DamagedFileException;
import org.clade.run.folder.FolderLock;
import org.clade.run.folder.RunFolder;
import org.clade.run.folder.RunRequestFile;
import org.clade.run.fork.ForkSource;
import org.clade.run.fork.RunFork;
import org.clade.run.inference.Scores;
import org.clade.run.result.PixelBaseline;
import org.clade.run.support.CancellationToken;
import org.clade.run.support.ReadShape;
import org.clade.run.trained.RunLoader;
import org.clade.run.trained.StoredRun;
import org.clade.run.training.Checkpoint;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts runs, one at a time. */
@Component
public final class Runs implements RunService {

    private static final Logger LOG = LoggerFactory.getLogger(Runs.class);

    private final VariantService variants;
    private final DataService data;
    private final TensorEngine engine;
    private final Scores scores;
    private final PixelBaseline baseline;
    private final RunLoader trained;
    private final EvaluationListeners evaluations;
    private final JobExecutor executor;
    private final List<TrainingRun> runs = new CopyOnWriteArrayList<>();

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    private final List<RunListener> listeners = new CopyOnWriteArrayList<>();

    /** Made by Declarative Services. */
    @Activate
    public Runs(
            @Reference VariantService variants,
            @Reference DataService data,
            @Reference TensorEngine engine,
            @Reference Scores scores,
            @Reference PixelBaseline baseline,
            @Reference RunLoader trained,
            @Reference EvaluationListeners evaluations,
            @Reference JobExecutor executor) {
        this.variants = variants;
        this.data = data;
        this.engine = engine;
        this.scores = scores;
        this.baseline = baseline;
        this.trained = trained;
        this.evaluations = evaluations;
        this.executor = executor;
    }

    /** Stops the active job when the service is deactivated. */
    @Deactivate
    void stopAll() {
        runs.forEach(RunHandle::stop);
    }

    @Override
    public void check(RunRequest request) {
        precision(request);
    }

    private Precision precision(RunRequest request) {
        return engine.autocast().precision(request.precision(), engine.device(request.device()));
    }

    @Override
    public RunHandle start(RunRequest request) {
        RunRequest settled = request.with(precision(request));
        return begin(() -> {
            Optional<ForkSource> source = settled.fork().map(ForkSource::open);
            try {
                source.ifPresent(other -> other.check(settled));
                return prepared(
                        settled, Optional.empty(), source, (dataset, recipe) -> newFolder(settled, dataset, recipe));
            } catch (RuntimeException e) {
                source.ifPresent(ForkSource::close);
                throw e;
            }
        });
    }

    @Override
    public RunRequest fork(String variant, Path folder, int epoch) {
        try (ForkSource source = ForkSource.find(folder, epoch)) {
            return source.request(
                    variant, variants.recipe(source.stored().request().variant()));
        }
    }

    @Override
    public RunHandle resume(Path folder) {
        return begin(() -> resumed(folder));
    }

    private RunHandle begin(Supplier<TrainingRun> prepare) {
        TrainingRun run = executor.begin("clade-run", prepare);
        runs.add(run);
        return run;
    }

    /** Locks the folder before the checks, so that no file changes after them. */
    private TrainingRun resumed(Path folder) {
        StoredRun.check(folder);
        RunFolder own = RunFolder.resume(folder);
        try {
            if (finished(folder)) {
                throw new RefusedException("Run %s is finished; to train longer, start run %s with more --epochs."
                        .formatted(folder, folder.resolve(RunFolder.RECIPE)));
            }
            StoredRun stored = StoredRun.open(folder, "resume has nothing to start from");
            try {
                own.takeOriginals(stored.checkpoint()::original);
                return prepared(
                        stored.request(), Optional.of(stored.checkpoint()), Optional.empty(), (dataset, recipe) -> own);
            } catch (RuntimeException e) {
                stored.checkpoint().close();
                throw e;
            }
        } catch (RuntimeException e) {
            own.close();
            throw e;
        }
    }

    private static boolean finished(Path folder) {
        try {
            return RunFolder.summary(folder)
                    .filter(summary -> summary.status() == RunState.FINISHED)
                    .isPresent();
        } catch (DamagedFileException e) {
            return false; // the checkpoint has all, and the summary is written again
        }
    }

    private TrainingRun prepared(
            RunRequest request,
            Optional<Checkpoint> checkpoint,
            Optional<ForkSource> source,
            BiFunction<Dataset, Recipe, RunFolder> place) {
        Device device = engine.device(request.device());
        Dataset dataset = data.open(request.data(), request.split());
        VariantLease use = variants.use(request.variant(), changes(request, checkpoint));
        try {
            Recipe recipe = use.variant().recipe();
            ImageShape shape = ReadShape.of(dataset, recipe);
            int images = request.limit() == 0
                    ? dataset.info().images()
                    : Math.min(request.limit(), dataset.info().images());
            if (images < recipe.architecture().clusters()) {
                throw new RefusedException(
                        "%s images of %s are too few for %s clusters; give more images or a smaller --k."
                                .formatted(
                                        images,
                                        dataset.info().name(),
                                        recipe.architecture().clusters()));
            }
            use.variant().check(shape, recipe.architecture().clusters());
            source.ifPresent(other -> other.check(images));
            RunFolder folder = place.apply(dataset, recipe);
            return new TrainingRun(
                    request,
                    dataset,
                    shape,
                    use,
                    variants,
                    device,
                    engine,
                    scores,
                    baseline,
                    folder,
                    checkpoint,
                    source.map(other -> new RunFork(other, variants, shape)),
                    evaluations,
                    this::tell);
        } catch (RuntimeException e) {
            use.close();
            throw e;
        }
    }

    private RunFolder newFolder(RunRequest request, Dataset dataset, Recipe recipe) {
        RunFolder folder = RunFolder.create(request.out(), dataset.info().name(), recipe.name(), request.seed());
        try {
            variants.write(recipe, folder.path().resolve(RunFolder.RECIPE));
            RunRequestFile.write(request, folder.path());
            folder.keepOriginal(RunFolder.RECIPE);
            folder.keepOriginal(RunFolder.REQUEST);
            return folder;
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    private static Map<String, String> changes(RunRequest request, Optional<Checkpoint> checkpoint) {
        Map<String, String> changes = new HashMap<>(request.changes());
        checkpoint.ifPresent(from -> changes.putAll(from.state().changes()));
        request.clusters().ifPresent(clusters -> changes.put("clusters", Integer.toString(clusters)));
        request.epochs().ifPresent(epochs -> {
            changes.put("epochs", Integer.toString(epochs));
            changes.put("max_batches", "0");
        });
        request.rounds().ifPresent(batches -> {
            changes.put("max_batches", Integer.toString(batches));
            changes.putIfAbsent("epochs", "0");
        });
        return changes;
    }

    private void tell(RunEvent event) {
        for (RunListener listener : listeners) {
            try {
                listener.onEvent(event);
            } catch (RuntimeException e) {
                LOG.warn("A run listener failed on {}", event.type(), e);
            }
        }
    }

    @Override
    public TrainedRun open(Path folder) {
        return trained.open(trained.find(folder), CancellationToken.INTERRUPT, count -> {});
    }

    @Override
    public TrainedNetwork openNetwork(Path folder) {
        return trained.openNetwork(folder);
    }

    @Override
    public <T> T exclusively(Path folder, Supplier<T> work) {
        FolderLock lock = FolderLock.take(folder);
        try {
            return work.get();
        } finally {
            lock.close();
        }
    }

    @Override
    public List<RunHandle> runs() {
        return List.copyOf(runs);
    }

    @Override
    public List<RunReport> list(Path root) {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(root, 4)) {
            List<RunReport> found = new ArrayList<>();
            files.filter(file -> file.getFileName().toString().equals(RunFolder.RECIPE))
                    .map(Path::getParent)
                    .sorted((a, b) -> a.getFileName().compareTo(b.getFileName()))
                    .forEach(folder -> found.add(report(folder)));
            return List.copyOf(found);
        } catch (IOException e) {
            throw new UncheckedIOException("Runs in " + root + " cannot be listed: " + e.getMessage(), e);
        }
    }

    private static RunReport report(Path folder) {
        try {
            return report(folder, RunFolder.summary(folder));
        } catch (DamagedFileException e) { // list the others
            return new RunReport(folder, RunState.FAILED, RunOutcome.REFUSED, Optional.empty(), e.getMessage());
        }
    }

    private static RunReport report(Path folder, Optional<RunSummary> summary) {
        return new RunReport(
                folder,
                RunFolder.state(folder, summary),
                summary.map(RunSummary::outcome).orElse(RunOutcome.UNFINISHED),
                summary,
                summary.flatMap(RunSummary::failure).orElse(""));
    }
}
