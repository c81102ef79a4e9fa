package org.clade.cluster;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.clade.api.cluster.CountResult;
import org.clade.api.evaluation.EvaluatedRun;
import org.clade.api.evaluation.EvaluationListener;
import org.clade.api.evaluation.EvaluationPoint;
import org.clade.api.metric.ClusterMetric;
import org.clade.cluster.count.CountsFile;
import org.clade.cluster.count.FeatureCount;
import org.clade.cluster.folder.ClusterSettings;
import org.clade.cluster.folder.ClusteredFolder;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the folders of clusters at the last evaluation of a run that clusters a folder, also where the run was stopped or
 * resumed, and compares numbers of clusters where it was not stopped.
 */
@Component(service = {EvaluationListener.class, ClusterListener.class})
public final class ClusterListener implements EvaluationListener {

    private static final Logger LOG = LoggerFactory.getLogger("run");

    private final FeatureCount counting;
    private final Map<String, CountResult> counts = new ConcurrentHashMap<>();

    /** Made by Declarative Services. */
    @Activate
    public ClusterListener(@Reference(target = "(clade.id=ari)") ClusterMetric ari) {
        this.counting = new FeatureCount(ari);
    }

    @Override
    public void onEvaluation(EvaluatedRun run, EvaluationPoint point) {
        if (point.last()) {
            ClusterSettings.read(run.folder()).ifPresent(settings -> finish(run, settings, point.complete()));
        }
    }

    private void finish(EvaluatedRun run, ClusterSettings settings, boolean complete) {
        int copied = new ClusteredFolder(run.folder()).write(run, settings.files());
        if (copied > 0) {
            LOG.warn("{} images were copied into clusters/, since this file system takes no links.", copied);
        }
        if (complete) {
            settings.search().ifPresent(range -> {
                CountResult result = counting.of(run, range, k -> run.checkStop());
                CountsFile.write(run.folder(), result);
                counts.put(run.id(), result);
            });
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
}
