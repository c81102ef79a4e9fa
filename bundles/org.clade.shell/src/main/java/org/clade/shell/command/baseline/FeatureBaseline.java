package org.clade.shell.command.baseline;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.clade.api.baseline.Baseline;
import org.clade.api.part.PartSpec;
import org.clade.api.part.Settings;
import org.clade.api.random.RandomStream;
import org.clade.api.run.RunService;
import org.clade.api.run.TrainedRun;
import org.clade.shell.context.Interruption;
import org.clade.shell.service.Services;

/**
 * A classical method on the label features of a run's images, beside the clusters that its network assigns (DAC, Table 3).
 *
 * @param method the method and its options
 * @param folder the run
 * @param clusters how many; 0 for as many as the run has
 * @param seed decides everything random
 */
record FeatureBaseline(PartSpec method, Path folder, int clusters, long seed) {

    /**
     * Clusters the label features.
     *
     * @param services opens the run, clusters and scores
     * @return what was done and, where there are labels, the scores, as JSON names them
     * @throws Exception what went wrong
     */
    Map<String, Object> cluster(Services services) throws Exception {
        Baseline baseline = services.baseline(method.id());
        Settings settings = Settings.of(baseline, method);
        RunService runs = services.get(RunService.class);
        // The work opens and closes the run itself: an interruption leaves the work behind, and it needs the run until
        // it ends.
        return Interruption.leavable(() -> {
            try (TrainedRun run = services.patiently(() -> runs.open(folder))) {
                return cluster(services, baseline, settings, run);
            }
        });
    }

    private Map<String, Object> cluster(Services services, Baseline baseline, Settings settings, TrainedRun run)
            throws InterruptedException {
        long start = System.nanoTime();
        int k = clusters > 0 ? clusters : run.recipe().clusters();
        int[] found = baseline.cluster(
                run.vectors(run.decision()), k, settings, RandomStream.of(seed).derive("baseline", method.id()));
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("method", method.toString());
        result.put("run", folder.toString());
        result.put("signal", run.decision().name());
        result.put("data", run.data().name());
        result.put("protocol", run.data().protocol());
        result.put("images", run.images());
        result.put("k", k);
        result.put("seed", seed);
        result.putAll(PixelClustering.scores(services, run.labels(), found));
        result.put("network", PixelClustering.scores(services, run.labels(), run.clusters()));
        result.put("seconds", Math.round((System.nanoTime() - start) / 1e8) / 10.0);
        return result;
    }
}
