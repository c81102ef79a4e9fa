package org.clade.cluster;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.clade.api.cluster.ClusterPlan;
import org.clade.api.cluster.ClusterReport;
import org.clade.api.cluster.CountResult;
import org.clade.api.run.Job;
import org.clade.api.run.RunHandle;
import org.clade.api.run.RunOutcome;
import org.clade.api.run.RunProgress;
import org.clade.api.run.RunReport;
import org.clade.api.run.RunRequest;
import org.clade.api.run.RunService;
import org.clade.api.run.RunState;
import org.clade.cluster.count.CountsFile;
import org.clade.cluster.folder.ClusterSettings;
import org.clade.cluster.folder.ClusteredFolder;

/**
 * The clustering of a folder: one run, or two if the number of clusters is chosen. The first run then has the middle of the
 * range as its number.
 */
final class ClusterJob implements Job<ClusterReport> {

    /** What the first of two runs gets of the time for training. */
    private static final double FIRST_SHARE = 0.4;

    /** What is kept back of the time for the last evaluation, the folders, the comparison and the report. */
    private static final double RESERVE_SHARE = 0.2;

    /** The share of what is kept back that an evaluation of all images may take; a longer one shortens training. */
    private static final double EVALUATION_SHARE = 0.5;

    private static final int LOOK_MILLIS = 250;
    private static final double LEAST_RESERVE = 3;
    private static final double MOST_RESERVE = 90;
    private static final int LEAST_SECONDS = 2;

    /** What the search for near-duplicates and outliers may take of the time. */
    private static final double CHECK_SHARE = 0.05;

    private static final double LEAST_CHECK = 2;
    private static final double MOST_CHECK = 60;

    private final ClusterPlan plan;
    private final RunService runs;
    private final ClusterListener listener;
    private final Instant started = Instant.now();
    private final double reserve;
    private final Duration check;
    private final CompletableFuture<ClusterReport> report = new CompletableFuture<>();
    private volatile RunHandle run;
    private volatile boolean second;
    private volatile boolean stopWanted;

    private ClusterJob(ClusterPlan plan, RunService runs, ClusterListener listener) {
        this.plan = plan;
        this.runs = runs;
        this.listener = listener;
        this.reserve = Math.max(LEAST_RESERVE, Math.min(MOST_RESERVE, RESERVE_SHARE * left()));
        this.check = Duration.ofSeconds(Math.round(Math.max(LEAST_CHECK, Math.min(MOST_CHECK, CHECK_SHARE * left()))));
    }

    /** Starts the first run; what it refuses is thrown here. */
    static ClusterJob start(ClusterPlan plan, RunService runs, ClusterListener listener) {
        ClusterJob job = new ClusterJob(plan, runs, listener);
        boolean single = plan.clusters().single();
        int clusters = (plan.clusters().from() + plan.clusters().to()) / 2;
        job.begin(
                clusters,
                single ? 1 : FIRST_SHARE,
                new ClusterSettings(plan.files(), plan.search(), single ? job.check : Duration.ZERO));
        Thread thread = new Thread(job::finish, "clade-cluster");
        thread.setDaemon(true);
        thread.start();
        return job;
    }

    private double left() {
        return Duration.between(Instant.now(), plan.ends()).toMillis() / 1000.0;
    }

    private void begin(int clusters, double share, ClusterSettings settings) {
        int seconds = (int) Math.max(LEAST_SECONDS, Math.round(share * (left() - reserve)));
        RunRequest request = plan.training()
                .withClusters(OptionalInt.of(clusters))
                .withSeconds(OptionalInt.of(seconds))
                .withBaseline(share == 1);
        run = runs.start(request);
        endInTime(run, Instant.now().plusSeconds(seconds));
        settings.write(run.folder());
        new ClusteredFolder(run.folder()).skipped(plan.skipped());
        if (stopWanted) {
            run.stop();
        }
    }

    /** Ends training earlier if reading the images or k-means took long, or if the last evaluation will, so that all ends in time. */
    private void endInTime(RunHandle trained, Instant planned) {
        Thread watch = new Thread(
                () -> {
                    EvaluationForecast evaluation = new EvaluationForecast();
                    while (!trained.state().ended()) {
                        evaluation.see(trained.progress());
                        double more = Math.max(0, evaluation.seconds().orElse(0) - EVALUATION_SHARE * reserve);
                        if (Instant.now().plusMillis(Math.round(1000 * more)).isAfter(planned)) {
                            trained.finish();
                            return;
                        }
                        if (!paused()) {
                            return;
                        }
                    }
                },
                "clade-cluster-end");
        watch.setDaemon(true);
        watch.start();
    }

    private static boolean paused() {
        try {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void finish() {
        try {
            RunReport first = run.await();
            Optional<CountResult> compared = listener.takeCounts(run.id());
            if (plan.clusters().single() || first.outcome() != RunOutcome.COMPLETED || compared.isEmpty()) {
                report.complete(new ClusterReport(first, compared, listener.takeCheck(run.id())));
                return;
            }
            second = true;
            begin(compared.get().advice().k(), 1, new ClusterSettings(plan.files(), Optional.empty(), check));
            CountsFile.write(run.folder(), compared.get());
            RunReport last = run.await();
            report.complete(new ClusterReport(last, compared, listener.takeCheck(run.id())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            report.completeExceptionally(e);
        } catch (RuntimeException | Error e) { // the waiting thread gets it
            report.completeExceptionally(e);
        }
    }

    @Override
    public String id() {
        return run.id();
    }

    @Override
    public Path folder() {
        return run.folder();
    }

    @Override
    public RunState state() {
        return report.isDone() ? run.state() : stopWanted ? RunState.STOPPING : RunState.RUNNING;
    }

    /** {@return the progress of the run that is going on, with the time that all of the work takes} */
    @Override
    public RunProgress progress() {
        RunProgress now = run.progress();
        double elapsed = Duration.between(started, Instant.now()).toMillis() / 1000.0;
        if (now.remaining() < 0) {
            return now.withTime(0, elapsed, -1);
        }
        double early = plan.clusters().single() || second ? now.remaining() + reserve : Double.MAX_VALUE;
        double remaining = Math.max(0, Math.min(left(), early));
        return now.withTime(elapsed / (elapsed + remaining), elapsed, remaining);
    }

    @Override
    public void stop() {
        stopWanted = true;
        run.stop();
    }

    @Override
    public ClusterReport await() throws InterruptedException {
        return awaited(report);
    }

    /** {@return the report, or what was thrown instead} */
    static ClusterReport awaited(CompletableFuture<ClusterReport> report) throws InterruptedException {
        try {
            return report.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        }
    }
}
