package org.clade.backbone.vgg;

import java.util.Optional;
import org.clade.api.part.NumberParser;

/** The channels of the last convolution, by the number of clusters. */
@FunctionalInterface
interface FeatureChannels {

    /** The greatest number in a recipe. */
    int MOST = 4096;

    /** {@return the channels; empty for no such convolution} */
    Optional<Integer> of(int clusters);

    /** {@return the value of {@code k}, {@code none} or a whole number} */
    static Optional<FeatureChannels> parse(String text) {
        return switch (text) {
            case "k" -> Optional.of(Optional::of);
            case "none" -> Optional.of(clusters -> Optional.empty());
            default -> NumberParser.whole(text).stream()
                    .filter(channels -> channels >= 1 && channels <= MOST)
                    .<FeatureChannels>mapToObj(channels -> clusters -> Optional.of(channels))
                    .findFirst();
        };
    }
}
