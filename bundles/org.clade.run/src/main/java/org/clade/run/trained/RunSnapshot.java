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
import org.clade.run.training.Checkpoint;

/**
 * A complete run, checked as far as possible without reading images.
 *
 * @param request its request
 * @param checkpoint its newest intact checkpoint
 * @param dataset the images
 * @param shape the shape of the loaded images
 * @param use its variant
 * @param device the device
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
     * @param engine the engine
     * @param host holds them
     * @param progress receives the number of loaded images
     * @return the images
     * @throws RefusedException if they are not the images that the run was trained on
     */
    ImageStore images(TensorEngine engine, NDManager host, IntConsumer progress) {
        ImageStore images = images(dataset, engine, host, progress);
        if (images.fingerprint() != checkpoint.state().images()) {
            throw new RefusedException(
                    "The images of %s have changed since run %s was trained on them; restore the original images, or train again."
                            .formatted(request.data(), folder()));
        }
        return images;
    }

    /**
     * Reads images with the size and the limit of the run's own images.
     *
     * @param other the images
     * @param engine the engine
     * @param host holds them
     * @param progress receives the number of loaded images
     * @return the images
     */
    ImageStore images(Dataset other, TensorEngine engine, NDManager host, IntConsumer progress) {
        return open(other, request.limit(), engine, host).read(size(), progress);
    }

    /**
     * Loads all given images, which the run was not trained on, in the size of its own.
     *
     * @param other the images
     * @param engine computes
     * @param host holds them
     * @return the images
     * @throws RefusedException if they have other channels, or cannot be read
     */
    ImageStore others(Dataset other, TensorEngine engine, NDManager host) {
        ImageShape found = other.info().shape();
        if (found.channels() != shape.channels() || found.type() != shape.type()) {
            throw new RefusedException(
                    "The images of %s have %s, but those of run %s have %s; give images of the same kind."
                            .formatted(other.info().name(), words(found), folder(), words(shape)));
        }
        return open(other, 0, engine, host).read(size(), count -> {});
    }

    private static String words(ImageShape image) {
        if (image.isVector()) {
            return image + " values";
        }
        return image.channels() == 1 ? "1 channel" : image.channels() + " channels";
    }

    /**
     * Loads some of the images to predict.
     *
     * @param items which, ascending
     * @param engine computes
     * @param host holds them
     * @return the images
     */
    ImageStore some(int[] items, TensorEngine engine, NDManager host) {
        return ImageStore.of(dataset, shape, items, size(), ImageStorage.of(engine, host, folder()));
    }

    private ImageStore open(Dataset images, int limit, TensorEngine engine, NDManager host) {
        return ImageStore.open(images, shape, limit, request.seed(), ImageStorage.of(engine, host, folder()), () -> {});
    }

    /** {@return pixels that images are resized to, both ways; 0 for their own size} */
    int size() {
        return use.variant().recipe().architecture().size();
    }

    /** Ends the use of the variant, and of the checkpoint. */
    @Override
    public void close() {
        checkpoint.close();
        use.close();
    }
}
