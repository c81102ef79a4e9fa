package org.clade.tensor.weights;

import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.clade.api.part.RefusedException;
import org.clade.tensor.safetensors.SafetensorsFile;
import org.clade.tensor.safetensors.TensorInfo;

/**
 * Which tensors of a file become which parameters of a network. Each tensor of the file must be taken, or its name must be one that may be
 * left over.
 */
public final class WeightMap {

    private static final int SHOWN = 3;

    private record Slot(Parameter parameter, List<TensorShape> tensors, Function<List<float[]>, float[]> combination) {}

    private final WeightFile file;
    private final List<Slot> slots = new ArrayList<>();
    private final List<Pattern> leftOver = new ArrayList<>();

    /**
     * A map without entries.
     *
     * @param file the header of the file
     */
    public WeightMap(WeightFile file) {
        this.file = file;
    }

    /** {@return the file} */
    public WeightFile file() {
        return file;
    }

    /**
     * Takes a tensor as it is.
     *
     * @param block the layer
     * @param parameter the name of its parameter
     * @param name the tensor
     * @param shape the shape that the tensor must have
     */
    public void take(Block block, String parameter, String name, long... shape) {
        combine(block, parameter, List.of(TensorShape.of(name, shape)), values -> values.get(0));
    }

    /**
     * Takes several tensors, one below the other.
     *
     * @param block the layer
     * @param parameter the name of its parameter
     * @param tensors the tensors, in order
     */
    public void stack(Block block, String parameter, List<TensorShape> tensors) {
        combine(block, parameter, tensors, WeightMap::joined);
    }

    /**
     * Takes numbers that are computed from tensors.
     *
     * @param block the layer
     * @param parameter the name of its parameter
     * @param tensors the tensors
     * @param combination computes the parameter's numbers, row by row, from those of the tensors
     */
    public void combine(
            Block block, String parameter, List<TensorShape> tensors, Function<List<float[]>, float[]> combination) {
        slots.add(new Slot(block.getDirectParameters().get(parameter), List.copyOf(tensors), combination));
    }

    /**
     * Lets tensors be left over.
     *
     * @param names their whole names
     */
    public void leave(Pattern names) {
        leftOver.add(names);
    }

    private static float[] joined(List<float[]> tensors) {
        float[] all =
                new float[tensors.stream().mapToInt(values -> values.length).sum()];
        int at = 0;
        for (float[] values : tensors) {
            System.arraycopy(values, 0, all, at, values.length);
            at += values.length;
        }
        return all;
    }

    /**
     * Compares the names and shapes of the network with those of the file.
     *
     * @param network what the network is, for the message
     * @throws RefusedException if they differ, with the first three differences
     */
    public void check(String network) {
        List<String> differences = Stream.concat(wrong(), unused()).toList();
        if (!differences.isEmpty()) {
            int more = differences.size() - SHOWN;
            throw new RefusedException("“%s” does not fit %s: %s%s; docs/pretrained.md says which files do."
                    .formatted(
                            file.path(),
                            network,
                            String.join("; ", differences.subList(0, Math.min(SHOWN, differences.size()))),
                            more > 0 ? "; and %s more".formatted(more) : ""));
        }
    }

    private Stream<String> wrong() {
        return slots.stream().flatMap(slot -> slot.tensors().stream()).flatMap(wanted -> {
            String needed = TensorInfo.text(wanted.shape());
            return file.find(wanted.name())
                    .map(tensor -> tensor.shape().equals(wanted.shape())
                            ? Stream.<String>empty()
                            : Stream.of("%s is %s in the file and %s in the network"
                                    .formatted(wanted.name(), tensor.shapeText(), needed)))
                    .orElseGet(() ->
                            Stream.of("%s is not in the file and %s in the network".formatted(wanted.name(), needed)));
        });
    }

    private Stream<String> unused() {
        Set<String> used = new HashSet<>();
        slots.forEach(slot -> slot.tensors().forEach(tensor -> used.add(tensor.name())));
        return file.tensors().values().stream()
                .filter(tensor -> !used.contains(tensor.name()))
                .filter(tensor -> leftOver.stream()
                        .noneMatch(names -> names.matcher(tensor.name()).matches()))
                .map(tensor ->
                        "%s is %s in the file and not in the network".formatted(tensor.name(), tensor.shapeText()));
    }

    /**
     * Runs an initialization in which each parameter gets its numbers from the file.
     *
     * @param initialization initializes the network
     * @throws RefusedException if the file cannot be read or has changed since its header was read
     */
    void during(Runnable initialization) {
        try (SafetensorsFile open = SafetensorsFile.open(file.path())) {
            Map<String, TensorInfo> now = new HashMap<>();
            open.tensors().forEach(tensor -> now.put(tensor.name(), tensor));
            if (!now.equals(file.tensors())) {
                throw new RefusedException(
                        "The file of weights “%s” changed while it was read; try again.".formatted(file.path()));
            }
            slots.forEach(slot -> slot.parameter()
                    .setInitializer((manager, shape, type) ->
                            manager.create(numbers(open, slot), shape).toType(type, false)));
            initialization.run();
        } catch (IOException e) {
            throw WeightFile.unreadable(file.path(), e);
        }
    }

    private float[] numbers(SafetensorsFile open, Slot slot) {
        List<float[]> tensors = new ArrayList<>();
        for (TensorShape tensor : slot.tensors()) {
            try {
                tensors.add(open.floats(file.tensors().get(tensor.name())));
            } catch (IOException e) {
                throw WeightFile.unreadable(file.path(), e);
            }
        }
        return slot.combination().apply(tensors);
    }
}
