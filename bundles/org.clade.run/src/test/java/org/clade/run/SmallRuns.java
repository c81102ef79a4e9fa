package org.clade.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.clade.api.data.Split;
import org.clade.api.engine.TensorEngine;
import org.clade.api.metric.ClusterMetric;
import org.clade.api.part.Part;
import org.clade.api.run.RunReport;
import org.clade.api.run.RunRequest;
import org.clade.base.json.ExitCodes;
import org.clade.engine.torch.TorchEngine;
import org.clade.metric.AdjustedRandIndex;
import org.clade.metric.EffectiveClusters;
import org.clade.metric.LargestShare;
import org.clade.run.background.ComputeLock;
import org.clade.run.background.JobExecutor;
import org.clade.run.evaluation.EvaluationListeners;
import org.clade.run.inference.Scores;
import org.clade.run.result.PixelBaseline;
import org.clade.run.trained.RunLoader;

/** A small version of everything that a run needs. */
public final class SmallRuns {

    public final TensorEngine engine = TorchEngine.start();
    public final Stripes data = new Stripes();
    public final SmallVariants variants = new SmallVariants(engine);
    public final RunLoader trained = new RunLoader(variants, data, engine);
    public final Scores scores = new Scores(
            List.of(service("acc", agreement()), service("ari", new AdjustedRandIndex())),
            List.of(
                    service("largest_share", new LargestShare()),
                    service("effective_clusters", new EffectiveClusters())));
    public final SeenEvaluations seen = new SeenEvaluations();
    public final EvaluationListeners evaluations = new EvaluationListeners(seen);
    public final JobExecutor executor = new JobExecutor(new ComputeLock());
    public final FakeEdits editor = new FakeEdits();
    public final Runs runs;
    private final Path out;

    public SmallRuns(Path out) {
        this(out, new PixelBaseline());
    }

    SmallRuns(Path out, PixelBaseline baseline) {
        this.out = out;
        this.runs = new Runs(variants, data, engine, scores, baseline, trained, evaluations, executor);
    }

    private static <T> Map.Entry<Map<String, Object>, T> service(String id, T metric) {
        return Map.entry(Map.of(Part.ID, id), metric);
    }

    /** Counts images whose cluster has the number of their class. */
    private static ClusterMetric agreement() {
        return (truth, clusters) -> {
            int right = 0;
            for (int i = 0; i < truth.length; i++) {
                right += truth[i] == clusters[i] ? 1 : 0;
            }
            return right / (double) truth.length;
        };
    }

    /** {@return the folder of a run that has been trained} */
    public Path train(Split split, int limit) throws InterruptedException {
        RunReport report = runs.start(RunRequest.of("small", "stripes")
                        .withImages(split, limit)
                        .withSeed(3)
                        .withDevice("cpu")
                        .withOut(out))
                .await();
        if (ExitCodes.of(report.outcome()) != 0) {
            throw new AssertionError(report.failure());
        }
        return report.folder();
    }
}
