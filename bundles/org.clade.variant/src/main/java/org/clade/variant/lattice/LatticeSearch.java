package org.clade.variant.lattice;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.clade.api.part.NameCheck;
import org.clade.api.part.RefusedException;
import org.clade.api.variant.LatticeFactor;
import org.clade.api.variant.LatticePoint;
import org.clade.api.variant.Recipe;
import org.clade.api.variant.VariantLattice;
import org.clade.variant.recipe.RecipeReader;

/**
 * Looks at every combination of levels and keeps the legal ones.
 *
 * @param from the variant
 * @param factors what can be changed
 * @param check refuses a recipe whose parts do not fit
 */
public record LatticeSearch(Recipe from, List<PartFactor> factors, Consumer<Recipe> check) {

    /**
     * Looks at all combinations.
     *
     * @param most the greatest number of combinations
     * @return the lattice
     * @throws RefusedException if there are more, or nothing to change
     */
    public VariantLattice run(int most) {
        if (factors.isEmpty()) {
            throw new RefusedException(
                    "Nothing of these kinds can be changed in variant %s; name other kinds with --kinds."
                            .formatted(from.name()));
        }
        int combinations = combinations(most);
        Map<List<Integer>, Recipe> legal = new LinkedHashMap<>();
        Map<String, String> refusals = new LinkedHashMap<>();
        for (int number = 0; number < combinations; number++) {
            int[] levels = levels(number);
            try {
                Recipe recipe = recipe(levels, number);
                check.accept(recipe);
                legal.put(Arrays.stream(levels).boxed().toList(), recipe);
            } catch (RefusedException e) {
                only(levels).ifPresent(changed -> refusals.put(changed, e.getMessage()));
            }
        }
        return lattice(combinations, legal, refusals);
    }

    private int combinations(int most) {
        long all = 1;
        for (PartFactor each : factors) {
            all = Math.min(Integer.MAX_VALUE, all * each.factor().levels().size());
        }
        if (all > most) {
            throw new RefusedException(
                    "The lattice of %s has %s combinations of %s, more than %s; name fewer kinds with --kinds, or leave some factors out with --except."
                            .formatted(
                                    from.name(),
                                    all == Integer.MAX_VALUE ? "over two billion" : String.valueOf(all),
                                    factors.stream()
                                            .map(each -> each.factor().name())
                                            .collect(Collectors.joining(", ")),
                                    most));
        }
        return (int) all;
    }

    private int[] levels(int number) {
        int[] levels = new int[factors.size()];
        int rest = number;
        for (int i = 0; i < levels.length; i++) {
            int count = factors.get(i).factor().levels().size();
            levels[i] = rest % count;
            rest /= count;
        }
        return levels;
    }

    /** {@return the one level that differs from the variant, in words; empty if several or none do} */
    private Optional<String> only(int... levels) {
        List<String> changed = IntStream.range(0, levels.length)
                .filter(i -> levels[i] > 0)
                .mapToObj(i -> key(i, levels[i]))
                .toList();
        return changed.size() == 1 ? Optional.of(changed.get(0)) : Optional.empty();
    }

    private String key(int factor, int level) {
        return factors.get(factor).factor().name() + "="
                + factors.get(factor).factor().levels().get(level);
    }

    private Recipe recipe(int[] levels, int number) {
        if (number == 0) {
            return from;
        }
        Map<String, Object> properties = new LinkedHashMap<>(from.properties());
        List<String> words = new ArrayList<>();
        for (int i = 0; i < levels.length; i++) {
            factors.get(i).set(properties, levels[i]);
            if (levels[i] > 0) {
                words.add(factors.get(i).words(levels[i]));
            }
        }
        String changes = String.join(", ", words);
        properties.put("title", from.name() + " " + changes);
        properties.put("source", "own");
        String suffix = String.format(Locale.ROOT, "-%04d", number);
        String stem = from.name().substring(0, Math.min(from.name().length(), NameCheck.LONGEST - suffix.length()));
        return RecipeReader.read(stem + suffix, properties);
    }

    /** The lattice without the levels that are in no legal combination. */
    private VariantLattice lattice(int combinations, Map<List<Integer>, Recipe> legal, Map<String, String> refusals) {
        List<LatticeFactor> kept = new ArrayList<>();
        List<String> leftOut = new ArrayList<>();
        List<List<Integer>> numbers = new ArrayList<>();
        for (int i = 0; i < factors.size(); i++) {
            int at = i;
            List<String> levels = factors.get(i).factor().levels();
            TreeSet<Integer> used =
                    legal.keySet().stream().map(point -> point.get(at)).collect(Collectors.toCollection(TreeSet::new));
            IntStream.range(0, levels.size())
                    .filter(level -> !used.contains(level))
                    .mapToObj(level -> key(at, level))
                    .forEach(name ->
                            leftOut.add("%s: %s".formatted(name, refusals.getOrDefault(name, "it fits nowhere."))));
            numbers.add(List.copyOf(used));
            if (used.size() > 1) {
                kept.add(new LatticeFactor(
                        factors.get(i).factor().name(),
                        used.stream().map(levels::get).toList()));
            }
        }
        List<LatticePoint> points = new ArrayList<>();
        legal.forEach((levels, recipe) -> points.add(new LatticePoint(
                IntStream.range(0, levels.size())
                        .filter(i -> numbers.get(i).size() > 1)
                        .mapToObj(i -> numbers.get(i).indexOf(levels.get(i)))
                        .toList(),
                recipe)));
        if (points.isEmpty() || kept.isEmpty()) {
            throw new RefusedException(
                    "No other combination of the parts of %s is legal; name other kinds with --kinds."
                            .formatted(from.name()));
        }
        return new VariantLattice(from.name(), kept, combinations, points, leftOut);
    }
}
