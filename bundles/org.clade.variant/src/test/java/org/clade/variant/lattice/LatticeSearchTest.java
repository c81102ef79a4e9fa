package org.clade.variant.lattice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.clade.api.part.PartKind;
import org.clade.api.part.RefusedException;
import org.clade.api.variant.LatticeFactor;
import org.clade.api.variant.LatticePoint;
import org.clade.api.variant.Recipe;
import org.clade.api.variant.VariantLattice;
import org.clade.variant.recipe.RecipeReader;
import org.junit.jupiter.api.Test;

class LatticeSearchTest {

    private static final Recipe VARIANT = RecipeReader.read(
            "v",
            Map.of(
                    "title", "t",
                    "method", "m",
                    "backbone", "vgg",
                    "attention", "gaussian(width=2)",
                    "heads", List.of("mlp"),
                    "optimizer", "adam",
                    "augment", List.of("grayscale"),
                    "targets", "relations",
                    "max_batches", "10",
                    "tasks", List.of("separability", "attention=5", "entropy=3")));

    private static List<PartFactor> factors(Set<PartKind> kinds, String... except) {
        return FactorReader.of(VARIANT, kinds, Set.of(except), kind -> switch (kind) {
            case ATTENTION -> List.of("conv", "gaussian", "identity", "odd");
            case TARGETS -> List.of("relations");
            default -> List.of();
        });
    }

    private static void check(Recipe recipe) {
        boolean map = recipe.training().phases().get(0).tasks().stream()
                .anyMatch(task -> task.part().id().equals("attention"));
        String module = recipe.architecture().attention().id();
        if (module.equals("odd") || map && module.equals("identity")) {
            throw new RefusedException("The task attention asks for a map.");
        }
    }

    private static VariantLattice lattice(int most) {
        return new LatticeSearch(
                        VARIANT,
                        factors(Set.of(PartKind.TASK, PartKind.ATTENTION, PartKind.TARGETS)),
                        LatticeSearchTest::check)
                .run(most);
    }

    @Test
    void onlyLegalCombinationsCount() {
        VariantLattice lattice = lattice(100);
        assertEquals(32, lattice.combinations(), "four modules, three losses on or off");
        assertEquals(
                List.of("gaussian(width=2)", "conv", "identity"),
                lattice.factors().stream()
                        .filter(factor -> factor.name().equals("attention"))
                        .findFirst()
                        .orElseThrow()
                        .levels());
        // 2 modules with any of 7 sets of losses, identity with those of the 3 sets without the task attention; no loss
        // at all is refused
        assertEquals(2 * 7 + 3, lattice.points().size());
        assertTrue(
                lattice.leftOut().get(0).startsWith("attention=odd: The task attention"), lattice.leftOut()::toString);
        assertEquals(VARIANT, lattice.points().get(0).recipe());
    }

    @Test
    void aPointSaysWhatItChanges() {
        List<LatticeFactor> factors = lattice(100).factors();
        LatticePoint last = lattice(100).points().get(16);
        assertEquals(factors.size(), last.levels().size());
        assertTrue(last.recipe().provenance().title().startsWith("v "));
        assertTrue(last.recipe().name().matches("v-\\d{4}"));
        assertEquals("own", last.recipe().provenance().source());
    }

    @Test
    void aLatticeThatIsTooLargeIsRefused() {
        RefusedException refused = assertThrows(RefusedException.class, () -> lattice(31));
        assertTrue(refused.getMessage().contains("32 combinations"), refused.getMessage());
    }

    @Test
    void factorsCanBeLeftOutByName() {
        Set<PartKind> tasks = Set.of(PartKind.TASK);
        assertEquals(
                List.of("separability", "entropy"),
                factors(tasks, "tasks:attention").stream()
                        .map(one -> one.factor().name())
                        .toList());
        assertTrue(assertThrows(RefusedException.class, () -> factors(tasks, "entrpy"))
                .getMessage()
                .contains("entropy"));
        assertThrows(RefusedException.class, () -> new LatticeSearch(VARIANT, List.of(), recipe -> {}).run(10));
    }
}
