package org.clade.api.variant;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is to be different in a variant; first what goes, then what comes, then what is set.
 *
 * @param without parts that go, by id wherever they stand ({@code entropy}), or at a place: {@code augment:horizontal-flip},
 *     {@code cluster:sobel}, {@code 2:spatial}
 * @param with parts that come, as recipes write them ({@code entropy=3}, {@code conv}), or at a place; or a phase of
 *     another variant, {@code phase@variant}
 * @param set keys and their new values; lists are separated by {@code ;}; {@code backbone.tail=2} changes one option
 */
public record VariantEdit(List<String> without, List<String> with, Map<String, String> set) {
    /** Nothing is to be different. */
    public static final VariantEdit NONE = new VariantEdit(List.of(), List.of(), Map.of());

    /** Copies all of it, keeping the order. */
    public VariantEdit {
        without = List.copyOf(without);
        with = List.copyOf(with);
        set = Collections.unmodifiableMap(new LinkedHashMap<>(set));
    }

    /** {@return a change of keys only} */
    public static VariantEdit set(Map<String, String> values) {
        return new VariantEdit(List.of(), List.of(), values);
    }

    /** {@return what is different, in words} */
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
