package org.clade.sweep.tune;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.clade.api.cluster.ClusterService;
import org.clade.api.data.DataService;
import org.clade.api.data.Dataset;
import org.clade.api.data.Split;
import org.clade.api.metric.ClusterMetric;
import org.clade.api.part.RefusedException;
import org.clade.api.sweep.SweepService;
import org.clade.api.sweep.TuneRequest;
import org.clade.api.sweep.TuneService;
import org.clade.api.sweep.TuneWorker;
import org.clade.api.variant.VariantLease;
import org.clade.api.variant.VariantService;
import org.clade.base.file.AtomicFile;
import org.clade.base.file.EmptyFolder;
import org.clade.sweep.trial.TrialThreads;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Makes searches and works on them. */
@Component
public final class Tunes implements TuneService {

    private final SweepService sweeps;
    private final VariantService variants;
    private final DataService data;
    private final CandidateScores scores;

    /** Made by Declarative Services. */
    @Activate
    public Tunes(
            @Reference SweepService sweeps,
            @Reference VariantService variants,
            @Reference DataService data,
            @Reference ClusterService clusters,
            @Reference(target = "(clade.id=ari)") ClusterMetric ari) {
        this.sweeps = sweeps;
        this.variants = variants;
        this.data = data;
        this.scores = new CandidateScores(clusters, ari);
    }

    @Override
    public void create(TuneRequest request) {
        requireEmpty(request.folder());
        TunePlan plan = TunePlan.of(request);
        TrialThreads.of(request.threads(), request.jobs());
        Dataset set = data.open(request.data(), Split.ALL);
        for (Map<String, String> candidate : plan.candidates()) {
            try (VariantLease use = variants.use(request.variant(), candidate)) {
                use.variant()
                        .check(
                                set.info().shape(),
                                use.variant().recipe().architecture().clusters());
            }
        }
        AtomicFile.makeFolder(request.folder());
        plan.write(request.folder());
    }

    private static void requireEmpty(Path folder) {
        if (Files.isRegularFile(folder.resolve(TunePlan.NAME))) {
            throw new RefusedException(
                    "%s holds a search already; go on with it by --resume, or name another folder with --to."
                            .formatted(folder));
        }
        EmptyFolder.require(folder, Set.of());
    }

    @Override
    public TuneWorker open(Path folder) {
        return new TuneRounds(folder, TunePlan.read(folder), sweeps, variants, scores);
    }
}
