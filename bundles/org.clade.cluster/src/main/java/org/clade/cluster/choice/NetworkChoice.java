package org.clade.cluster.choice;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.clade.api.cluster.ClusterRequest;
import org.clade.api.data.Dataset;
import org.clade.api.data.Split;
import org.clade.api.features.FeatureFileRequest;
import org.clade.api.features.FeatureWriter;
import org.clade.api.features.PretrainedNetwork;
import org.clade.api.part.RefusedException;
import org.clade.api.prediction.Shard;
import org.clade.api.variant.VariantService;
import org.clade.api.variant.VariantStatus;
import org.clade.base.file.FileProblem;
import org.clade.base.file.FileWriteException;

/**
 * Chooses how features of a pretrained network are clustered.
 *
 * @param variants the recipes
 * @param writer computes features
 */
record NetworkChoice(VariantService variants, FeatureWriter writer) {

    /** The recipes for features, the best first. */
    private static final List<String> RECIPES =
            List.of("temi-features", "turtle-features", "gatcluster-features", "mmdc-features", "dac-features");

    private static final String FOLDER = "features";

    /** What separates options and names of folders. */
    private static final String SEPARATORS = "[,()=/\\\\\\s]+";

    /**
     * The road from images to clusters.
     *
     * @param features the features to compute first; empty if they are there
     * @param data the file of features, with the files next to it
     * @param variant the recipe
     * @param sentence which road was taken and why
     */
    record Road(Optional<FeatureFileRequest> features, String data, String variant, String sentence) {}

    /**
     * Chooses.
     *
     * @param request what to cluster
     * @param named the images as a data set
     * @param dataset the images
     * @return the road
     * @throws RefusedException if the network cannot be used, or no recipe for features is there
     */
    Road choose(ClusterRequest request, String named, Dataset dataset) {
        String spec = request.network().orElseThrow();
        PretrainedNetwork network = writer.network(spec);
        String variant = request.variant().orElseGet(this::best);
        String stem = dataset.info().name().replaceAll(SEPARATORS, "_");
        Path file =
                place(request.out(), key(network, request.precision(), dataset)).resolve(stem + ".npy");
        boolean there = Files.exists(file);
        Path begun = file.resolveSibling(file.getFileName() + ".position.json");
        Optional<FeatureFileRequest> features = there
                ? Optional.empty()
                : Optional.of(new FeatureFileRequest(
                        spec,
                        named,
                        Split.ALL,
                        file,
                        0,
                        request.seed(),
                        Shard.WHOLE,
                        request.precision(),
                        request.device(),
                        Files.exists(begun)));
        String data = dataset.labels().isPresent()
                ? "%s(paths=%s.paths.csv, labels=%2$s.labels.csv)".formatted(file, stem)
                : "%s(paths=%s.paths.csv)".formatted(file, stem);
        return new Road(
                features,
                data,
                variant,
                "%s sees them as %s×%s pixels%s; %s clusters its features (%s), %s."
                        .formatted(
                                network.files().get(0).getFileName(),
                                network.preprocessing().crop(),
                                network.preprocessing().crop(),
                                there ? ", which was computed before" : "",
                                variant,
                                network.feature(),
                                request.variant().isPresent()
                                        ? "as asked"
                                        : "the first of %s that is there".formatted(String.join(", ", RECIPES))));
    }

    private String best() {
        List<String> there = variants.list().stream()
                .filter(VariantStatus::available)
                .map(VariantStatus::name)
                .toList();
        return RECIPES.stream()
                .filter(there::contains)
                .findFirst()
                .orElseThrow(() -> new RefusedException(
                        "No recipe for features is there; variant:why %s says what is missing, and --variant names another one."
                                .formatted(RECIPES.get(2))));
    }

    /** Features of other images, another network or other options are in another folder. */
    private static Path place(Path out, String key) {
        Path folder = out.toAbsolutePath().normalize().resolve(FOLDER).resolve(key);
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new FileWriteException(folder, e);
        }
    }

    private static String key(PretrainedNetwork network, String precision, Dataset dataset) {
        StringBuilder text = new StringBuilder(network.part())
                .append(new TreeMap<>(network.options()))
                .append(network.preprocessing())
                .append(network.feature())
                .append(precision);
        network.files().forEach(file -> text.append(state(file)));
        for (int image = 0; image < dataset.info().images(); image++) {
            text.append('\n').append(dataset.item(image));
            dataset.file(image).ifPresent(file -> text.append(state(file)));
        }
        CRC32C checksum = new CRC32C();
        checksum.update(text.toString().getBytes(StandardCharsets.UTF_8));
        return "%08x".formatted(checksum.getValue());
    }

    private static String state(Path file) {
        try {
            return "|%s|%s"
                    .formatted(Files.size(file), Files.getLastModifiedTime(file).toMillis());
        } catch (IOException e) {
            throw new RefusedException("“%s” cannot be read: %s.".formatted(file, FileProblem.words(file, e)), e);
        }
    }
}
