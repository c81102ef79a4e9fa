package org.clade.table.trial;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.codec.digest.DigestUtils;
import org.clade.api.variant.Recipe;
import org.clade.api.variant.VariantLease;
import org.clade.api.variant.VariantService;

/** Hashes of recipes: equal for recipes that train the same network in the same way, whatever their name. */
final class RecipeIdentities {

    private final VariantService variants;
    private final Map<String, String> known = new HashMap<>();

    /**
     * Knows no recipe yet.
     *
     * @param variants reads and changes recipes
     */
    RecipeIdentities(VariantService variants) {
        this.variants = variants;
    }

    /**
     * The hash of a variant with changes.
     *
     * @param variant the variant
     * @param changes changed keys
     * @return the hash
     * @throws org.clade.api.part.RefusedException if a name, key or value is wrong, or a part is missing
     */
    String of(String variant, Map<String, String> changes) {
        return known.computeIfAbsent(variant + " " + new TreeMap<>(changes), key -> {
            try (VariantLease use = variants.use(variant, changes)) {
                return of(use.variant().recipe());
            }
        });
    }

    /** {@return the hash of a recipe} */
    static String of(Recipe recipe) {
        return DigestUtils.sha256Hex(recipe.architecture() + "\n" + recipe.training());
    }
}
