package org.clade.api.backbone;

import org.clade.api.data.ImageShape;
import org.clade.api.part.Settings;

/**
 * What a backbone is built for.
 *
 * @param image the shape of the input images
 * @param clusters the number of clusters K; the width of GATCluster's last 1×1 convolution
 * @param settings the backbone's options
 * @param insert the layers between the stages
 */
public record BackboneRequest(ImageShape image, int clusters, Settings settings, StageInsert insert) {

    /** {@return the same request with other layers between the stages} */
    public BackboneRequest with(StageInsert other) {
        return new BackboneRequest(image, clusters, settings, other);
    }
}
