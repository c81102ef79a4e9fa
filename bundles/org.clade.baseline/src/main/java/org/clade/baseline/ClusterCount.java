package org.clade.baseline;

import org.clade.api.part.RefusedException;

/** How many clusters can be made of so many vectors: 1 to as many as there are. */
final class ClusterCount {

    private ClusterCount() {}

    static void check(String method, int clusters, int vectors) {
        if (clusters < 1 || clusters > vectors) {
            throw new RefusedException("%s cannot make %s clusters of %s images; ask for 1 to %s."
                    .formatted(method, clusters, vectors, vectors));
        }
    }
}
