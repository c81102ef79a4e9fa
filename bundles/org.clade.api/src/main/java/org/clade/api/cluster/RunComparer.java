package org.clade.api.cluster;

import java.nio.file.Path;
import java.util.OptionalInt;
import org.osgi.annotation.versioning.ProviderType;

/** Compares two results on the same images: runs, predictions, tables of clusters, or vectors. */
@ProviderType
public interface RunComparer {

    /**
     * Compares the clusters of two runs over the images that both have, by the names of the images. Images in dropped clusters
     * are left out.
     *
     * @param first the folder of a run
     * @param second the folder of another
     * @param edited whether the edits of a person count
     * @return how far they agree
     * @throws org.clade.api.part.RefusedException if a run has no assignments, or no image is in both
     */
    default RunComparison compare(Path first, Path second, boolean edited) {
        return compare(new ComparisonRequest(first, second, edited, OptionalInt.empty(), 0));
    }

    /**
     * Compares two results over the images that both have, by the names of the images. Images in dropped clusters are left out.
     *
     * @param request the two
     * @return how far they agree
     * @throws org.clade.api.part.RefusedException if one of them cannot be read, if no image is in both, or if both are vectors
     *     and the number of groups is missing
     */
    RunComparison compare(ComparisonRequest request);
}
