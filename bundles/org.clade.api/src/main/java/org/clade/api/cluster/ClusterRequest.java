package org.clade.api.cluster;

import java.nio.file.Path;
import java.util.Optional;
import org.clade.api.data.ImageFit;

/**
 * A folder of images to be clustered.
 *
 * @param folder the folder; images in the folders below it count too
 * @param clusters how many clusters, or a range to choose from; empty for 10, or fewer if there are few images
 * @param variant a variant's name or a recipe file; empty for one that fits the images
 * @param minutes how long all of it may take
 * @param fit how images of another aspect ratio become square
 * @param files how images get into the folders of their clusters
 * @param strict whether a damaged image refuses the folder; otherwise it is left out
 * @param labeled whether the folders are the images' labels, to score with
 * @param seed decides everything random
 * @param precision {@code fp32}, {@code bf16} or {@code auto}
 * @param device {@code auto}, {@code cpu}, {@code gpu} or {@code gpu:n}
 * @param out the folder that run folders are made in
 * @param network a pretrained network whose features are clustered, as {@link org.clade.api.features.FeatureWriter#network} takes it;
 *     empty to learn from the images alone
 */
public record ClusterRequest(
        Path folder,
        Optional<CountRange> clusters,
        Optional<String> variant,
        double minutes,
        ImageFit fit,
        FileMode files,
        boolean strict,
        boolean labeled,
        long seed,
        String precision,
        String device,
        Path out,
        Optional<String> network) {

    /** A request to learn from the images alone. */
    public ClusterRequest(
            Path folder,
            Optional<CountRange> clusters,
            Optional<String> variant,
            double minutes,
            ImageFit fit,
            FileMode files,
            boolean strict,
            boolean labeled,
            long seed,
            String precision,
            String device,
            Path out) {
        this(
                folder,
                clusters,
                variant,
                minutes,
                fit,
                files,
                strict,
                labeled,
                seed,
                precision,
                device,
                out,
                Optional.empty());
    }
}
