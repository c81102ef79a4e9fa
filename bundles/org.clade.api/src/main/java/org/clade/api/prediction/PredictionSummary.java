package org.clade.api.prediction;

import java.util.List;
import java.util.Optional;
import org.clade.api.data.DatasetNotes;
import org.clade.api.metric.ClusterScores;
import org.clade.api.run.RunSummary.ClusterSize;

/**
 * The result of a prediction, in {@code prediction.json}.
 *
 * @param run the run's folder
 * @param checkpoint the checkpoint used, relative to the run's folder
 * @param variant the variant's name
 * @param method its method
 * @param data the data set's name
 * @param protocol which of its images, in words
 * @param images how many images were assigned
 * @param shard which part of the images, {@code 2/4}; empty for all
 * @param notes notes on the data set
 * @param k the number of clusters
 * @param normalization the statistics that batch normalization uses, in words
 * @param precision the precision of the network
 * @param scores the scores; those that need labels only if the images have labels
 * @param clusters the sizes of the clusters
 * @param seconds the total time
 * @param imagesPerSecond the speed of the network
 * @param cladeVersion the version of Clade
 */
public record PredictionSummary(
        String run,
        String checkpoint,
        String variant,
        String method,
        String data,
        String protocol,
        int images,
        Optional<String> shard,
        DatasetNotes notes,
        int k,
        String normalization,
        String precision,
        ClusterScores scores,
        List<ClusterSize> clusters,
        double seconds,
        double imagesPerSecond,
        String cladeVersion) {

    /** Copies the clusters. */
    public PredictionSummary {
        clusters = List.copyOf(clusters);
    }
}
