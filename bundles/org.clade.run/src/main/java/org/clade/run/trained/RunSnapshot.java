package org.clade.run.trained;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.function.IntConsumer;
import org.clade.api.data.Dataset;
import org.clade.api.data.ImageShape;
import org.clade.api.engine.TensorEngine;
import org.clade.api.part.RefusedException;
import org.clade.api.run.RunRequest;
import org.clade.api.variant.VariantLease;
import org.clade.run.images.ImageStorage;
import org.clade.run.images.ImageStore;
import org.clade.run.support.CancellationToken;
import org.clade.run.training.Checkpoint;

/**
 * A run that was found whole, so far as can be told without reading images.
 *
 * @param request what it was started with
 * @param checkpoint its newest whole checkpoint
 * @param dataset where the images are that it looks at
 * @param shape the shape they are read in
 * @param use its variant
 * @param device computes
 */
public record RunSnapshot(
        RunRequest request, Checkpoint checkpoint, Dataset dataset, ImageShape shape, VariantLease use, Device device)
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
                    "The images of %s are not those that run %s was trained on; restore the original images, or train again."
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
        return open(other, request.limit(), engine, host, () -> {}).read(size(), progress);
    }

    /**
     * Reads all of some images that the run was not trained on, in the size of its own.
     *
     * @param other the images
     * @param engine computes
     * @param host holds them
     * @return the images
     * @throws RefusedException where they have other channels, or cannot be read
     */
    ImageStore others(Dataset other, TensorEngine engine, NDManager host) {
        int channels = other.info().shape().channels();
        if (channels != shape.channels()) {
            throw new RefusedException(
                    "The images of %s have %s, and those of run %s have %s; give images of the same kind."
                            .formatted(other.info().name(), words(channels), folder(), words(shape.channels())));
        }
        return open(other, 0, engine, host, () -> {}).read(size(), count -> {});
    }

    private static String words(int channels) {
        return channels == 1 ? "1 channel" : channels + " channels";
    }

    /**
     * Begins to read images that the run may not have been trained on, on a thread of their own.
     *
     * @param limit only so many; 0 for all
     * @param engine computes
     * @param host holds them
     * @param cancellation asked while a thread waits for images
     * @return the images
     */
    ImageStore beside(int limit, TensorEngine engine, NDManager host, CancellationToken cancellation) {
        return open(dataset, limit, engine, host, cancellation).readBeside(size(), checksum -> {});
    }

    private ImageStore open(
            Dataset images, int limit, TensorEngine engine, NDManager host, CancellationToken cancellation) {
        return ImageStore.open(
                images, shape, limit, request.seed(), ImageStorage.of(engine, host, folder()), cancellation);
    }

    private int size() {
        return use.variant().recipe().size();
    }

    /** Ends the use of the variant, and of the checkpoint. */
    @Override
    public void close() {
        checkpoint.close();
        use.close();
    }
}
