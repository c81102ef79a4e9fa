package org.clade.cluster.compare;

import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import org.clade.api.data.Dataset;
import org.clade.api.part.RefusedException;
import org.clade.api.random.RandomStream;
import org.clade.kmeans.KMeansGroups;
import org.clade.kmeans.Points;

/** Groups of vectors by k-means. */
final class VectorGroups {

    private static final int STARTS = 5;
    private static final int ITERATIONS = 300;
    private static final double TOLERANCE = 1e-4;

    private VectorGroups() {}

    /** {@return the group of each vector by its name} */
    static Map<String, Integer> of(Dataset vectors, int k, long seed) {
        int width = vectors.info().shape().values();
        int count = vectors.info().images();
        if (k > count) {
            throw new RefusedException("%s holds %s vectors, too few for %s groups; give a smaller --k."
                    .formatted(vectors.info().name(), count, k));
        }
        float[] values = new float[count * width];
        vectors.readChunks(0, 0, (first, images, chunk) -> chunk.order(ByteOrder.nativeOrder())
                .asFloatBuffer()
                .get(values, first * width, images * width));
        int[] groups = new KMeansGroups(k, STARTS, ITERATIONS, TOLERANCE)
                .of(Points.of(values, width), RandomStream.of(seed).derive("compare"));
        Map<String, Integer> named = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            named.put(vectors.item(i), groups[i]);
        }
        return named;
    }
}
