package org.clade.run.swap;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.clade.api.part.PartKind;
import org.clade.api.runtime.PartRuntime;

/**
 * The ids of the available parts.
 *
 * @param ids by kind
 */
public record AvailableParts(Map<PartKind, Set<String>> ids) {

    /** {@return the currently available parts} */
    public static AvailableParts of(PartRuntime runtime) {
        Map<PartKind, Set<String>> ids = new TreeMap<>();
        runtime.parts().forEach(part -> ids.computeIfAbsent(part.kind(), kind -> new TreeSet<>())
                .add(part.id()));
        return new AvailableParts(ids);
    }

    /** {@return the ids of a kind} */
    Set<String> of(PartKind kind) {
        return ids.getOrDefault(kind, Set.of());
    }

    /** {@return the kinds with this id} */
    Set<PartKind> kinds(String id) {
        Set<PartKind> kinds = new TreeSet<>();
        ids.forEach((kind, some) -> {
            if (some.contains(id)) {
                kinds.add(kind);
            }
        });
        return kinds;
    }
}
