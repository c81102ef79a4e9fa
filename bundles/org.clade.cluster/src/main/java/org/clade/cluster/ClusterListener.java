package org.clade.cluster;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.clade.api.cluster.CountRange;
import org.clade.api.cluster.CountResult;
import org.clade.api.cluster.FileMode;
import org.clade.api.cluster.ImageCheck;
import org.clade.api.evaluation.EvaluatedRun;
import org.clade.api.evaluation.EvaluationListener;
import org.clade.api.evaluation.EvaluationPoint;
import org.clade.api.metric.ClusterMetric;
import org.clade.api.run.RunEvent;
import org.clade.api.run.RunListener;
import org.clade.cluster.count.CountsFile;
import org.clade.cluster.count.FeatureCount;
import org.clade.cluster.folder.ClusterSettings;
import org.clade.cluster.folder.ClusteredFolder;
import org.clade.cluster.folder.FileGroups;
import org.clade.cluster.neighbors.ImageFindings;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the folders of clusters at the last evaluation of a run that clusters a folder, also if the run was resumed, compares
 * numbers of clusters, and finds near-duplicates and outliers. A run that is stopped and not evaluated again gets the folders of the evaluation before.
 */
@Component(service = {EvaluationListener.class, RunListener.class, ClusterListener.class})
public final class ClusterListener implements EvaluationListener, RunListener {

    private static final Logger LOG = LoggerFactory.getLogger("run");

    /** Clusters of the latest evaluation, to be written if no last one comes. */
    private record Pending(ClusteredFolder folder, FileGroups groups, FileMode mode) {

        void write() {
            int copied = folder.clusters(groups, mode);
            if (copied > 0) {
                LOG.warn("{} images were copied into clusters/, because this file system takes no links.", copied);
            }
        }
    }

    private final FeatureCount counting;
    private final Map<String, Pending> pending = new ConcurrentHashMap<>();
    private final Map<String, CountResult> counts = new ConcurrentHashMap<>();
    private final Map<String, ImageCheck> checks = new ConcurrentHashMap<>();

    /** Made by Declarative Services. */
    @Activate
    public ClusterListener(@Reference(target = "(clade.id=ari)") ClusterMetric ari) {
        this.counting = new FeatureCount(ari);
    }

    @Override
    public void onEvaluation(EvaluatedRun run, EvaluationPoint point) {
        ClusterSettings.read(run.folder()).ifPresent(settings -> {
            ClusteredFolder folder = new ClusteredFolder(run.folder());
            Pending latest = new Pending(folder, FileGroups.of(run), settings.files());
            if (!point.last()) {
                if (point.step() > 0) {
                    pending.put(run.id(), latest);
                }
                return;
            }
            pending.remove(run.id());
            latest.write();
            if (point.complete()) { // a user who has stopped the run does not wait for the rest
                folder.sheets(run);
                settings.search().ifPresent(range -> compare(run, range));
                if (!settings.check().isZero() && !run.shape().isVector()) {
                    check(run, settings.check());
                }
            }
        });
    }

    private void compare(EvaluatedRun run, CountRange range) {
        CountResult result = counting.of(run, range, k -> run.checkStop());
        CountsFile.write(run.folder(), result);
        counts.put(run.id(), result);
    }

    private void check(EvaluatedRun run, Duration time) {
        ImageFindings.within(run, time)
                .ifPresentOrElse(
                        found -> checks.put(run.id(), found),
                        () -> LOG.warn(
                                "Near-duplicates and outliers of {} images are not found within {} seconds, so they are left out; clusters:check finds them.",
                                run.images(),
                                time.toSeconds()));
    }

    @Override
    public void onEvent(RunEvent event) {
        switch (event.type()) {
            case FINISHED, STOPPED, FAILED -> Optional.ofNullable(pending.remove(event.run()))
                    .ifPresent(Pending::write);
            default -> LOG.trace("{} {}", event.run(), event.type());
        }
    }

    @Override
    public void onPrediction(EvaluatedRun prediction) {
        // A prediction is no clustered folder.
    }

    /** {@return how numbers of clusters compare on a run, once} */
    Optional<CountResult> takeCounts(String run) {
        return Optional.ofNullable(counts.remove(run));
    }

    /** {@return the near-duplicates and outliers of a run, once} */
    Optional<ImageCheck> takeCheck(String run) {
        return Optional.ofNullable(checks.remove(run));
    }
}
