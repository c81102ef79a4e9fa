package org.clade.api.cluster;

import java.util.List;

/**
 * How numbers of clusters compare on a network's features.
 *
 * @param images how many images were looked at
 * @param curve the measures of each number, by rising number
 * @param advice which number they speak for
 */
public record CountResult(int images, List<CountMeasures> curve, CountAdvice advice) {

    /** Copies the curve. */
    public CountResult {
        curve = List.copyOf(curve);
    }
}
