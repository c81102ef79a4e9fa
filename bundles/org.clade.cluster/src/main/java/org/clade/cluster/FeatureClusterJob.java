package org.clade.cluster;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.clade.api.cluster.ClusterReport;
import org.clade.api.features.FeatureFile;
import org.clade.api.run.InferenceReport;
import org.clade.api.run.Job;
import org.clade.api.run.RunOutcome;
import org.clade.api.run.RunProgress;
import org.clade.api.run.RunReport;
import org.clade.api.run.RunState;

/** The clustering of a folder by a pretrained network: its features, then the job that clusters them. */
final class FeatureClusterJob implements Job<ClusterReport> {

    private final Job<InferenceReport<FeatureFile>> features;
    private final Supplier<Job<ClusterReport>> next;
    private final CompletableFuture<ClusterReport> report = new CompletableFuture<>();
    private volatile Job<ClusterReport> clustering;
    private volatile boolean stopWanted;

    private FeatureClusterJob(Job<InferenceReport<FeatureFile>> features, Supplier<Job<ClusterReport>> next) {
        this.features = features;
        this.next = next;
    }

    /**
     * Begins.
     *
     * @param features the features, which are being computed
     * @param next starts what clusters them
     * @return the job
     */
    static FeatureClusterJob start(Job<InferenceReport<FeatureFile>> features, Supplier<Job<ClusterReport>> next) {
        FeatureClusterJob job = new FeatureClusterJob(features, next);
        Thread thread = new Thread(job::finish, "clade-cluster");
        thread.setDaemon(true);
        thread.start();
        return job;
    }

    private void finish() {
        try {
            InferenceReport<FeatureFile> computed = features.await();
            if (computed.outcome() != RunOutcome.COMPLETED || stopWanted) {
                report.complete(without(computed));
                return;
            }
            clustering = next.get();
            if (stopWanted) {
                clustering.stop();
            }
            report.complete(clustering.await());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            report.completeExceptionally(e);
        } catch (RuntimeException | Error e) { // the waiting thread gets it
            report.completeExceptionally(e);
        }
    }

    private static ClusterReport without(InferenceReport<FeatureFile> computed) {
        boolean completed = computed.outcome() == RunOutcome.COMPLETED;
        return new ClusterReport(
                new RunReport(
                        computed.folder(),
                        completed ? RunState.STOPPED : computed.state(),
                        completed ? RunOutcome.STOPPED : computed.outcome(),
                        Optional.empty(),
                        computed.failure()),
                Optional.empty());
    }

    private Job<?> current() {
        return clustering == null ? features : clustering;
    }

    @Override
    public String id() {
        return current().id();
    }

    @Override
    public Path folder() {
        return current().folder();
    }

    @Override
    public RunState state() {
        return report.isDone() ? current().state() : stopWanted ? RunState.STOPPING : RunState.RUNNING;
    }

    @Override
    public RunProgress progress() {
        return current().progress();
    }

    @Override
    public void stop() {
        stopWanted = true;
        current().stop();
    }

    @Override
    public ClusterReport await() throws InterruptedException {
        return ClusterJob.awaited(report);
    }
}
