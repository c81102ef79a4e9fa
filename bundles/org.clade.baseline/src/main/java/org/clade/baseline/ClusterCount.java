package org.clade.baseline;

import org.clade.api.part.RefusedException;

/** Checks the number of clusters: 1 to the number of vectors. */
final class ClusterCount {

    private ClusterCount() {}

    static void check(String method, int clusters, int vectors) {
        if (clusters < 1 || clusters > vectors) {
            throw new RefusedException("%s cannot make %s clusters of %s images; choose 1 to %s."
                    .formatted(method, clusters, vectors, vectors));
        }
    }
}
