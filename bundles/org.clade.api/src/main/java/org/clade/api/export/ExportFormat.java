package org.clade.api.export;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.clade.api.part.RefusedException;

/** A format that a run is exported to, and the files that it has. */
public enum ExportFormat {
    /** Label features, embeddings and clusters as arrays of NumPy. */
    NPY("label_features.npy", "embeddings.npy", "clusters.npy"),
    /** Label features, embeddings and clusters as tables. */
    CSV("label_features.csv", "embeddings.csv", "clusters.csv"),
    /** The weights of the network by name. */
    SAFETENSORS("weights.safetensors"),
    /** The network for {@code torch.jit.load}. */
    TORCHSCRIPT("network.pt"),
    /** The network for ONNX Runtime. */
    ONNX("network.onnx"),
    /** A folder for each cluster, with its images as links or copies. */
    FOLDERS("clusters");

    private final List<String> files;

    ExportFormat(String... files) {
        this.files = List.of(files);
    }

    /** {@return the names of its files, or of its folder} */
    public List<String> files() {
        return files;
    }

    /** {@return the name, as commands have it} */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Finds a format.
     *
     * @param text its name
     * @return the format
     * @throws RefusedException if there is none of that name
     */
    public static ExportFormat parse(String text) {
        return Arrays.stream(values())
                .filter(format -> format.toString().equals(text))
                .findFirst()
                .orElseThrow(() -> RefusedException.unknown(
                        "format",
                        text,
                        Arrays.stream(values()).map(ExportFormat::toString).toList()));
    }
}
