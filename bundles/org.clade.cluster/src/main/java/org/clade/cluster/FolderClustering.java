package org.clade.cluster;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.IntConsumer;
import org.clade.api.cluster.ClusterPlan;
import org.clade.api.cluster.ClusterReport;
import org.clade.api.cluster.ClusterRequest;
import org.clade.api.cluster.ClusterService;
import org.clade.api.cluster.CountRange;
import org.clade.api.cluster.CountResult;
import org.clade.api.evaluation.EvaluatedRun;
import org.clade.api.features.FeatureWriter;
import org.clade.api.metric.ClusterMetric;
import org.clade.api.run.Job;
import org.clade.api.run.RunService;
import org.clade.api.run.TrainedRun;
import org.clade.cluster.choice.ClusterNumbers;
import org.clade.cluster.choice.FolderPlanner;
import org.clade.cluster.count.CountsFile;
import org.clade.cluster.count.FeatureCount;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Clusters folders of images. */
@Component
public final class FolderClustering implements ClusterService {

    private final FolderPlanner planner;
    private final RunService runs;
    private final FeatureWriter features;
    private final ClusterListener listener;
    private final FeatureCount counting;

    /** Made by Declarative Services. */
    @Activate
    public FolderClustering(
            @Reference FolderPlanner planner,
            @Reference RunService runs,
            @Reference FeatureWriter features,
            @Reference ClusterListener listener,
            @Reference(target = "(clade.id=ari)") ClusterMetric ari) {
        this.planner = planner;
        this.runs = runs;
        this.features = features;
        this.listener = listener;
        this.counting = new FeatureCount(ari);
    }

    @Override
    public ClusterPlan plan(ClusterRequest request) {
        return planner.plan(request);
    }

    @Override
    public Job<ClusterReport> start(ClusterPlan plan) {
        return plan.features()
                .<Job<ClusterReport>>map(request ->
                        FeatureClusterJob.start(features.start(request), () -> ClusterJob.start(plan, runs, listener)))
                .orElseGet(() -> ClusterJob.start(plan, runs, listener));
    }

    @Override
    public CountResult count(Path run, Optional<CountRange> range, IntConsumer done) {
        try (TrainedRun trained = runs.open(run)) {
            EvaluatedRun evaluated = trained.evaluated();
            CountRange wanted = range.orElseGet(
                    () -> ClusterNumbers.around(trained.recipe().architecture().clusters(), trained.images()));
            CountResult result = counting.of(evaluated, wanted, done);
            CountsFile.write(run, result);
            return result;
        }
    }
}
