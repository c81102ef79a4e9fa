package org.clade.variant.assembly;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.clade.api.part.FormerNames;
import org.clade.api.part.Part;
import org.clade.api.part.PartSpec;
import org.clade.api.part.Settings;
import org.clade.api.variant.Bound;

/**
 * The services of one kind in a variant, by id.
 *
 * @param <P> the kind of part
 * @param parts the services
 */
record PartSet<P extends Part>(Map<String, P> parts) {

    /**
     * Orders services by id.
     *
     * @param services services with their properties, as Declarative Services give them
     * @return the set; of several services with one id, the last bound one
     */
    static <P extends Part> PartSet<P> of(Collection<Map.Entry<Map<String, Object>, P>> services) {
        Map<String, P> parts = new LinkedHashMap<>();
        services.forEach(service -> parts.put(String.valueOf(service.getKey().get(Part.ID)), service.getValue()));
        return new PartSet<>(Map.copyOf(parts));
    }

    /** {@return the ids} */
    Set<String> ids() {
        return parts.keySet();
    }

    /**
     * Binds a part of the recipe.
     *
     * @param spec the part in the recipe
     * @return the service and its checked settings
     * @throws org.clade.api.part.RefusedException if an option does not fit
     */
    Bound<P> bind(PartSpec spec) {
        P part = parts.get(spec.id());
        if (part == null) {
            throw FormerNames.unknownPart("part", spec.id(), parts.keySet());
        }
        return new Bound<>(spec, part, Settings.of(part, spec));
    }

    /** {@return the bound parts of a list of the recipe} */
    List<Bound<P>> bindAll(List<PartSpec> specs) {
        return bindAll(specs, Function.identity());
    }

    /** {@return the bound parts of a list of the recipe, with a function from an entry to its part} */
    <S> List<Bound<P>> bindAll(List<S> specs, Function<S, PartSpec> spec) {
        return specs.stream().map(entry -> bind(spec.apply(entry))).toList();
    }
}
