package org.clade.run.inference;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.clade.api.metric.ClusterMetric;
import org.clade.api.metric.ClusterScores;
import org.clade.api.metric.Partition;
import org.clade.api.metric.PartitionMetric;
import org.clade.api.part.Part;
import org.clade.api.run.RunSummary.PixelScores;
import org.clade.run.images.ImageStore;
import org.clade.run.result.PixelBaseline;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;

/** Scores a clustering with every available metric; each metric is a column. */
@Component(service = Scores.class)
public final class Scores {

    private final Map<String, ClusterMetric> labeled = new TreeMap<>();
    private final Map<String, PartitionMetric> labelFree = new TreeMap<>();

    /** Created by Declarative Services, again whenever metrics change. */
    @Activate
    public Scores(
            @Reference(name = "labeled", cardinality = ReferenceCardinality.AT_LEAST_ONE)
                    List<Map.Entry<Map<String, Object>, ClusterMetric>> labeled,
            @Reference(name = "labelFree", cardinality = ReferenceCardinality.AT_LEAST_ONE)
                    List<Map.Entry<Map<String, Object>, PartitionMetric>> labelFree) {
        labeled.forEach(metric -> this.labeled.put(id(metric), metric.getValue()));
        labelFree.forEach(metric -> this.labelFree.put(id(metric), metric.getValue()));
    }

    private static String id(Map.Entry<Map<String, Object>, ?> service) {
        return String.valueOf(service.getKey().get(Part.ID));
    }

    /**
     * Scores a clustering.
     *
     * @param labels the class of each image, if there are labels
     * @param evaluation the clustering
     * @return the scores by metric, those with labels first
     */
    public Map<String, Double> of(Optional<int[]> labels, Evaluation evaluation) {
        return of(labels, evaluation.partition());
    }

    /**
     * Scores a clustering.
     *
     * @param labels the class of each image, where there are labels
     * @param partition the clustering
     * @return the scores by metric, those with labels first
     */
    public Map<String, Double> of(Optional<int[]> labels, Partition partition) {
        Map<String, Double> scores = new LinkedHashMap<>();
        labels.ifPresent(truth -> scores.putAll(of(truth, partition.clusters())));
        labelFree.forEach((id, metric) -> scores.put(id, metric.score(partition)));
        return scores;
    }

    /**
     * Scores k-means on pixels, which has no confidences.
     *
     * @param found the clustering
     * @param images the images of the run
     * @param seed the run's seed
     * @return scores and protocol
     */
    public PixelScores ofBaseline(PixelBaseline.Result found, ImageStore images, long seed) {
        int[] clusters = found.clusters();
        int[] sample = PixelBaseline.sample(images.size(), seed);
        Map<String, Double> result = new LinkedHashMap<>();
        images.labels()
                .map(classes ->
                        Arrays.stream(sample).map(image -> classes[image]).toArray())
                .ifPresent(truth -> result.putAll(of(truth, clusters)));
        Partition partition = new Partition(
                clusters,
                new float[clusters.length],
                Arrays.stream(clusters).max().orElse(0) + 1);
        List.of(ClusterScores.EFFECTIVE_CLUSTERS, ClusterScores.LARGEST_SHARE)
                .forEach(id -> Optional.ofNullable(labelFree.get(id))
                        .ifPresent(metric -> result.put(id, metric.score(partition))));
        return new PixelScores(new ClusterScores(result), clusters.length, found.of(), found.protocol());
    }

    /**
     * Scores clusters against classes.
     *
     * @param truth the class of each image
     * @param clusters the cluster of each image
     * @return the scores by metric
     */
    public Map<String, Double> of(int[] truth, int[] clusters) {
        Map<String, Double> scores = new LinkedHashMap<>();
        labeled.forEach((id, metric) -> scores.put(id, metric.score(truth, clusters)));
        return scores;
    }
}
