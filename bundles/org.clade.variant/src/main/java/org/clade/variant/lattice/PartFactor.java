package org.clade.variant.lattice;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.clade.api.variant.LatticeFactor;

/**
 * A factor and where its levels stand in a configuration.
 *
 * @param key the key of the configuration, with its phase if it has one
 * @param list whether the key holds a list, of which the first level is an entry
 * @param factor the factor
 */
public record PartFactor(String key, boolean list, LatticeFactor factor) {

    /** Sets a level. */
    void set(Map<String, Object> properties, int level) {
        if (level == 0) {
            return;
        }
        String written = factor.levels().get(level);
        if (!list) {
            properties.put(key, written);
            return;
        }
        List<String> entries = new ArrayList<>();
        ((List<?>) properties.get(key)).forEach(entry -> entries.add(entry.toString()));
        entries.remove(factor.levels().get(0));
        properties.put(key, entries);
    }

    /** {@return a level in words, such as {@code without entropy} or {@code attention=conv}} */
    String words(int level) {
        return list ? "without " + factor.name() : key + "=" + factor.levels().get(level);
    }
}
