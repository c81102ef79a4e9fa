package org.clade.api.backbone;

import org.clade.api.data.ImageShape;
import org.clade.api.part.Settings;

/**
 * What a backbone is built for.
 *
 * @param image the shape of the input images
 * @param clusters the number of clusters K; GATCluster's last 1×1 convolution is that wide
 * @param settings the backbone's options
 * @param insert what goes between the stages
 */
public record BackboneRequest(ImageShape image, int clusters, Settings settings, StageInsert insert) {

    /** {@return the same request with something else between the stages} */
    public BackboneRequest with(StageInsert other) {
        return new BackboneRequest(image, clusters, settings, other);
    }
}
