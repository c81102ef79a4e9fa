package org.clade.run;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.clade.api.data.Dataset;
import org.clade.api.data.ImageShape;
import org.clade.api.engine.TensorEngine;
import org.clade.api.optimizer.OptimizerSession;
import org.clade.api.part.RefusedException;
import org.clade.api.run.RunEvent;
import org.clade.api.run.RunHandle;
import org.clade.api.run.RunProgress;
import org.clade.api.run.RunReport;
import org.clade.api.run.RunRequest;
import org.clade.api.run.RunState;
import org.clade.api.variant.Bound;
import org.clade.api.variant.Network;
import org.clade.api.variant.Recipe;
import org.clade.api.variant.Variant;
import org.clade.api.variant.VariantUse;

/** One run from images to assignments, on a thread of its own. */
final class TrainingRun implements RunHandle, Runnable {

    /** Below so many effective clusters a run counts as collapsed. */
    private static final double COLLAPSED = 1.5;

    private final RunRequest request;
    private final Dataset dataset;
    private final ImageShape shape;
    private final VariantUse use;
    private final Device device;
    private final TensorEngine engine;
    private final Scores scores;
    private final RunFolder folder;
    private final Consumer<RunEvent> listeners;
    private final String id;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final StageClock clock = new StageClock();
    private final RunSummary summary = new RunSummary();
    private final long start = System.nanoTime();
    private volatile boolean stopWanted;
    private volatile RunState state = RunState.PREPARING;
    private volatile RunProgress progress = new RunProgress("preparing", 0, 0, 0, 0, 0, 0, -1, 0, Map.of());
    private volatile RunReport report;

    TrainingRun(
            RunRequest request,
            Dataset dataset,
            ImageShape shape,
            VariantUse use,
            Device device,
            TensorEngine engine,
            Scores scores,
            RunFolder folder,
            Consumer<RunEvent> listeners) {
        this.request = request;
        this.dataset = dataset;
        this.shape = shape;
        this.use = use;
        this.device = device;
        this.engine = engine;
        this.scores = scores;
        this.folder = folder;
        this.listeners = listeners;
        Path path = folder.path();
        this.id = path.getName(path.getNameCount() - 3) + "/" + path.getName(path.getNameCount() - 2) + "/"
                + path.getFileName();
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Path folder() {
        return folder.path();
    }

    @Override
    public RunState state() {
        return state;
    }

    @Override
    public RunProgress progress() {
        return progress;
    }

    @Override
    public void stop() {
        stopWanted = true;
        if (!state.ended()) {
            state = RunState.STOPPING;
        }
    }

    @Override
    public RunReport await() throws InterruptedException {
        ended.await();
        return report;
    }

    @Override
    public void run() {
        String failure = "";
        RunState outcome = RunState.FAILED;
        try (use;
                NDManager host = engine.newManager(Device.cpu());
                NDManager work = engine.newManager(device)) {
            outcome = train(host, work);
        } catch (RefusedException e) {
            failure = e.getMessage();
        } catch (RuntimeException | OutOfMemoryError e) {
            failure = "The run failed: %s.".formatted(e.getMessage() == null ? e.toString() : e.getMessage());
            org.slf4j.LoggerFactory.getLogger(TrainingRun.class).debug("Run {} failed", id, e);
        } finally {
            end(outcome, failure);
        }
    }

    private RunState train(NDManager host, NDManager work) {
        Recipe recipe = use.variant().recipe();
        RandomStreams random = RandomStreams.of(request.seed());
        describe(recipe);
        event("started", Map.of("variant", recipe.name(), "data", dataset.info().name(), "seed", request.seed()));
        stage("reading images");
        ImageStore images = ImageStore.read(
                dataset, shape, recipe.size(), request.limit(), random.limit(), host, count -> checkStop());
        summary.fact("images", images.size());
        stage("building the network");
        Variant variant = use.variant();
        Losses losses = new Losses();
        Bound<org.clade.api.optimizer.Optimizer> rule = variant.optimizer();
        try (Network network = variant.network(shape, recipe.clusters(), work, random.weights());
                OptimizerSession optimizer = rule.part().open(network.weights(), rule.settings())) {
            summary.fact("parameters", network.parameters());
            Length length = Length.of(recipe, images.size(), request.seconds());
            PhaseTrainer trainer = new PhaseTrainer(
                    network,
                    optimizer,
                    images,
                    random,
                    engine,
                    work,
                    host,
                    recipe.subbatch(),
                    clock,
                    losses,
                    this::checkStop);
            Evaluator evaluator = new Evaluator(network, images, random, work, length, recipe);
            state = stopWanted ? RunState.STOPPING : RunState.RUNNING;
            try (TrainingLoop loop =
                    new TrainingLoop(use, recipe.clusters(), trainer, images, random, length, losses, evaluator)) {
                loop.run();
                return RunState.FINISHED;
            } catch (RunStopped e) {
                evaluator.finalEvaluation(losses);
                return RunState.STOPPED;
            }
        }
    }

    private void describe(Recipe recipe) {
        summary.fact("variant", recipe.name());
        summary.fact("title", recipe.title());
        summary.fact("method", recipe.method());
        summary.fact("reading", recipe.reading());
        summary.fact("data", dataset.info().name());
        summary.fact("protocol", dataset.info().protocol());
        summary.fact("k", recipe.clusters());
        summary.fact("seed", request.seed());
        summary.fact("precision", request.precision());
        summary.fact("device", device.toString());
        summary.fact("engine", engine.info().name());
        summary.fact("threads", engine.info().threads());
        summary.fact("clade_version", Runs.version());
    }

    private void checkStop() {
        if (stopWanted) {
            throw new RunStopped();
        }
    }

    private void stage(String stage) {
        RunProgress was = progress;
        progress = new RunProgress(
                stage,
                was.epoch(),
                was.epochs(),
                was.round(),
                was.rounds(),
                was.share(),
                elapsed(),
                was.remaining(),
                was.imagesPerSecond(),
                was.latest());
    }

    private double elapsed() {
        return (System.nanoTime() - start) / 1e9;
    }

    private void event(String type, Map<String, Object> details) {
        RunEvent event = new RunEvent(id, type, Instant.now(), details);
        folder.event(event);
        listeners.accept(event);
    }

    private void end(RunState outcome, String failure) {
        int exitCode =
                switch (outcome) {
                    case FINISHED -> 0;
                    case STOPPED -> 130;
                    default -> 1;
                };
        Map<String, Object> content = summary.write(clock, elapsed(), outcome, exitCode);
        String problem = failure;
        try {
            Map<String, Object> details = new LinkedHashMap<>();
            details.put("exit_code", exitCode);
            if (!failure.isEmpty()) {
                content.put("failure", failure);
                details.put("failure", failure);
            }
            folder.summary(content);
            event(outcome.name().toLowerCase(java.util.Locale.ROOT), details);
        } catch (RuntimeException e) {
            problem = e.getMessage();
        } finally {
            report = new RunReport(folder.path(), outcome, exitCode, content, problem);
            state = outcome;
            ended.countDown();
        }
    }

    /** Evaluates, writes a row, and keeps the progress. */
    private final class Evaluator implements TrainingLoop.Observer {

        private final Network network;
        private final ImageStore images;
        private final RandomStreams random;
        private final NDManager work;
        private final Length length;
        private final Recipe recipe;
        private int rounds;
        private long steps;

        Evaluator(
                Network network,
                ImageStore images,
                RandomStreams random,
                NDManager work,
                Length length,
                Recipe recipe) {
            this.network = network;
            this.images = images;
            this.random = random;
            this.work = work;
            this.length = length;
            this.recipe = recipe;
        }

        @Override
        public void round(int epoch, int done, double seconds) {
            rounds = done;
            double share = length.share(done, seconds);
            progress = new RunProgress(
                    "training",
                    epoch + 1,
                    length.epochs(),
                    done,
                    length.rounds(),
                    share,
                    elapsed(),
                    seconds / share - seconds,
                    clock.imagesPerSecond(),
                    progress.latest());
        }

        @Override
        public void evaluate(int epochs, int done, long stepsDone, Map<String, Double> losses) {
            steps = stepsDone;
            stage("evaluating");
            score(epochs, done, losses, TrainingRun.this::checkStop);
        }

        /** Evaluates once more after a stop, so that what was learnt is not lost. */
        void finalEvaluation(Losses losses) {
            stage("evaluating");
            score(rounds / length.roundsPerEpoch(), rounds, losses.takeMeans(), () -> {});
        }

        private void score(int epochs, int done, Map<String, Double> losses, Runnable stop) {
            Evaluation evaluation = clock.time(
                    Stage.EVALUATE,
                    images.size(),
                    () -> Evaluation.of(
                            network,
                            use.variant().clean(),
                            images,
                            recipe.subbatch(),
                            random.clean(),
                            work,
                            engine,
                            stop));
            Map<String, Double> found = scores.of(images.labels(), evaluation);
            MetricsRow row = new MetricsRow(epochs, done, steps, losses, found, clock.imagesPerSecond());
            summary.row(row);
            folder.row(row);
            folder.assignments(dataset, images, evaluation);
            Map<String, Object> details = row.brief();
            event("evaluated", details);
            if (done > 0 && found.getOrDefault("effective_clusters", Double.MAX_VALUE) < COLLAPSED) {
                event("collapsed", details);
            }
            Map<String, Double> latest = new LinkedHashMap<>(found);
            latest.putAll(losses);
            RunProgress was = progress;
            progress = new RunProgress(
                    "training",
                    was.epoch(),
                    length.epochs(),
                    done,
                    length.rounds(),
                    was.share(),
                    elapsed(),
                    was.remaining(),
                    clock.imagesPerSecond(),
                    Map.copyOf(latest));
        }
    }
}
