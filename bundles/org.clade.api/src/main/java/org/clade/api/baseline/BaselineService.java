package org.clade.api.baseline;

import org.osgi.annotation.versioning.ProviderType;

/** Clusters images by a classical method, to compare a network with. */
@ProviderType
public interface BaselineService {

    /**
     * Clusters the pixels of images. The call returns when the method is done; it cannot be interrupted.
     *
     * @param request what to cluster, and how
     * @return the scores of the clusters
     * @throws org.clade.api.part.RefusedException if the method or data set does not exist, if the images differ in
     *     size and no size is given, or if neither the request nor the labels give the number of clusters
     */
    PixelClustering clusterPixels(PixelClusteringRequest request);

    /**
     * Clusters the label features of a run's images (DAC, Table 3). This opens the run and cannot be interrupted.
     *
     * @param request what to cluster, and how
     * @return the scores of the clusters, and those of the clusters that the network itself assigns
     * @throws org.clade.api.part.RefusedException if the method does not exist or the run cannot be opened
     */
    FeatureClustering clusterFeatures(FeatureClusteringRequest request);
}
