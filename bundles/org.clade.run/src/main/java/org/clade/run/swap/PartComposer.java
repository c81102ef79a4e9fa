package org.clade.run.swap;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.clade.api.data.ImageShape;
import org.clade.api.part.RefusedException;
import org.clade.api.run.Replacement;
import org.clade.api.variant.Variant;
import org.clade.api.variant.VariantLease;
import org.clade.api.variant.VariantService;

/**
 * Composes a run's variant with other parts, and checks that they fit the network.
 *
 * @param run the run's id
 * @param variants composes
 * @param recipe the recipe at the start of the run
 * @param images the shape of the images when read
 */
public record PartComposer(String run, VariantService variants, Path recipe, ImageShape images) {

    /**
     * A composed variant.
     *
     * @param use the variant, closed by the caller
     * @param changes the differences from the recipe at the start of the run
     */
    public record Composed(VariantLease use, Map<String, String> changes) {}

    /**
     * Composes a variant with other parts.
     *
     * @param current the run's variant
     * @param changes the differences from the recipe at the start of the run
     * @param replacements which parts replace which
     * @param known the available parts
     * @return the variant
     * @throws RefusedException if the parts are unknown or do not fit
     */
    public Composed compose(
            Variant current, Map<String, String> changes, List<Replacement> replacements, AvailableParts known) {
        Map<String, String> all = new LinkedHashMap<>(changes);
        all.putAll(ReplacementPlan.changes(run, current.recipe(), replacements, known));
        VariantLease use = variants.use(recipe.toString(), all);
        try {
            check(current, use.variant());
            return new Composed(use, all);
        } catch (RuntimeException e) {
            use.close();
            throw e;
        }
    }

    /**
     * Checks that a run can continue with a variant.
     *
     * @param current the run's variant
     * @param next the new variant
     * @throws RefusedException if the parts do not fit each other or the network
     */
    void check(Variant current, Variant next) {
        next.check(images, next.recipe().architecture().clusters());
        ImageShape seen = current.evalTransform().shape(images);
        ImageShape wouldSee = next.evalTransform().shape(images);
        if (!seen.equals(wouldSee)) {
            throw new RefusedException(
                    "The network of run %s takes images of %s, but the new view makes %s; start a new run with it."
                            .formatted(run, seen, wouldSee));
        }
    }
}
