package org.clade.run;

import java.util.List;
import org.clade.api.baseline.Baseline;
import org.clade.api.part.Option;
import org.clade.api.part.Settings;
import org.clade.api.random.RandomStream;

/**
 * A method with the options of k-means.
 *
 * @param method the method
 */
record SmallKMeans(Baseline method) implements Baseline {

    @Override
    public List<Option<?>> options() {
        return List.of(Option.integer("restarts", 4, 1, 9, "."), Option.integer("iterations", 9, 1, 99, "."));
    }

    @Override
    public int[] cluster(double[][] rows, int clusters, Settings settings, RandomStream random) {
        return method.cluster(rows, clusters, settings, random);
    }
}
