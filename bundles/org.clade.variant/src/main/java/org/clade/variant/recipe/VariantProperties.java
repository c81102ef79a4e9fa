package org.clade.variant.recipe;

import java.util.Collections;
import java.util.Dictionary;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Separates the keys of a recipe's author from those that the framework adds. */
public final class VariantProperties {

    private static final List<String> ADDED = List.of("service.", "component.", "felix.", "clade.", ":");

    private VariantProperties() {}

    /** {@return the author's keys} */
    public static Map<String, Object> written(Map<String, Object> properties) {
        Map<String, Object> written = new LinkedHashMap<>();
        properties.forEach((key, value) -> {
            if (ADDED.stream().noneMatch(key::startsWith)
                    && !key.endsWith(".target")
                    && !key.endsWith(".cardinality.minimum")) {
                written.put(key, value);
            }
        });
        return written;
    }

    /** {@return the author's keys} */
    public static Map<String, Object> written(Dictionary<String, Object> properties) {
        Map<String, Object> all = new LinkedHashMap<>();
        Collections.list(properties.keys()).forEach(key -> all.put(key, properties.get(key)));
        return written(all);
    }
}
