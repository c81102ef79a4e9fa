package org.clade.run;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.clade.api.cluster.ClusterEditor;
import org.clade.api.cluster.ClusterEdits;
import org.clade.api.cluster.EditedClusters;
import org.clade.api.cluster.FileMode;
import org.clade.api.cluster.ImageLabels;
import org.clade.api.signal.Predictions;
import org.clade.api.signal.Signal;

/** Edits of every run that a test wants: cluster 0 is dropped, all others become cluster 7, “others”. */
public final class FakeEdits implements ClusterEditor, ClusterEdits {

    /** Whether there are edits. */
    public boolean there;

    /** What the edits have as their checksum. */
    public String checksum = "abc";

    @Override
    public Optional<ClusterEdits> edits(Path run) {
        return there ? Optional.of(this) : Optional.empty();
    }

    @Override
    public String checksum() {
        return checksum;
    }

    @Override
    public Set<Signal> signals() {
        return Set.of(Signal.FEATURES);
    }

    @Override
    public int[] repeat(int[] clusters, Predictions seen) {
        if (seen.get(Signal.FEATURES).getShape().get(0) != clusters.length) {
            throw new AssertionError("there is a row of features for each image");
        }
        return Arrays.stream(clusters)
                .map(cluster -> cluster == 0 ? DROPPED : 7)
                .toArray();
    }

    @Override
    public String name(int cluster) {
        return cluster == 7 ? "others" : "?";
    }

    @Override
    public EditedClusters clusters(Path run) {
        throw new UnsupportedOperationException();
    }

    @Override
    public EditedClusters name(Path run, int cluster, String name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public EditedClusters merge(Path run, int cluster, List<Integer> others) {
        throw new UnsupportedOperationException();
    }

    @Override
    public EditedClusters split(Path run, int cluster, int into) {
        throw new UnsupportedOperationException();
    }

    @Override
    public EditedClusters drop(Path run, int cluster) {
        throw new UnsupportedOperationException();
    }

    @Override
    public EditedClusters undo(Path run) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ImageLabels labels(Path run) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int folders(Path run, Path to, FileMode mode) {
        throw new UnsupportedOperationException();
    }
}
