package org.clade.variant.assembly;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.util.Pair;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** The arrays of a network by the names that PyTorch's {@code state_dict} would give them. */
final class StateNames {

    /** DJL puts the number of a child before its name. */
    private static final Pattern NUMBER = Pattern.compile("^\\d{2,}(?=\\D)");

    private final Map<String, NDArray> arrays = new LinkedHashMap<>();

    /** {@return the arrays, in the order of the blocks} */
    Map<String, NDArray> arrays() {
        return arrays;
    }

    /** Adds the arrays of a block and of those in it. */
    void add(String path, Block block) {
        for (Pair<String, Parameter> parameter : block.getDirectParameters()) {
            if (parameter.getValue().isInitialized()) {
                arrays.put(
                        path + "." + name(parameter.getKey(), parameter.getValue()),
                        parameter.getValue().getArray());
            }
        }
        Map<String, Integer> seen = new HashMap<>();
        for (Pair<String, Block> child : block.getChildren()) {
            String name = NUMBER.matcher(child.getKey()).replaceFirst("");
            int count = seen.merge(name, 1, Integer::sum);
            add(path + "." + name + (count == 1 ? "" : count), child.getValue());
        }
    }

    private static String name(String own, Parameter parameter) {
        return switch (parameter.getType()) {
            case GAMMA -> "weight";
            case BETA -> "bias";
            case RUNNING_MEAN -> "running_mean";
            case RUNNING_VAR -> "running_var";
            default -> own;
        };
    }
}
