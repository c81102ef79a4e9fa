package org.clade.run.trained;

import java.nio.file.Path;
import java.util.Optional;
import org.clade.api.data.Dataset;
import org.clade.api.features.FeatureFileRequest;
import org.clade.api.part.RefusedException;
import org.clade.run.features.FeatureNetwork;
import org.clade.run.features.RunNetworks;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Finds the networks of runs for the features of other images. */
@Component
public final class TrainedNetworks implements RunNetworks {

    private static final String ANY = "auto";

    private final RunLoader trained;

    /** Made by Declarative Services. */
    @Activate
    public TrainedNetworks(@Reference RunLoader trained) {
        this.trained = trained;
    }

    @Override
    public FeatureNetwork find(FeatureFileRequest request, Dataset images) {
        if (!request.device().equals(ANY)) {
            throw new RefusedException("The network of a run computes on the device of the run; leave --device %s out."
                    .formatted(request.device()));
        }
        return new RunFeatures(
                trained.find(Path.of(request.network()), () -> images, Optional.of(request.precision())), trained);
    }
}
