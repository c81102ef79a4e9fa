package org.clade.cluster.choice;

import org.clade.api.cluster.CountRange;
import org.clade.api.part.RefusedException;

/** How many clusters so many images can have. */
public final class ClusterNumbers {

    private static final int DEFAULT = 10;

    /** Where nothing is asked for, a cluster has this many images on average at least. */
    private static final int IMAGES_PER_CLUSTER = 10;

    /** So many numbers below and above one are compared with it. */
    private static final int AROUND = 5;

    private ClusterNumbers() {}

    /** {@return the number of clusters if nothing is asked for} */
    public static CountRange usual(int images) {
        int clusters = Math.max(2, Math.min(DEFAULT, images / IMAGES_PER_CLUSTER));
        return new CountRange(clusters, clusters);
    }

    /**
     * Checks a number or a range.
     *
     * @param folder the folder, as the user named it
     * @param wanted how many clusters
     * @param images how many images there are
     * @throws RefusedException if the images are too few
     */
    static void check(String folder, CountRange wanted, int images) {
        int most = images / 2;
        if (wanted.to() > most) {
            throw new RefusedException("“%s” holds %s images, which are too few for %s clusters; give --k %s or fewer."
                    .formatted(folder, images, wanted.to(), most));
        }
    }

    /**
     * The numbers to compare with one.
     *
     * @param clusters the number
     * @param images how many images there are
     * @return the numbers around it, as far as the images do
     */
    public static CountRange around(int clusters, int images) {
        int to = Math.max(2, Math.min(clusters + AROUND, images / 2));
        return new CountRange(Math.max(2, Math.min(clusters - AROUND, to)), to);
    }
}
