package org.clade.run.fork;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.clade.api.part.PartSpec;
import org.clade.api.variant.Network;
import org.clade.api.variant.Recipe;

/**
 * A part of a network with its weights.
 *
 * @param kind {@code backbone}, {@code attention} or {@code head}
 * @param id the part
 * @param written the part as the recipe writes it, with its key
 * @param arrays its weights and running statistics, the network's own, by their names within the part
 */
record WeightedPart(String kind, String id, String written, Map<String, NDArray> arrays) {

    private static final String BACKBONE = "backbone";
    private static final String HEAD = "head";

    /** {@return the parts of a network that have weights, in its order} */
    static List<WeightedPart> of(Recipe recipe, Network network) {
        Map<String, Map<String, NDArray>> groups = new LinkedHashMap<>();
        network.stateDict().forEach((name, array) -> {
            int dot = name.indexOf('.');
            groups.computeIfAbsent(dot < 0 ? BACKBONE : name.substring(0, dot), group -> new LinkedHashMap<>())
                    .put(name.substring(dot + 1), array);
        });
        List<WeightedPart> parts = new ArrayList<>();
        groups.forEach((group, arrays) -> parts.add(part(recipe.architecture(), group, arrays)));
        return parts;
    }

    private static WeightedPart part(Recipe.Architecture made, String group, Map<String, NDArray> arrays) {
        if (group.startsWith(HEAD)) {
            PartSpec head = made.heads().get(Integer.parseInt(group.substring(HEAD.length())) - 1);
            return new WeightedPart(HEAD, head.id(), "head " + head, arrays);
        }
        PartSpec part = group.equals("attention") ? made.attention() : made.backbone();
        return new WeightedPart(group, part.id(), group + "=" + part, arrays);
    }

    /** {@return whether this part can take the weights of another: the same part, with arrays of the same names and shapes} */
    boolean fits(WeightedPart other) {
        return kind.equals(other.kind) && id.equals(other.id) && shapes().equals(other.shapes());
    }

    private List<Map.Entry<String, Shape>> shapes() {
        return arrays.entrySet().stream()
                .map(entry -> Map.entry(entry.getKey(), entry.getValue().getShape()))
                .sorted(Comparator.comparing(Map.Entry::getKey))
                .toList();
    }

    /** Parts are told apart by their arrays. */
    @Override
    public boolean equals(Object other) {
        return other instanceof WeightedPart part && arrays == part.arrays;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(arrays);
    }
}
