package org.clade.api.features;

import java.nio.file.Path;
import java.util.List;
import org.clade.api.run.InferenceReport;
import org.clade.api.run.Job;
import org.osgi.annotation.versioning.ProviderType;

/** Computes the features of images with a pretrained network and writes them to a file. */
@ProviderType
public interface FeatureWriter {

    /**
     * Finds a network and reads what its file says about it.
     *
     * @param network a backbone part with its options, {@code torchscript(file=x.pt)}, or only the file of a network: its content says
     *     which part reads it
     * @return the network
     * @throws org.clade.api.part.RefusedException if there is no such part or file, if the file cannot be read or does not fit the part, or
     *     if the part has no pretrained weights
     */
    PretrainedNetwork network(String network);

    /**
     * Starts the work in the background. It reads a few batches ahead and appends rows as they come, so that its memory does not grow with
     * the number of images. Next to the file {@code features.npy} it writes {@code features.json}, which is the report's result,
     * {@code features.paths.csv} and, if the images have labels, {@code features.labels.csv}. A stopped job can go on, see
     * {@link FeatureFileRequest#resume}; it writes nothing if it is stopped before the first images.
     *
     * @param request which network, which images, where to
     * @return the work; its folder is that of the file
     * @throws org.clade.api.part.RefusedException as {@link #network}; if the images cannot be opened or are vectors already; if the file
     *     cannot be written; if another job works in this process
     */
    Job<InferenceReport<FeatureFile>> start(FeatureFileRequest request);

    /**
     * Into how many shards the images can be divided: each has at least one batch.
     *
     * @param request which network and which images; its own shard does not count
     * @return the largest number of shards, at least 1
     * @throws org.clade.api.part.RefusedException as {@link #network}; if the images cannot be opened or are vectors already
     */
    int mostShards(FeatureFileRequest request);

    /**
     * Merges shards into one file, with what is next to them. It equals the file of all images byte by byte.
     *
     * @param to the file for all images; its ending is that of the shards
     * @param shards the files of all shards, in any order
     * @return how many images it has
     * @throws org.clade.api.part.RefusedException if a shard is missing, there twice, not whole, or not of the same images and network as
     *     the others; if the file is there already
     */
    int merge(Path to, List<Path> shards);
}
