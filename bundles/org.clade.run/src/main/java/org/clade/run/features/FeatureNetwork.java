package org.clade.run.features;

import java.nio.ByteBuffer;
import org.clade.api.data.ImageShape;
import org.clade.api.features.FeatureFile;
import org.clade.run.images.ImageBatches;
import org.clade.run.support.CancellationToken;

/** A network that computes features: a pretrained one, or that of a run. It is found first and loaded later. */
public interface FeatureNetwork extends AutoCloseable {

    /** {@return reads the images as the network takes them} */
    ImageBatches.Reader reader();

    /** {@return the shape of these images} */
    ImageShape shape();

    /** {@return how many images go through the network at once} */
    int batch();

    /**
     * Loads the network.
     *
     * @param item one of the images
     * @param cancellation asked regularly
     * @throws org.clade.api.part.RefusedException if it cannot be loaded, or does not fit
     */
    void load(int item, CancellationToken cancellation);

    /** {@return numbers of a feature vector, of the loaded network} */
    int width();

    /** {@return what the numbers depend on, apart from the images} */
    FeatureFile.Origin origin(CancellationToken cancellation);

    /**
     * Computes features with the loaded network.
     *
     * @param images images of {@link #shape}, one after the other
     * @param count how many
     * @return count×width numbers
     */
    float[] features(ByteBuffer images, int count);

    /** Frees it. */
    @Override
    void close();
}
