package org.clade.api.cluster;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.clade.api.data.DatasetInfo;
import org.clade.api.data.SkippedFile;
import org.clade.api.features.FeatureFileRequest;
import org.clade.api.run.RunRequest;

/**
 * How a folder is going to be clustered.
 *
 * @param data what the folder holds
 * @param skipped the files that are left out since they cannot be read
 * @param training the run, without its length
 * @param clusters how many clusters, or the range that they are chosen from first
 * @param search the numbers that are compared when the training has ended; empty for none
 * @param files how images get into the folders of their clusters
 * @param ends when all of it shall be done
 * @param sentences what was found, what was chosen and why, for people
 * @param features the features that are computed first, if they are not there yet; the training then takes their file
 */
public record ClusterPlan(
        DatasetInfo data,
        List<SkippedFile> skipped,
        RunRequest training,
        CountRange clusters,
        Optional<CountRange> search,
        FileMode files,
        Instant ends,
        List<String> sentences,
        Optional<FeatureFileRequest> features) {

    /** A plan without features of a pretrained network. */
    public ClusterPlan(
            DatasetInfo data,
            List<SkippedFile> skipped,
            RunRequest training,
            CountRange clusters,
            Optional<CountRange> search,
            FileMode files,
            Instant ends,
            List<String> sentences) {
        this(data, skipped, training, clusters, search, files, ends, sentences, Optional.empty());
    }

    /** Copies the lists. */
    public ClusterPlan {
        skipped = List.copyOf(skipped);
        sentences = List.copyOf(sentences);
    }
}
