package org.clade.api.variant;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Changes of a variant: first removals, then additions, then new values of keys.
 *
 * @param without parts to remove, by id from all places ({@code entropy}), or from one place: {@code augment:horizontal-flip},
 *     {@code cluster:sobel}, {@code 2:spatial}
 * @param with parts to add, as recipes write them ({@code entropy=3}, {@code conv}), also at a place; or a phase of
 *     another variant, {@code phase@variant}
 * @param set keys and their new values; lists are separated by {@code ;}; {@code backbone.tail=2} changes one option
 */
public record VariantEdit(List<String> without, List<String> with, Map<String, String> set) {
    /** No changes. */
    public static final VariantEdit NONE = new VariantEdit(List.of(), List.of(), Map.of());

    /** Copies lists and keys and keeps their order. */
    public VariantEdit {
        without = List.copyOf(without);
        with = List.copyOf(with);
        set = Collections.unmodifiableMap(new LinkedHashMap<>(set));
    }

    /** {@return a change of keys only} */
    public static VariantEdit set(Map<String, String> values) {
        return new VariantEdit(List.of(), List.of(), values);
    }

    /** {@return the changes, in words} */
    @Override
    public String toString() {
        List<String> words = new ArrayList<>();
        if (!without.isEmpty()) {
            words.add("without " + String.join(", ", without));
        }
        if (!with.isEmpty()) {
            words.add("with " + String.join(", ", with));
        }
        set.forEach((key, value) -> words.add(key + "=" + value));
        return String.join(", ", words);
    }
}
