package org.clade.run.features;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.clade.api.data.DataService;
import org.clade.api.data.Dataset;
import org.clade.api.data.ImageScaler;
import org.clade.api.engine.Precision;
import org.clade.api.engine.TensorEngine;
import org.clade.api.features.FeatureFile;
import org.clade.api.features.FeatureFileRequest;
import org.clade.api.features.FeatureWriter;
import org.clade.api.features.PretrainedNetwork;
import org.clade.api.part.RefusedException;
import org.clade.api.run.InferenceReport;
import org.clade.api.run.Job;
import org.clade.run.background.JobExecutor;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Starts the computation of features, one at a time and never in parallel with a run. */
@Component
public final class NetworkFeatures implements FeatureWriter {

    private final JobExecutor executor;
    private final Backbones backbones;
    private final RunNetworks runs;
    private final DataService data;
    private final TensorEngine engine;
    private final ImageScaler scaler;
    private final List<FeatureExtraction> extractions = new CopyOnWriteArrayList<>();

    /** Made by Declarative Services. */
    @Activate
    public NetworkFeatures(
            @Reference JobExecutor executor,
            @Reference Backbones backbones,
            @Reference RunNetworks runs,
            @Reference DataService data,
            @Reference TensorEngine engine,
            @Reference ImageScaler scaler) {
        this.executor = executor;
        this.backbones = backbones;
        this.runs = runs;
        this.data = data;
        this.engine = engine;
        this.scaler = scaler;
    }

    /** Stops the active job when the service is deactivated. */
    @Deactivate
    void stopAll() {
        extractions.forEach(Job::stop);
    }

    @Override
    public PretrainedNetwork network(String network) {
        return backbones.find(network).info();
    }

    @Override
    public Job<InferenceReport<FeatureFile>> start(FeatureFileRequest request) {
        FeatureExtraction extraction = executor.begin("clade-features", () -> prepared(request));
        extractions.removeIf(earlier -> earlier.state().ended());
        extractions.add(extraction);
        return extraction;
    }

    @Override
    public int mostShards(FeatureFileRequest request) {
        return opened(request).mostShards();
    }

    @Override
    public int merge(Path to, List<Path> shards) {
        return FeatureMerge.merge(to.toAbsolutePath().normalize(), shards);
    }

    private FeatureExtraction prepared(FeatureFileRequest request) {
        Path file = request.file().toAbsolutePath().normalize();
        FeatureOutput.check(file, request.resume());
        return opened(request);
    }

    private FeatureExtraction opened(FeatureFileRequest request) {
        Path file = request.file().toAbsolutePath().normalize();
        if (Backbones.isRun(request.network())) {
            Dataset images = images(request);
            return new FeatureExtraction(request, file, images, runs.find(request, images), engine);
        }
        Backbones.Found network = backbones.find(request.network());
        if (!network.backbone().part().followsPrecision() && request.precision().equals(Precision.BF16.id())) {
            throw new RefusedException(
                    "%s computes in the precision of its file, so --precision %s would change nothing; leave it out, or export the network in that precision."
                            .formatted(network.info().part(), request.precision()));
        }
        Dataset images = images(request);
        return new FeatureExtraction(
                request, file, images, new PretrainedFeatures(request, network, images, engine, scaler), engine);
    }

    private Dataset images(FeatureFileRequest request) {
        Dataset dataset = data.open(request.data(), request.split());
        if (dataset.info().shape().isVector()) {
            throw new RefusedException(
                    "%s holds vectors, not images; give a folder or a set of images.".formatted(request.data()));
        }
        return dataset;
    }
}
