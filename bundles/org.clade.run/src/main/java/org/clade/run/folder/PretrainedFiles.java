package org.clade.run.folder;

import com.google.gson.Gson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.commons.codec.digest.MessageDigestAlgorithms;
import org.clade.api.backbone.Backbone;
import org.clade.api.backbone.PretrainedWeights;
import org.clade.api.part.PartKind;
import org.clade.api.part.PartSpec;
import org.clade.api.part.RefusedException;
import org.clade.api.part.Settings;
import org.clade.api.variant.PartUse;
import org.clade.api.variant.Variant;
import org.clade.base.file.FileProblem;

/** The files of weights that a run began with, as {@code lock.json} has them: a network is built from them again before a checkpoint is loaded. */
public final class PretrainedFiles {

    private static final Gson GSON = new Gson();

    /**
     * A file.
     *
     * @param file its absolute path
     * @param sha256 its checksum, hexadecimal
     */
    private record Known(String file, String sha256) {}

    /**
     * What {@code lock.json} has of them.
     *
     * @param weights the files; null if the network began with random weights
     */
    private record Lock(List<Known> weights) {}

    private PretrainedFiles() {}

    /**
     * The files of a variant's backbone.
     *
     * @param variant the variant
     * @return entries for {@code lock.json}; none if the weights begin at random
     */
    public static Map<String, Object> of(Variant variant) {
        List<Known> files = variant.parts().stream()
                .filter(use -> use.kind() == PartKind.BACKBONE)
                .flatMap(use -> weights(use).stream())
                .flatMap(weights -> weights.files().stream())
                .map(file -> new Known(file.toAbsolutePath().toString(), sha256(file)))
                .toList();
        return files.isEmpty() ? Map.of() : Map.of("weights", files);
    }

    private static List<PretrainedWeights> weights(PartUse use) {
        Backbone backbone = (Backbone) use.part();
        return backbone.weights(Settings.of(backbone, PartSpec.parse(use.written()))).stream()
                .toList();
    }

    private static String sha256(Path file) {
        try {
            return digest(file);
        } catch (IOException e) {
            throw new RefusedException(
                    "The weights “%s” cannot be read: %s.".formatted(file, FileProblem.words(file, e)), e);
        }
    }

    private static String digest(Path file) throws IOException {
        return new DigestUtils(MessageDigestAlgorithms.SHA_256).digestAsHex(file);
    }

    /**
     * Checks that the files are still what they were.
     *
     * @param run the folder of the run
     * @param lock the content of its {@code lock.json}
     * @throws RefusedException if one is gone or has changed
     */
    public static void check(Path run, byte[] lock) {
        Lock read = GSON.fromJson(new String(lock, StandardCharsets.UTF_8), Lock.class);
        if (read != null && read.weights() != null) {
            read.weights().forEach(known -> check(run, known));
        }
    }

    private static void check(Path run, Known known) {
        Path file = Path.of(known.file());
        try {
            String now = digest(file);
            if (!now.equals(known.sha256())) {
                throw new RefusedException(
                        "The weights “%s” have changed since run %s began with them (SHA-256 %s instead of %s); put that file back, or start a new run with this one."
                                .formatted(file, run, now, known.sha256()));
            }
        } catch (IOException e) {
            throw new RefusedException(
                    "The weights “%s” that run %s began with cannot be read: %s; put the file back, or start a new run."
                            .formatted(file, run, FileProblem.words(file, e)),
                    e);
        }
    }
}
