package org.clade.api.baseline;

import org.osgi.annotation.versioning.ProviderType;

/** Clusters images by a classical method, to compare a network with. */
@ProviderType
public interface BaselineService {

    /**
     * Clusters the pixels of images. This reads the images and takes as long as the method takes; it cannot be interrupted.
     *
     * @param request what to cluster, and how
     * @return the scores of the clusters
     * @throws org.clade.api.part.RefusedException if there is no such method or data set, if the images differ in size and no
     *     size is given, or if the number of clusters is neither given nor known from labels
     */
    PixelClustering clusterPixels(PixelClusteringRequest request);

    /**
     * Clusters the label features of a run's images (DAC, Table 3). This opens the run and cannot be interrupted.
     *
     * @param request what to cluster, and how
     * @return the scores of the clusters, and those of the clusters that the network itself assigns
     * @throws org.clade.api.part.RefusedException if there is no such method, or if the run cannot be opened
     */
    FeatureClustering clusterFeatures(FeatureClusteringRequest request);
}
