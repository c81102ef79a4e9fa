package org.clade.run.features;

import org.clade.api.data.Dataset;
import org.clade.api.features.FeatureFileRequest;

/** Finds the networks of runs. */
@FunctionalInterface
public interface RunNetworks {

    /**
     * Finds the network of a run.
     *
     * @param request has the run's folder as its network
     * @param images the images
     * @return the network
     * @throws org.clade.api.part.RefusedException if the run has no network, or it does not take such images
     */
    FeatureNetwork find(FeatureFileRequest request, Dataset images);
}
