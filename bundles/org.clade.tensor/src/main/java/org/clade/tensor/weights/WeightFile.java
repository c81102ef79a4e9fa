package org.clade.tensor.weights;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.clade.api.part.RefusedException;
import org.clade.tensor.safetensors.SafetensorsFile;
import org.clade.tensor.safetensors.TensorInfo;

/**
 * The header of a file of weights: the names and shapes of its tensors.
 *
 * @param path the file
 * @param tensors its tensors by name, in the order of the header
 */
public record WeightFile(Path path, Map<String, TensorInfo> tensors) {

    private static final String HOME = "~";

    /**
     * Reads the header of a file.
     *
     * @param part the id of the part that needs it
     * @param option the name of the part's option
     * @param text the value of the option: a path; {@code ~} is the user's home folder
     * @return the header
     * @throws RefusedException if the text is empty, or the file is missing, unreadable or malformed
     */
    public static WeightFile open(String part, String option, String text) {
        if (text.isBlank()) {
            throw new RefusedException(
                    "%s needs a file of weights; write %s(%s=<file.safetensors>), and see docs/pretrained.md for how to make one."
                            .formatted(part, part, option));
        }
        Path path = path(text);
        if (!Files.isRegularFile(path)) {
            throw new RefusedException(
                    "There is no file of weights “%s”; correct %s of %s.".formatted(path, option, part));
        }
        try (SafetensorsFile file = SafetensorsFile.open(path)) {
            Map<String, TensorInfo> tensors = new LinkedHashMap<>();
            file.tensors().forEach(tensor -> tensors.put(tensor.name(), tensor));
            return new WeightFile(path, tensors);
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    static RefusedException unreadable(Path path, IOException e) {
        return new RefusedException(
                "The file of weights “%s” cannot be read: %s; check the file and its permissions."
                        .formatted(path, e.getMessage()),
                e);
    }

    private static Path path(String text) {
        Path path = text.equals(HOME) || text.startsWith(HOME + "/")
                ? Path.of(System.getProperty("user.home") + text.substring(HOME.length()))
                : Path.of(text);
        return path.toAbsolutePath().normalize();
    }

    /** {@return the names of its tensors} */
    public Collection<String> names() {
        return tensors.keySet();
    }

    /** {@return whether it has a tensor of this name} */
    public boolean has(String name) {
        return tensors.containsKey(name);
    }

    /** {@return a tensor, if the file has it} */
    public Optional<TensorInfo> find(String name) {
        return Optional.ofNullable(tensors.get(name));
    }

    /**
     * One dimension of a tensor that tells the size of a network.
     *
     * @param part the id of the part
     * @param name the tensor
     * @param axis the dimension, from 0
     * @return its size, at least 1
     * @throws RefusedException if the file has no such tensor or the tensor no such dimension
     */
    public int size(String part, String name, int axis) {
        TensorInfo tensor = find(name)
                .orElseThrow(() -> new RefusedException("“%s” does not fit %s: it has no tensor %s; it begins with %s."
                        .formatted(path, part, name, first())));
        if (axis >= tensor.shape().size()
                || tensor.shape().get(axis) < 1
                || tensor.shape().get(axis) > Integer.MAX_VALUE) {
            throw new RefusedException("“%s” does not fit %s: %s has the shape %s, which has no usable dimension %s."
                    .formatted(path, part, name, tensor.shapeText(), axis + 1));
        }
        return Math.toIntExact(tensor.shape().get(axis));
    }

    /** {@return its first names, for messages} */
    public String first() {
        return tensors.isEmpty()
                ? "no tensor"
                : String.join(", ", names().stream().limit(3).toList());
    }
}
