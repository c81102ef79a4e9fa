package org.clade.cluster.choice;

import java.nio.ByteBuffer;
import org.clade.api.data.Dataset;
import org.clade.api.part.RefusedException;

/** Refuses folders whose images cannot be clustered. */
final class FolderCheck {

    /** With fewer images there is nothing to learn from. */
    static final int LEAST_IMAGES = 20;

    /** In which size images are compared. */
    private static final int SIDE = 32;

    private FolderCheck() {}

    /**
     * Checks that there are enough images, and that they are not all the same.
     *
     * @param folder the folder, as the user named it
     * @param dataset its images
     * @throws RefusedException if they cannot be clustered
     */
    static void check(String folder, Dataset dataset) {
        int images = dataset.info().images();
        if (dataset.info().shape().isVector()) {
            throw new RefusedException(
                    "“%s” holds vectors, and cluster takes a folder of images; train a recipe for vectors, such as run gatcluster-features --data %s, or name the folder and give its network with --network."
                            .formatted(folder, folder));
        }
        if (images < LEAST_IMAGES) {
            throw new RefusedException(
                    "“%s” holds %s, and at least %s are needed to learn what belongs together; add more, or name a folder that holds more."
                            .formatted(folder, images == 1 ? "one image" : images + " images", LEAST_IMAGES));
        }
        if (allEqual(dataset)) {
            throw new RefusedException(
                    "All %s images of “%s” are the same, so there is nothing to tell apart; name a folder of different images."
                            .formatted(images, folder));
        }
    }

    /** {@return whether all images are equal; reading ends at the first that differs} */
    static boolean allEqual(Dataset dataset) {
        byte[][] first = new byte[1][];
        try {
            dataset.readChunks(SIDE, SIDE, (start, count, images) -> {
                int bytes = dataset.info().shape().resized(SIDE, SIDE).bytes();
                if (start == 0) {
                    first[0] = new byte[bytes];
                    images.get(0, first[0]);
                }
                ByteBuffer expected = ByteBuffer.wrap(first[0]);
                for (int i = 0; i < count; i++) {
                    if (!images.slice(i * bytes, bytes).equals(expected)) {
                        throw new DifferentException();
                    }
                }
            });
            return true;
        } catch (DifferentException e) {
            return false;
        }
    }

    /** Ends the reading. */
    private static final class DifferentException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        DifferentException() {
            super(null, null, false, false);
        }
    }
}
