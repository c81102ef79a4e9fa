package org.clade.shell.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import org.clade.api.metric.ClusterScores;
import org.clade.api.run.RunSummary;
import org.clade.api.run.RunSummary.PixelScores;

/** How the clusters of photographs compare with those of k-means, in a sentence or two. */
public final class KMeansText {

    /** A smaller advantage in ACC is none. */
    private static final double ADVANTAGE = 0.05;

    private static final String HELP = "features of a pretrained network would help (--network)";

    /** What was measured with a recipe on photographs with known classes (docs/results/2026-11-30-photos.md). */
    private static final Map<String, String> RECORD = Map.of(
            "photos",
            " On photographs with known classes this recipe, given ten minutes, had an accuracy 0.136 above that of k-means on pixels with 13,394 images, and 0.031 with 600; %s."
                    .formatted(HELP));

    private KMeansText() {}

    /** {@return the comparison; empty if k-means was not asked for, or nothing was trained} */
    public static Optional<String> of(RunSummary summary) {
        if (summary.kmeans().isEmpty()
                || summary.score(ClusterScores.EFFECTIVE_CLUSTERS).isEmpty()) {
            return Optional.empty();
        }
        OptionalDouble own = summary.score(ClusterScores.ACC);
        return Optional.of(own.isPresent() ? labeled(summary, own.getAsDouble()) : unlabeled(summary));
    }

    private static String labeled(RunSummary summary, double own) {
        double best = DoubleStream.concat(
                        score(summary.kmeans(), ClusterScores.ACC), score(summary.kmeansHistogram(), ClusterScores.ACC))
                .max()
                .orElse(0);
        return "The network has an ACC of %s, k-means %s: %s."
                .formatted(
                        Format.score(own),
                        kmeans(summary, ClusterScores.ACC),
                        own - best >= ADVANTAGE
                                ? "%s more than the best of k-means".formatted(Format.score(own - best))
                                : "not %s better than k-means, and %s".formatted(ADVANTAGE, HELP));
    }

    private static String unlabeled(RunSummary summary) {
        String sizes =
                "The network has %s effective clusters, k-means %s; without labels no measure tells which is better, so look at the contact sheets."
                        .formatted(
                                Format.tenths(summary.score(ClusterScores.EFFECTIVE_CLUSTERS)
                                        .orElseThrow()),
                                kmeans(summary, ClusterScores.EFFECTIVE_CLUSTERS));
        return sizes + RECORD.getOrDefault(summary.setup().variant(), "");
    }

    private static String kmeans(RunSummary summary, String score) {
        List<String> each = new ArrayList<>();
        String clustered = summary.kmeans().map(PixelScores::clustered).orElse("pixels");
        score(summary.kmeans(), score).forEach(value -> each.add(shown(score, value) + " on " + clustered));
        score(summary.kmeansHistogram(), score)
                .forEach(value -> each.add(shown(score, value) + " on color histograms"));
        return String.join(" and ", each);
    }

    private static String shown(String score, double value) {
        return score.equals(ClusterScores.ACC) ? Format.score(value) : Format.tenths(value);
    }

    private static DoubleStream score(Optional<PixelScores> kmeans, String score) {
        return kmeans.map(scores -> scores.scores().get(score)).stream().flatMapToDouble(OptionalDouble::stream);
    }
}
