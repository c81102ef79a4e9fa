package org.clade.variant.lattice;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.clade.api.part.PartKind;
import org.clade.api.part.PartSpec;
import org.clade.api.part.RefusedException;
import org.clade.api.variant.LatticeFactor;
import org.clade.api.variant.Recipe;
import org.clade.variant.recipe.PartKeys;
import org.clade.variant.recipe.RecipeDraft;

/** Finds what can be changed in a recipe. */
public final class FactorReader {

    private final Function<PartKind, ? extends Collection<String>> available;
    private final List<PartFactor> factors = new ArrayList<>();

    private FactorReader(Function<PartKind, ? extends Collection<String>> available) {
        this.available = available;
    }

    /**
     * Finds the factors.
     *
     * @param recipe the recipe
     * @param kinds the kinds of parts that may change
     * @param except names of factors that do not change
     * @param available the ids of the parts of a kind
     * @return the factors, in the order of the keys
     * @throws RefusedException if such a name is unknown
     */
    public static List<PartFactor> of(
            Recipe recipe,
            Set<PartKind> kinds,
            Set<String> except,
            Function<PartKind, ? extends Collection<String>> available) {
        FactorReader reader = new FactorReader(available);
        recipe.properties().forEach((key, value) -> PartKeys.kind(RecipeDraft.own(key))
                .filter(kinds::contains)
                .ifPresent(kind -> reader.add(kind, key, value)));
        List<String> names =
                reader.factors.stream().map(one -> one.factor().name()).toList();
        for (String name : except) {
            if (!names.contains(name)) {
                throw RefusedException.unknown("factor", name, names);
            }
        }
        return reader.factors.stream()
                .filter(one -> !except.contains(one.factor().name()))
                .toList();
    }

    private void add(PartKind kind, String key, Object value) {
        if (value instanceof Collection<?> entries) {
            if (kind != PartKind.HEAD) {
                entries.forEach(entry -> addEntry(key, entry.toString()));
            }
        } else if (!value.toString().isEmpty()) {
            addAlternatives(kind, key, value.toString());
        }
    }

    /** An entry of a list can be left out. */
    private void addEntry(String key, String entry) {
        String own = RecipeDraft.own(key);
        String phase = key.substring(0, key.length() - own.length());
        String named = own.equals("stages") ? entry.replaceFirst("\\(.*", "") : RecipeDraft.id(own, entry);
        boolean unclear = own.equals("eval_transform") || PartKeys.kind(named).isPresent();
        String place = unclear ? key + ":" : phase;
        String name = place + named;
        long same =
                factors.stream().filter(one -> one.factor().name().equals(name)).count();
        factors.add(new PartFactor(
                key,
                true,
                new LatticeFactor(same == 0 ? name : name + "-" + (same + 1), List.of(entry, LatticeFactor.OFF))));
    }

    /** The part of a key can be another one of its kind, with its defaults. */
    private void addAlternatives(PartKind kind, String key, String written) {
        List<String> levels = new ArrayList<>(List.of(written));
        available.apply(kind).stream()
                .filter(id -> !id.equals(PartSpec.parse(written).id()))
                .sorted()
                .forEach(levels::add);
        if (levels.size() > 1) {
            factors.add(new PartFactor(key, false, new LatticeFactor(key, levels)));
        }
    }
}
