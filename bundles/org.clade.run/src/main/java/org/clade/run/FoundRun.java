package org.clade.run;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.function.IntConsumer;
import org.clade.api.data.Dataset;
import org.clade.api.data.ImageShape;
import org.clade.api.engine.TensorEngine;
import org.clade.api.part.RefusedException;
import org.clade.api.run.RunRequest;
import org.clade.api.variant.VariantUse;

/**
 * A run that was found whole, so far as can be told without reading images.
 *
 * @param request what it was started with
 * @param checkpoint its newest checkpoint
 * @param dataset where its images are
 * @param shape the shape they are read in
 * @param use its variant
 * @param device computes
 */
record FoundRun(
        RunRequest request, CheckpointFile checkpoint, Dataset dataset, ImageShape shape, VariantUse use, Device device)
        implements AutoCloseable {

    /** {@return the run's folder} */
    Path folder() {
        return request.out();
    }

    /**
     * Reads the images of the run.
     *
     * @param engine computes
     * @param host holds them
     * @param progress told how many were read
     * @return the images
     * @throws RefusedException where they are not those that the run was trained on
     */
    ImageStore images(TensorEngine engine, NDManager host, IntConsumer progress) {
        ImageStore images = images(dataset, engine, host, progress);
        if (images.fingerprint() != checkpoint.state().images()) {
            throw new RefusedException(
                    "The images of %s are not those that run %s was trained on; bring the old ones back, or train anew."
                            .formatted(request.data(), folder()));
        }
        return images;
    }

    /**
     * Reads images as the run reads its own: in its size, and no more than its limit.
     *
     * @param other the images
     * @param engine computes
     * @param host holds them
     * @param progress told how many were read
     * @return the images
     */
    ImageStore images(Dataset other, TensorEngine engine, NDManager host, IntConsumer progress) {
        return ImageStore.open(
                        other,
                        shape,
                        request.limit(),
                        RandomStreams.of(request.seed()).limit(),
                        ImagePlace.of(engine, host, folder()),
                        () -> {})
                .read(use.variant().recipe().size(), progress);
    }

    /** Ends the use of the variant. */
    @Override
    public void close() {
        use.close();
    }
}
