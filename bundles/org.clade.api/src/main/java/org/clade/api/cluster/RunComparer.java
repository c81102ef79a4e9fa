package org.clade.api.cluster;

import java.nio.file.Path;
import org.osgi.annotation.versioning.ProviderType;

/** Compares the results of two runs on the same images. */
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
    RunComparison compare(Path first, Path second, boolean edited);
}
